"""A desk that LINE and Telegram vouch to, with a page that tells who came."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from tests.conftest import Clock
from tests.simulator.platform import Options
from tests.simulator.server import Simulator
from tests.simulator.telegram_mini_app import PUBLIC_KEY
from web import assets, front, identity
from web.identity import identity_of
from web.security import SecurityHeaders
from web.settings import Settings

BOT_TOKEN = "123456:TEST"


async def who_am_i(request: Request) -> Response:
    found = await identity_of(request)
    return JSONResponse([found.channel, found.chat] if found else None)


@dataclass
class Door:
    """A browser before the desk, and the messengers that vouch for it."""

    browser: httpx.AsyncClient
    simulator: Simulator
    clock: Clock
    settings: Settings

    async def prove(self, messenger: str, proof: object) -> httpx.Response:
        return await self.browser.post(f"/identity/{messenger}", json={"proof": proof})

    async def who(self) -> list[str] | None:
        told: list[str] | None = (await self.browser.get("/who")).json()
        return told


def application(desk: Desk, settings: Settings) -> Starlette:
    app = Starlette(
        routes=[*identity.routes, *assets.routes, *front.routes, Route("/who", who_am_i)],
        middleware=[Middleware(SecurityHeaders, office=desk.around.office)],
        exception_handlers=front.exception_handlers,
    )
    app.state.desk, app.state.settings = desk, settings
    return app


@pytest.fixture
async def door(desk: Desk, clock: Clock) -> AsyncIterator[Door]:
    now = Options(now=lambda: clock().timestamp())
    async with Simulator(now) as simulator:
        settings = Settings(
            _env_file=None,
            line_api_url=simulator.line_api_url,
            line_login_channel_id=simulator.line.login.channel_id,
            liff_id="2000000001-AbcdEfgh",
            telegram_token=BOT_TOKEN,
            telegram_public_key=PUBLIC_KEY,
        )
        app = application(replace(desk, base_url="https://desk.example"), settings)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="https://desk.example",
            headers={"accept-language": "en"},
        ) as browser:
            yield Door(browser, simulator, clock, settings)
