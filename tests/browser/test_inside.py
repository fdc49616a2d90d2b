"""Pages inside LINE and Telegram, in a real browser: who came is proved, and the window closes."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, Page
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.conftest import Clock
from tests.simulator.platform import Options
from tests.simulator.server import Simulator
from tests.simulator.telegram_mini_app import PUBLIC_KEY, init_data
from tests.web.identity.conftest import BOT_TOKEN, application
from web.identity import identity_of
from web.pages import render
from web.settings import Settings

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

SOMCHAI = "U" + "4" * 32

LIFF = """window.liff = {
    async init({ liffId }) {
        const state = new URLSearchParams(location.search).get("liff.state");
        if (state) location.replace("/inside" + state);
        window.begun = liffId;
    },
    isLoggedIn: () => true,
    getIDToken: () => %s,
    closeWindow: () => { document.title = "closed"; },
};"""
"""Stands for LINE's script; like it, it follows `liff.state` below the endpoint by itself."""

TELEGRAM = """window.told = [];
window.TelegramWebviewProxy = { postEvent: (type) => window.told.push(type) };"""
"""What Telegram's apps put into a page."""


@dataclass
class Inside:
    """A page inside a messenger, and where its desk is."""

    page: Page
    address: str
    clock: Clock
    script: str
    settings: Settings
    errors: list[str]

    async def who(self) -> list[str] | None:
        """Ask the desk who is reading, with the cookies of this browser."""
        answer = await self.page.request.get(f"{self.address}/who")
        told: list[str] | None = await answer.json()
        return told

    async def arrives(self) -> None:
        """Wait until the page that was wanted is there."""
        await self.page.wait_for_url(f"{self.address}/done*")


@pytest.fixture
async def inside(desk: Desk, clock: Clock, browser: Browser) -> AsyncIterator[Inside]:
    async with Simulator(Options(now=lambda: clock().timestamp())) as simulator:
        token = simulator.line.login.token(SOMCHAI)
        settings = Settings(
            _env_file=None,
            line_api_url=simulator.line_api_url,
            line_login_channel_id=simulator.line.login.channel_id,
            liff_id="2000000001-AbcdEfgh",
            telegram_token=BOT_TOKEN,
            telegram_public_key=PUBLIC_KEY,
        )
        app = application(replace(desk, base_url="http://desk.example"), settings)
        async with served(app) as address:
            context = await browser.new_context(viewport=PHONE, locale="en")
            page = await context.new_page()
            errors: list[str] = []
            page.on("pageerror", lambda failure: errors.append(str(failure)))
            opened = Inside(page, address, clock, LIFF % json.dumps(token), settings, errors)
            settings.liff_sdk_url = f"{address}/liff.js"
            app.router.routes[0:0] = [
                Route("/liff.js", lambda _request: _script(opened)),
                Route("/done", _done),
                Route("/who", _who),
            ]
            yield opened
            await context.close()


def _script(inside: Inside) -> Response:
    return Response(inside.script, media_type="text/javascript")


async def _done(request: Request) -> Response:
    return render(request, "forms/filled.html")


async def _who(request: Request) -> Response:
    found = await identity_of(request)
    return JSONResponse([found.channel, found.chat] if found else None)


async def test_line_vouches_before_the_page_opens(inside: Inside) -> None:
    await inside.page.goto(f"{inside.address}/inside/done?all=1")
    await inside.arrives()
    assert inside.page.url == f"{inside.address}/done?all=1"
    assert await inside.who() == ["line", SOMCHAI]
    assert inside.errors == []


async def test_line_s_own_way_of_naming_the_page_leads_there(inside: Inside) -> None:
    await inside.page.goto(f"{inside.address}/inside?liff.state=%2Fdone")
    await inside.arrives()
    assert await inside.who() == ["line", SOMCHAI]


async def test_the_window_in_line_is_closed_when_all_is_done(inside: Inside) -> None:
    await inside.page.goto(f"{inside.address}/inside/done")
    await inside.arrives()
    await inside.page.get_by_role("button", name="Back to the chat").click()
    await inside.page.wait_for_url("**/inside/close")
    await inside.page.wait_for_function("document.title === 'closed'")


@pytest.mark.parametrize("broken", ["", "window.liff = { init: () => Promise.reject() };"])
async def test_without_line_the_page_opens_all_the_same(inside: Inside, broken: str) -> None:
    inside.script = broken
    await inside.page.goto(f"{inside.address}/inside/done")
    await inside.arrives()
    assert await inside.who() is None


async def test_a_token_that_is_not_believed_opens_the_page_without_a_name(inside: Inside) -> None:
    inside.script = LIFF % '"forged"'
    await inside.page.goto(f"{inside.address}/inside/done")
    await inside.arrives()
    assert await inside.who() is None


async def test_telegram_vouches_and_its_proof_leaves_the_address(inside: Inside) -> None:
    await inside.page.add_init_script(TELEGRAM)
    proof = init_data(BOT_TOKEN, 279058397, inside.clock().timestamp())
    fragment = f"#tgWebAppData={quote(proof, safe='')}&tgWebAppVersion=8.0"
    async with inside.page.expect_response("**/identity/telegram") as proved:
        await inside.page.goto(f"{inside.address}/done{fragment}")
    assert (await proved.value).status == 204
    assert await inside.who() == ["telegram", "279058397"]
    assert inside.page.url == f"{inside.address}/done"
    assert await inside.page.evaluate("told") == ["web_app_ready", "web_app_expand"]


async def test_the_window_in_telegram_is_closed_when_all_is_done(inside: Inside) -> None:
    await inside.page.add_init_script(TELEGRAM)
    await inside.page.goto(f"{inside.address}/done#tgWebAppData=anything")
    await inside.page.get_by_role("button", name="Back to the chat").click()
    assert "web_app_close" in await inside.page.evaluate("told")


async def test_on_the_plain_web_there_is_no_button_that_does_nothing(inside: Inside) -> None:
    await inside.page.goto(f"{inside.address}/done")
    assert not await inside.page.get_by_role("button", name="Back to the chat").is_visible()


async def test_the_page_that_opens_first_is_for_everybody(inside: Inside) -> None:
    inside.script = "window.liff = { init: () => new Promise(() => {}) };"
    await inside.page.goto(f"{inside.address}/inside/done")
    assert await inside.page.get_by_role("link", name="Open the page").is_visible()
    assert await complaints(inside.page) == []
