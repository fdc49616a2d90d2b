"""The whole desk for attacks: every page of the application, and a visitor who goes everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import urljoin, urlsplit

import httpx
from fastapi import FastAPI
from starlette.middleware import Middleware

from bot.channels.webchat import WebChat, store_in
from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from bot.sender import Sender
from tests.attacks.crawling import LEFT_ALONE, PageReader, Sent, kind_of, read_page
from tests.web.console_office import LAMP, ConsoleOffice
from web import front
from web.app import ROUTES
from web.security import Limits, SecurityHeaders
from web.settings import Settings

STATICS = ("/static/", "/favicon")

PUBLIC = (
    "/", "/services", "/track", "/announcements", "/announcements.rss", "/announcements.atom",
    "/announcements.json", "/statistics", "/queue", "/queue/display", "/privacy", "/chat",
    "/property", "/services/lamp", "/services/lamp/form",
)  # fmt: skip
CONSOLE = (
    "/console", "/console/cases", "/console/cases?group=all", "/console/log", "/console/services",
    "/console/wording", "/console/office", "/console/staff", "/console/residents",
    "/console/templates", "/console/budget", "/console/problems", "/console/payments",
    "/console/queue", "/console/rounds", "/console/loans", "/console/file", "/console/account",
    "/console/announcements", "/console/announcements/new", "/console/desk", "/console/rights",
    "/console/cases/export", "/console/queue/entrances", "/console/nobodys",
)  # fmt: skip


@dataclass
class Attacked(ConsoleOffice):
    """Everything the desk serves, without the parts that run by themselves."""

    ticks: Iterator[int] = field(default_factory=lambda: count(0, 1_000))
    """The limits' own clock: nobody is too fast here."""

    def __post_init__(self) -> None:
        desk, webchat = self.desk, WebChat(store_in(self.desk.database))
        desk.channels["webchat"] = webchat
        self.app = FastAPI(
            openapi_url=None,
            routes=ROUTES,
            middleware=[
                Middleware(SecurityHeaders, office=lambda: desk.around.office),
                Middleware(front.Unbroken),
            ],
            exception_handlers=front.exception_handlers,
        )
        intake = Intake(desk)
        settings = Settings(_env_file=None, base_url=desk.base_url, data_dir=desk.data_dir)
        state = {
            "desk": desk, "intake": intake, "sender": Sender(desk), "webchat": webchat,
            "fetcher": Fetcher(desk, intake), "settings": settings,
            "limits": Limits(lambda: float(next(self.ticks))),
        }  # fmt: skip
        for name, value in state.items():
            setattr(self.app.state, name, value)


def attacked(desk: Desk) -> Attacked:
    """Give the desk of a test one service, and all of its pages."""
    return Attacked(replace(desk, services={LAMP.key: LAMP}))


@dataclass
class Visitor:
    """Somebody who looks at every kind of page a few times, and keeps what came back."""

    client: httpx.AsyncClient
    each_kind: int = 2
    seen: dict[str, httpx.Response] = field(default_factory=dict)
    _kinds: dict[str, int] = field(default_factory=dict)

    async def look_around(self, *start: str) -> None:
        """Follow links until nothing new comes."""
        waiting = list(start)
        while waiting:
            address = waiting.pop(0)
            if self._wanted(address):
                self.seen[address] = await self.client.get(address)
                waiting += links_of(self.seen[address], address)

    def _wanted(self, address: str) -> bool:
        kind = kind_of(address)
        if address in self.seen or self._kinds.get(kind, 0) >= self.each_kind:
            return False
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        return not address.startswith(STATICS) and "lang=" not in address

    def forms(self) -> dict[str, str]:
        """Say for each kind of form on which page it stands."""
        return {
            kind: address
            for address, page in self.seen.items()
            for kind in forms_of_page(page, address)
        }

    async def plant(self, words: str, *, everything: bool) -> list[httpx.Response]:
        """Open each form anew and send it with these words."""
        answers = []
        for kind, address in self.forms().items():
            form = forms_of_page(await self.client.get(address), address).get(kind)
            if form:
                answers.append(await self._send(address, form, words, everything=everything))
        return answers

    async def _send(
        self, address: str, form: Sent, words: str, *, everything: bool
    ) -> httpx.Response:
        action = urljoin(address, form.action or address).partition("#")[0]
        data = form.filled(words, everything=everything)
        if not form.multipart:
            return await self.client.post(action, data=data)
        files = dict.fromkeys(form.files or ["none"], ("", b""))
        return await self.client.post(action, data=data, files=files)


def reader_of(page: httpx.Response) -> PageReader:
    html = page.headers.get("content-type", "").startswith("text/html")
    return read_page(page) if html else PageReader()


def forms_of_page(page: httpx.Response, address: str) -> dict[str, Sent]:
    """Return the forms that change something, by what is alike in those of one kind."""
    found = {}
    for form in reader_of(page).forms:
        action = inside(urljoin(address, form.action or address))
        if action and form.method == "post" and not LEFT_ALONE.search(action):
            found[f"{kind_of(action)} {sorted(form.typed)}"] = form
    return found


def links_of(page: httpx.Response, address: str) -> list[str]:
    """Return the addresses of ours that a page leads to."""
    leads = [*reader_of(page).links, page.headers.get("location", "")]
    return [there for link in leads if link and (there := inside(urljoin(address, link)))]


def inside(address: str) -> str:
    """Return the address without its host, or nothing when it is somebody else's."""
    parts = urlsplit(address)
    if parts.netloc not in {"", "desk.example"} or parts.scheme not in {"", "https"}:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
