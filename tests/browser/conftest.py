"""Fixtures of the browser tests: a browser, and the public site opened in it."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser

from bot.desk import Desk
from tests.browser.browsing import PHONE, chromium, served
from tests.browser.opened import Opened
from tests.web.public_site import public_site


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@pytest.fixture
async def opened(desk: Desk, browser: Browser) -> AsyncIterator[Opened]:
    async with public_site(desk).running() as site, served(site.app) as address:
        context = await browser.new_context(
            viewport=PHONE,
            locale="en",
            permissions=["geolocation"],
            geolocation={"latitude": 15.5, "longitude": 102.25},
        )
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda failure: errors.append(str(failure)))
        yield Opened(site, address, context, page, errors)
        await context.close()
