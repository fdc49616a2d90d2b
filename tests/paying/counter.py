"""The pages about money, opened by residents and by staff."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.after_storing import follow_stored
from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from models import Staff
from models.vocabulary import CodePurpose
from services.desk import codes
from tests.web.console_office import forms_of, press
from web import assets, console, front, papers, pay
from web.security import SecurityHeaders


@dataclass
class Counter:
    """A desk with its pages about money, and a fetcher that works when it is told to."""

    desk: Desk
    app: Starlette = field(init=False)
    fetcher: Fetcher = field(init=False)

    def __post_init__(self) -> None:
        intake = Intake(self.desk)
        self.fetcher = Fetcher(self.desk, intake)
        self.app = Starlette(
            routes=[
                *console.routes,
                *pay.routes,
                *papers.routes,
                *assets.routes,
                *front.routes,
            ],
            middleware=[Middleware(SecurityHeaders, office=self.desk.around.office)],
            exception_handlers=front.exception_handlers,
        )
        self.app.state.desk, self.app.state.intake = self.desk, intake
        self.app.state.fetcher = self.fetcher

    @asynccontextmanager
    async def browser(self, staff: Staff | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """Open a browser that reads English; with `staff` it is signed in."""
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=self.desk.base_url,
            headers={"accept-language": "en", "accept": "text/html"},
        ) as client:
            if staff:
                async with self.desk.work() as work:
                    code = await codes.make_code(work, CodePurpose.SIGN_IN, staff.id)
                await press(client, f"/console/sign-in/{code}", "")
            yield client

    async def fetch(self) -> None:
        """Let what was sent be stored, and read."""
        await self.fetcher.fetch_waiting()
        await follow_stored(self.desk, self.fetcher.store.path)


async def upload(
    client: httpx.AsyncClient, page: str, action: str, content: bytes, **typed: str
) -> httpx.Response:
    """Choose a file in a form of a page and send it."""
    hidden = forms_of(await client.get(page))[action]
    return await client.post(action, data=hidden | typed, files={"file": ("file", content)})
