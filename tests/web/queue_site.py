"""The pages of the queue and its console, for their tests, read in English."""

from dataclasses import dataclass

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.desk import Desk
from models import QueueTicket, Staff
from models.vocabulary import CodePurpose
from services.desk import codes
from services.desk.queueing.links import ticket_token
from tests.web.console_office import forms_of, press
from web import assets, console, front, queueing
from web.queueing.entrances import Entrance, entrance_address, open_entrance
from web.security import Limits, SecurityHeaders


@dataclass
class QueueSite:
    """Everything the pages of the queue hang on. Nobody waits for the limits on speed."""

    desk: Desk

    def __post_init__(self) -> None:
        self.app = Starlette(
            routes=[*console.routes, *queueing.routes, *assets.routes, *front.routes],
            middleware=[Middleware(SecurityHeaders, office=self.desk.around.office)],
            exception_handlers=front.exception_handlers,
        )
        self.app.state.desk = self.desk
        self.app.state.limits = Limits(lambda: 0.0)

    def browser(self, **headers: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=self.desk.base_url,
            headers={"accept-language": "en", "accept": "text/html", **headers},
        )

    async def sign_in(self, client: httpx.AsyncClient, staff: Staff) -> None:
        await press(client, f"/console/sign-in/{await self.code(staff)}", "")

    async def code(self, staff: Staff) -> str:
        async with self.desk.work() as work:
            return await codes.make_code(work, CodePurpose.SIGN_IN, staff.id, staff.department)

    async def entrance(self, kind: Entrance) -> str:
        """Open an entrance and return its path."""
        async with self.desk.work() as work:
            made = await open_entrance(work, kind)
        address = entrance_address(self.desk.links, made)
        return address.removeprefix(self.desk.base_url)

    def ticket(self, ticket: QueueTicket) -> str:
        """Return the path of the page of a ticket."""
        return f"/queue/ticket/{ticket_token(self.desk.links, ticket)}"


async def take(
    client: httpx.AsyncClient, page: str, line: str = "general", **more: str
) -> httpx.Response:
    """Press the button that takes a number, as a browser without scripts does."""
    hidden = forms_of(await client.get(page))[page.partition("?")[0]]
    return await client.post(page.partition("?")[0], data=hidden | {"line": line} | more)
