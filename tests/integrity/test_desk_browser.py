"""The recipients' road in a real browser, at the width of a small phone: join, read, answer."""

from typing import Literal

import httpx
import pyotp
import pytest
from playwright.async_api import Page
from starlette.responses import PlainTextResponse

from services.integrity.recipients import recipients as readers
from tests.browser.browsing import chromium, needs_chromium, served
from tests.integrity.reporting import file
from tests.integrity.sitting_down import OTHER_PASSPHRASE, Desk
from tests.integrity.test_browser import NARROW, problems
from web.integrity.door import ConfidentialDoor

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

POST = "Legal officer"


@pytest.fixture
def reporter(desk: Desk) -> httpx.AsyncClient:  # instead of the one without recipients
    return desk.browser()


async def join(page: Page, address: str, code: str) -> str:
    """Join with an invitation; return the secret for the app of codes."""
    await page.goto(address)
    await page.locator("#invitation").fill(code)
    for name in ("#passphrase", "#again"):
        await page.locator(name).fill(OTHER_PASSPHRASE)
    await page.locator("main form button").click()
    return await page.locator(".secret").inner_text()


async def sign_in(page: Page, desk: Desk, second: str) -> None:
    await page.locator(f"label:has-text('{POST}')").click()
    await page.locator("#passphrase").fill(OTHER_PASSPHRASE)
    await page.locator("#code").fill(pyotp.TOTP(second).at(desk.clock.now))
    await page.locator("main form button").click()
    await page.locator("a.button").click()


async def share_everything(desk: Desk, reporter: httpx.AsyncClient) -> None:
    """Let the chief clerk confirm the newcomer and give them a report."""
    await file(reporter)
    async with desk.channel.database.reading() as session:
        newcomer = next(one for one in await readers(session) if one.post == POST)
    await desk.clerk.do("/confirm", reader=newcomer.key_id)
    (lookup,) = await desk.clerk.lookups()
    await desk.clerk.do(f"/reports/{lookup}", action="share", reader=newcomer.key_id)


@pytest.mark.parametrize(("language", "scheme"), [("th", "light"), ("en", "dark")])
async def test_every_page_of_the_recipients_can_be_used(
    desk: Desk, reporter: httpx.AsyncClient, language: str, scheme: Literal["light", "dark"]
) -> None:
    desk.channel.secure = False
    door = ConfidentialDoor(PlainTextResponse("the desk"), desk.channel)
    found: dict[str, list[str]] = {}
    async with chromium() as browser, served(door) as address:
        context = await browser.new_context(viewport=NARROW, color_scheme=scheme)
        page = await context.new_page()
        await page.goto(f"{address}/integrity/procedure?lang={language}")
        found["procedure"] = await problems(page)
        joining = f"{address}/integrity/desk/join?lang={language}"
        second = await join(page, joining, await desk.invite(POST))
        found["joined"] = await problems(page)
        await share_everything(desk, reporter)
        await page.goto(f"{address}/integrity/desk?lang={language}")
        found["sign in"] = await problems(page)
        await sign_in(page, desk, second)
        found["reports"] = await problems(page)
        await page.locator("a.row").click()
        found["report"] = await problems(page)
        await page.locator("#answer").fill("Which Tuesday was it?")
        await page.locator("form:has(#answer) button").click()
        await page.locator("li.from_office").wait_for()
        await context.close()
    assert found == {name: [] for name in found}
