"""The public register and the console of loans, for their tests."""

from dataclasses import dataclass

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from models import Staff
from models.vocabulary import CodePurpose
from services.desk import codes
from tests.web.console_office import press
from web import assets, console, front, papers, property_register
from web.security import SecurityHeaders


@dataclass
class Pages:
    """Pages of one desk, read in English."""

    desk: Desk

    def __post_init__(self) -> None:
        self.app = Starlette(
            routes=[
                *console.routes,
                *property_register.routes,
                *papers.routes,
                *assets.routes,
                *front.routes,
            ],
            middleware=[Middleware(SecurityHeaders, office=self.desk.around.office)],
            exception_handlers=front.exception_handlers,
        )
        self.fetcher = Fetcher(self.desk, Intake(self.desk))
        self.app.state.desk = self.desk
        self.app.state.fetcher = self.fetcher

    def browser(self, **headers: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=self.desk.base_url,
            headers={"accept-language": "en", "accept": "text/html", **headers},
        )

    async def sign_in(self, client: httpx.AsyncClient, staff: Staff) -> None:
        async with self.desk.work() as work:
            code = await codes.make_code(work, CodePurpose.SIGN_IN, staff.id, staff.department)
        await press(client, f"/console/sign-in/{code}", "")
