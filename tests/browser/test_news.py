"""Announcements for everybody, and the page of choices, on a small phone."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.desk import Desk
from services.desk.subscribing.words import page_address
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.subscribing.people import settle
from tests.subscribing.test_archive import said
from web import announcements, assets, front, news
from web.security import Limits, SecurityHeaders

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

SHOTS = os.environ.get("SALA_TEST_SHOTS", "")
Scheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of news behind a real server."""

    desk: Desk
    address: str
    page: Page


@pytest.fixture
async def site(desk: Desk, browser: Browser) -> AsyncIterator[Site]:
    routes = [*announcements.routes, *news.routes, *assets.routes, *front.routes]
    secure = Middleware(SecurityHeaders, office=desk.around.office)
    app = Starlette(routes=routes, middleware=[secure])
    app.state.desk, app.state.limits = desk, Limits()
    async with served(app) as address:
        context = await browser.new_context(viewport=PHONE)
        yield Site(desk, address, await context.new_page())
        await context.close()


async def look(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page; keep a picture where somebody wants to look."""
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    return await complaints(page)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_read_announcements_and_choose(
    site: Site, language: str, scheme: Scheme
) -> None:
    wrong = await said(site.desk, 1, "Water cut on Monday in villages one to three")
    await said(site.desk, 2, "Water cut on Tuesday", corrects_id=wrong, kind="correction")
    await settle(site.desk, "Ua")
    secret = page_address(site.desk.links, "line", "Ua", site.desk.clock()).removeprefix(
        site.desk.base_url
    )
    await site.page.emulate_media(color_scheme=scheme)
    found: dict[str, list[str]] = {}
    pages = {"all": "/announcements", "one": "/announcements/2", "front": "/", "choices": secret}
    for name, path in pages.items():
        await site.page.goto(f"{site.address}{path}?lang={language}")
        found[name] = await look(site.page, f"{name}-{language}-{scheme}")
    assert found == {name: [] for name in pages}
