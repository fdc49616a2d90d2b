"""The public site for its tests: a desk with one service, its pages, and a chat that answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import uuid4

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.channels.webchat import WebChat, store_in
from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from bot.messages import Heard, Kind
from bot.sender import Sender
from bot.turns import Remembered, Turn, World
from models import Case, Resident, Staff
from models.vocabulary import CaseAction, Role
from services.desk import filing, office_actions, staffing
from services.desk.actor import Actor
from services.kit.message import Button, Picture, Reply, Wanted
from services.kit.questions import Paragraph, Phone
from services.kit.service import Group, Paper, Service
from services.kit.text import _, plain
from web import (
    assets,
    chat,
    forms,
    front,
    manual,
    my_case,
    papers,
    privacy,
    rate,
    statistics,
    tracking,
)
from web.security import Limits, SecurityHeaders

SECRET_WORDS = "The lamp opposite Somchai's house is out."

LAMP = Service(
    key="lamp",
    title=_("Street lamp"),
    summary=_("A lamp is out."),
    group=Group.WASTE,
    department="works",
    promise_days=3,
    next_steps=_("Somebody comes."),
    fee=_("Twenty baht."),
    papers=(Paper(_("A copy of the house registration.")),),
    to_be_confirmed=True,
    fields=(
        Paragraph("what", _("What is wrong?"), hint=_("One sentence is enough.")),
        Phone("phone", _("Which number?"), required=False),
    ),
)

SPECIAL = {
    "pay": Reply(
        plain("Please pay with this code.\nThank you."),
        picture=Picture("https://desk.example/favicon.svg", b"\x89PNG"),
    ),
    "fill": Reply(
        plain("Please fill this in."),
        (Button(plain("Open the page"), url="https://desk.example/fill", inside=True),),
    ),
}
"""What the desk of these tests says to these words."""


def answer(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Answer as a desk would that only tells what it heard; "place" or "date" ask for those."""
    told = f"{heard.kind.value} {heard.text}".strip()
    if heard.point:
        told = f"place {heard.point.latitude} {heard.point.longitude}"
    if heard.kind == Kind.FILE:
        told = f"file {heard.media}"
    wants = Wanted(heard.text) if heard.text in list(Wanted) else None
    buttons = (
        Button(plain("Go on"), "a:draft:next"),
        Button(plain("Rate"), "rate:REF:5"),
        Button(plain("Read"), url="https://desk.example/privacy"),
    )
    reply = Reply(plain(f"Heard: {told}"), buttons, wants, date_press="a:draft:day")
    return Turn(remembered, (SPECIAL.get(heard.text, reply),))


@dataclass
class PublicSite:
    """Everything the public pages hang on, running."""

    desk: Desk
    pace: list[float] = field(default_factory=lambda: [0.0])
    """The limits' own clock: a list, so that a test can move it."""

    def __post_init__(self) -> None:
        self.webchat = WebChat(store_in(self.desk.database))
        self.desk.channels["webchat"] = self.webchat
        self.intake = Intake(self.desk)
        self.sender = Sender(self.desk)
        self.desk.sender = self.sender
        self.fetcher = Fetcher(self.desk, self.intake)
        self.app = Starlette(
            routes=[
                *assets.routes,
                *front.routes,
                *chat.routes,
                *manual.routes,
                *forms.routes,
                *my_case.routes,
                *tracking.routes,
                *statistics.routes,
                *rate.routes,
                *papers.routes,
                *privacy.routes,
            ],
            middleware=[
                Middleware(SecurityHeaders, office=self.desk.around.office),
                Middleware(front.Unbroken),
            ],
            exception_handlers=front.exception_handlers,
        )
        for name in ("desk", "intake", "fetcher", "webchat"):
            setattr(self.app.state, name, getattr(self, name))
        self.app.state.limits = Limits(lambda: self.pace[0])

    @asynccontextmanager
    async def running(self) -> AsyncIterator["PublicSite"]:
        """Answer events and deliver what is said until the block ends."""
        await self.sender.start()
        taking = asyncio.create_task(self.intake.run())
        try:
            yield self
        finally:
            self.intake.close()
            await taking
            await self.sender.stop()

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """Open a browser that reads English; a failing page comes as the answer it makes."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url="http://desk.example",
            headers={"Accept-Language": "en", "Accept": "text/html", **headers},
        )

    async def file(self) -> Case:
        """File a case as a resident on LINE would."""
        async with self.desk.work() as work:
            resident = Resident()
            work.session.add(resident)
            await work.session.flush()
            actor = Actor("line", "U1", "U1", True, "en", resident_id=resident.id)
            answers = {"what": SECRET_WORDS, "phone": "0812345678"}
            filed = await filing.file_case(work, self.desk.services["lamp"], answers, actor)
            return filed.case

    async def hire(self) -> Staff:
        async with self.desk.work() as work:
            return await staffing.add_staff(work, "Malee", Role.OFFICER, "works")

    async def act(self, staff: Staff, case: Case, action: CaseAction, words: str = "") -> Case:
        async with self.desk.work() as work:
            return await office_actions.act(work, case.reference, action, staff, words)


def public_site(desk: Desk) -> PublicSite:
    """Give the desk of a test one service, a dialogue that repeats, and its public pages."""
    return PublicSite(replace(desk, services={LAMP.key: LAMP}, decide=answer))


class Window:
    """The chat window of one browser, as its script talks to the desk."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.client.headers["Accept"] = "application/json"

    async def start(self) -> str:
        started = await self.client.post("/chat/start")
        secret: str = started.json()["secret"]
        self.client.headers["Authorization"] = f"Bearer {secret}"
        return secret

    async def say(self, text: str, said: str = "", **more: object) -> httpx.Response:
        body = {"id": said or str(uuid4()), "kind": "text", "text": text, **more}
        return await self.client.post("/chat/messages", json=body)

    async def send_file(self, content: bytes, said: str = "") -> httpx.Response:
        return await self.client.post(
            "/chat/files", data={"id": said or str(uuid4())}, files={"file": content}
        )

    async def lines(self, **query: str) -> list[dict[str, object]]:
        answered = await self.client.get("/chat/messages", params=query)
        lines: list[dict[str, object]] = answered.json()["lines"]
        return lines

    async def texts(self) -> list[str]:
        return [str(line["text"]) for line in await self.lines()]

    async def heard(self, text: str) -> list[str]:
        """Wait until the desk has said something; the timeout of the test is the deadline."""
        texts = await self.texts()
        while text not in texts:
            last = await self.lines()
            after = {"after": str(last[-1]["id"])} if last else {}
            await self.lines(wait="5", **after)
            texts = await self.texts()
        return texts
