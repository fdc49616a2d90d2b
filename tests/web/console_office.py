"""A console with people and cases for its tests: a browser without scripts, staff, a resident."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from uuid import UUID

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.desk import Desk
from bot.files.store import FileStore
from models import Attachment, Case, Resident, Staff
from models.vocabulary import AttachmentState, CaseAction, CodePurpose, Role
from services.desk import codes, filing, office_actions, resident_actions, staffing, tracking
from services.desk.actor import Actor
from services.kit.fields import Stored
from services.kit.questions import House, Paragraph, Phone, Photo, Place
from services.kit.service import Group, Service
from services.kit.text import _
from web import assets, console, front
from web.security import SecurityHeaders

LAMP = Service(
    key="lamp",
    title=_("Street lamp"),
    summary=_("A lamp is out."),
    group=Group.WASTE,
    department="works",
    promise_days=3,
    next_steps=_("Somebody comes."),
    fields=(
        Paragraph("what", _("What is wrong?")),
        House("house", _("Which house?")),
        Place("place", _("Where is it?")),
        Photo("photo", _("A photo?"), required=False),
        Phone("phone", _("Which number?")),
    ),
)

ANSWERS: dict[str, Stored] = {
    "what": "The lamp is out.",
    "house": {"number": "45/1", "village": 2},
    "place": {"latitude": 15.5, "longitude": 102.5, "words": ""},
    "photo": None,
    "phone": "0812345678",
}

PICTURE = b"\x89PNG\r\n\x1a\n and so on"


class Replays:
    """Stands where the intake stands, and remembers what was to be handled again."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    async def replay(self, key: str) -> None:
        self.keys.append(key)


class FormReader(HTMLParser):
    """Collects the forms of a page by their address, with their hidden fields."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._open: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = self.forms.setdefault(given.get("action", ""), {})
        if tag == "input" and given.get("type") == "hidden":
            self._open[given["name"]] = given["value"]


def forms_of(page: httpx.Response) -> dict[str, dict[str, str]]:
    reader = FormReader()
    reader.feed(page.text)
    return reader.forms


@dataclass
class ConsoleOffice:
    """A desk with the test service, and everything a test wants to do with its console."""

    desk: Desk
    replays: Replays = field(default_factory=Replays)

    def __post_init__(self) -> None:
        self.app = Starlette(
            routes=[*console.routes, *assets.routes, *front.routes],
            middleware=[Middleware(SecurityHeaders, office=self.desk.around.office)],
            exception_handlers=front.exception_handlers,
        )
        self.app.state.desk = self.desk
        self.app.state.intake = self.replays

    @asynccontextmanager
    async def browser(self, staff: Staff | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """Open a browser that reads English; with `staff` it is signed in."""
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=self.desk.base_url,
            headers={"accept-language": "en", "accept": "text/html"},
        ) as client:
            if staff:
                await self.sign_in(client, staff)
            yield client

    async def sign_in(self, client: httpx.AsyncClient, staff: Staff) -> httpx.Response:
        return await press(client, f"/console/sign-in/{await self.code(staff)}", "")

    async def code(self, staff: Staff, purpose: str = CodePurpose.SIGN_IN) -> str:
        async with self.desk.work() as work:
            return await codes.make_code(work, purpose, staff.id, staff.department)

    async def hire(
        self, name: str, role: str = Role.OFFICER, department: str | None = "works"
    ) -> Staff:
        async with self.desk.work() as work:
            return await staffing.add_staff(work, name, role, department)

    async def file(self, chat: str = "", /, **answers: Stored) -> Case:
        """File a case as a resident on Telegram would."""
        async with self.desk.work() as work:
            resident = Resident()
            work.session.add(resident)
            await work.session.flush()
            chat = chat or resident.id.hex[:12]
            actor = Actor("telegram", chat, chat, True, "en", resident_id=resident.id)
            service = self.desk.services["lamp"]
            return (await filing.file_case(work, service, ANSWERS | answers, actor)).case

    async def act(self, staff: Staff, case: Case, action: CaseAction, words: str = "") -> Case:
        async with self.desk.work() as work:
            return await office_actions.act(work, case.reference, action, staff, words)

    async def write(self, case: Case, words: str) -> Case:
        """Let the resident write to the office about their case."""
        actor = Actor(case.channel, case.chat, case.chat, True, "en", resident_id=case.resident_id)
        async with self.desk.work() as work:
            return await resident_actions.write(work, case.reference, actor, words)

    async def case(self, reference: str) -> Case:
        async with self.desk.database.reading() as session:
            found = await tracking.find_case(session, reference)
        assert found is not None
        return found

    async def keep_picture(
        self, case: Case, media_type: str = "image/png", content: bytes = PICTURE
    ) -> UUID:
        """Store a file and bind it to a case, as the fetcher would."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = FileStore(self.desk.data_dir).path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        attachment = Attachment(
            channel=case.channel,
            chat=case.chat,
            source={},
            state=AttachmentState.STORED,
            case_id=case.id,
            sha256=sha256,
            media_type=media_type,
            size=len(content),
        )
        async with self.desk.work() as work:
            work.session.add(attachment)
        return attachment.id


def console_office(desk: Desk) -> ConsoleOffice:
    """Give the desk of a test its one service, and a console."""
    return ConsoleOffice(replace(desk, services={LAMP.key: LAMP}))


async def press(
    client: httpx.AsyncClient, page: str, action: str, /, **fields: str
) -> httpx.Response:
    """Press the button of one form of a page, as a browser without scripts does."""
    forms = forms_of(await client.get(page))
    return await client.post(action or page, data=forms[action] | fields)


async def send(
    client: httpx.AsyncClient, action: str, fields: Mapping[str, str], **headers: str
) -> httpx.Response:
    """Send a form made by hand."""
    return await client.post(action, data=dict(fields), headers=headers)
