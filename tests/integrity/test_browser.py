"""The reporter's road in a real browser without JavaScript, at the width of a small phone."""

from collections.abc import Awaitable, Callable
from typing import Literal

import pytest
from playwright.async_api import Page, ViewportSize, expect
from starlette.responses import PlainTextResponse

from models.database import Database
from tests.browser.browsing import SMALL_TARGETS, chromium, complaints, needs_chromium, served
from tests.integrity.conftest import Office
from tests.integrity.reporting import TOLD, reports
from web.integrity.channel import Channel
from web.integrity.door import ConfidentialDoor

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

NARROW: ViewportSize = {"width": 360, "height": 740}
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


Look = Callable[[Page], Awaitable[list[str]]]


async def no_look(_page: Page) -> list[str]:
    """Look at nothing: axe needs the JavaScript that is switched off."""
    return []


async def problems(page: Page) -> list[str]:
    """Return what axe finds, what is too small to press, and whether the page is too wide."""
    wide = ["wider than the screen"] if await page.evaluate(SIDEWAYS) else []
    return [*await complaints(page), *await page.evaluate(SMALL_TARGETS), *wide]


async def walk(page: Page, address: str, language: str, look: Look) -> dict[str, list[str]]:
    """Go from the door to the filed report; return the problems of every page."""
    found: dict[str, list[str]] = {}
    await page.goto(f"{address}/integrity?lang={language}")
    found["door"] = await look(page)
    await page.locator("a.button").first.click()
    found["form"] = await look(page)
    await page.locator("#what").fill(TOLD["what"])
    await page.locator("form button").click()
    found["code"] = await look(page)
    await page.locator("#code").fill(await page.locator(".code").inner_text())
    await page.locator("form button").click()
    await expect(page.locator(".words")).to_have_text(TOLD["what"])
    found["report"] = await look(page)
    await page.goto(f"{address}/integrity/code?lang={language}")
    await page.locator("#code").fill("0")
    await page.locator("form button").click()
    found["wrong"] = await look(page)
    return found


async def test_a_report_is_filed_without_javascript(
    channel: Channel, people: Office, store: Database
) -> None:
    door = ConfidentialDoor(PlainTextResponse("the desk"), channel)
    async with chromium() as browser, served(door) as address:
        context = await browser.new_context(viewport=NARROW, java_script_enabled=False)
        await walk(await context.new_page(), address, "th", no_look)
        cookies = await context.cookies()
        await context.close()
    assert cookies == []
    assert await reports(store) == [True]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_every_page(
    channel: Channel, people: Office, language: str, scheme: Literal["light", "dark"]
) -> None:
    door = ConfidentialDoor(PlainTextResponse("the desk"), channel)
    async with chromium() as browser, served(door) as address:
        context = await browser.new_context(viewport=NARROW, color_scheme=scheme)
        found = await walk(await context.new_page(), address, language, problems)
        await context.close()
    assert found == {page: [] for page in found}
