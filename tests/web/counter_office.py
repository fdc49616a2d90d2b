"""A counter at which staff file for others, and a browser that fills its form in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import httpx
from sqlmodel import col, select

from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from models import Case, CaseEvent
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.questions import NationalId, Paragraph, Phone, Photo
from services.kit.service import Finding, Service
from services.kit.text import _, plain
from tests.web.console_office import LAMP, ConsoleOffice, forms_of

FORM = "/console/file/lamp"
NOTHING: Mapping[str, str] = {}
NUMBER = "1101700230708"


def find(answers: Answers, today: date, office: Office) -> Finding | None:
    """Somebody who asks whether they may has come for nothing else."""
    return Finding(plain("You may."), final=True) if answers.get("what") == "May I?" else None


COUNTER_LAMP: Service = replace(
    LAMP,
    fields=(
        Paragraph("what", _("What is wrong?")),
        NationalId("national", _("Your national id?"), required=False),
        Photo("photo", _("A photo?"), required=False),
        Phone("phone", _("Which number?")),
    ),
    finding=find,
)

TYPED = {
    "intake-way": "telephone",
    "intake-name": "สมชาย ใจดี",
    "intake-consent": "yes",
    "what": "The lamp is out.",
    "national": NUMBER,
    "phone": "081 234 5678",
}


def counter_office(desk: Desk) -> ConsoleOffice:
    """Give the desk of a test one service that is filed and one that is not."""
    silent = replace(LAMP, key="silent", title=_("Only a manual"), fields=())
    office = ConsoleOffice(replace(desk, services={"lamp": COUNTER_LAMP, "silent": silent}))
    office.app.state.fetcher = Fetcher(office.desk, Intake(office.desk))
    return office


async def fill(
    client: httpx.AsyncClient,
    step: str = "send",
    file: bytes = b"",
    changed: Mapping[str, str] = NOTHING,
) -> httpx.Response:
    """Fill the form in as a browser without scripts does, and press a button."""
    page = await client.get(FORM)
    shown = re.findall(r'name="_shown" value="([^"]+)"', page.text)
    return await again(client, forms_of(page)[FORM], shown, step, file, changed)


async def again(
    client: httpx.AsyncClient,
    hidden: dict[str, str],
    shown: list[str],
    step: str = "send",
    file: bytes = b"",
    changed: Mapping[str, str] = NOTHING,
) -> httpx.Response:
    fields: dict[str, object] = {**hidden, **TYPED, **changed, "_step": step, "_shown": shown}
    files = {"photo": ("a.jpg", file, "image/jpeg")} if file else {"no": ("", b"")}
    return await client.post(FORM, data=fields, files=files)


async def cases(console: ConsoleOffice) -> list[Case]:
    async with console.desk.database.reading() as session:
        return list(await session.exec(select(Case)))


async def history(console: ConsoleOffice, case: Case) -> list[CaseEvent]:
    async with console.desk.database.reading() as session:
        of_it = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(col(CaseEvent.at))
        return list(await session.exec(of_it))
