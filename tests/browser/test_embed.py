"""The chat inside another web site of the office."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from playwright.async_api import Browser, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from tests.browser.browsing import PHONE, complaints, needs_chromium, reach, served
from tests.browser.opened import Opened
from tests.web.public_site import public_site

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


async def other_site(request: Request) -> Response:
    desk = request.query_params["desk"]
    return HTMLResponse(
        f'<!doctype html><html lang="en"><title>Old site</title><main><h1>Old site</h1></main>'
        f'<script src="{desk}/embed.js" async></script>',
        headers={"Content-Security-Policy": f"style-src 'self'; script-src {desk}"},
    )


@pytest.fixture
async def old_site() -> AsyncIterator[str]:
    """Another web site of the office, on another origin."""
    async with served(Starlette(routes=[Route("/", other_site)])) as address:
        yield address


async def test_the_chat_opens_inside_the_other_site(
    desk: Desk, browser: Browser, old_site: str
) -> None:
    office = replace(desk.around.office, embed_origins=(old_site,))
    welcoming = replace(desk, around=replace(desk.around, office=office))
    async with public_site(welcoming).running() as site, served(site.app) as address:
        context = await browser.new_context(viewport=PHONE, locale="en")
        page = await context.new_page()
        await page.goto(f"{old_site}/?desk={address}")
        await reach(page, "Chat with the office")
        await page.keyboard.press("Enter")
        frame = page.frame_locator("iframe")
        await expect(frame.locator(".message-office")).to_contain_text("joined")
        assert await complaints(page) == []
        await frame.get_by_label("Write to the office").press("Escape")
        await expect(page.get_by_role("button", name="Chat with the office")).to_be_focused()
        await context.close()


async def test_a_site_the_office_does_not_name_gets_no_chat(opened: Opened, old_site: str) -> None:
    await opened.page.goto(f"{old_site}/?desk={opened.address}")
    await opened.page.get_by_role("button", name="Chat with the office").click()
    framed = opened.page.frame_locator("iframe")
    await expect(opened.page.get_by_role("dialog")).to_be_visible()
    await expect(framed.locator("#composer")).to_have_count(0)
