"""Somebody of the office in a real browser, signed in, and what may be wrong with a page."""

from typing import Any

from playwright.async_api import Browser, Page, ViewportSize

from models import Staff
from tests.browser.browsing import SMALL_TARGETS, complaints
from tests.web.console_office import ConsoleOffice

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
RAW = ("Text(message=", "Counted(", "None</", "{{", "Moment(")
"""What a template shows that was given a value instead of words."""


async def signed_in(console: ConsoleOffice, browser: Browser, staff: Staff, **looks: Any) -> Page:
    """Open a browser, follow a sign-in link and land on Today."""
    page = await (await browser.new_context(**looks)).new_page()
    await page.goto(f"{console.desk.base_url}/console/sign-in/{await console.code(staff)}")
    await page.locator("main button").click()
    await page.wait_for_url("**/console")
    return page


async def wrong_on(page: Page) -> list[str]:
    """Open everything that can be opened, and return what is wrong with the page."""
    await page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.name = ''; d.open = true; })"
    )
    small = await page.evaluate(SMALL_TARGETS)
    boxes = [one for one in small if 'type="checkbox"' in one or 'type="radio"' in one]
    shown = await page.content()
    return [
        *(one for one in small if one not in boxes),
        *(f"shows {raw}" for raw in RAW if raw in shown),
        *await complaints(page),
    ]
