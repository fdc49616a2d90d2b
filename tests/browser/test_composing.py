"""Composing a service in a real browser: at a phone's width, without scripts, in both schemes."""

import re

import pytest
from playwright.async_api import Browser, Page

from bot.desk import Desk
from models.vocabulary import Role
from services.desk import composing
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.composing.examples import FIELD
from tests.web.console_office import ConsoleOffice, console_office

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

PAGES = {
    "list": "/console/services",
    "service": "/console/services/football-field",
    "question": "/console/services/football-field/questions/n4",
    "new question": "/console/services/football-field/questions/new?kind=choice",
    "try": "/console/services/football-field/try",
}


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


async def sign_in(console: ConsoleOffice, address: str, page: Page) -> None:
    staff = await console.hire("Malee", Role.ADMIN, None)
    async with console.desk.work() as work:
        await composing.begin(work, staff, FIELD)
    await page.goto(f"{address}/console/sign-in/{await console.code(staff)}")
    await page.locator("main button").click()
    await page.wait_for_url(re.compile(r"/console(/cases)?$"))


async def wrong_with(page: Page, address: str) -> list[str]:
    await page.goto(address)
    await page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    return await complaints(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en"])
async def test_every_page_is_accessible_and_fits_a_small_phone(
    console: ConsoleOffice, browser: Browser, language: str, scheme: str
) -> None:
    async with served(console.app) as address:
        console.desk.base_url = address
        context = await browser.new_context(
            viewport=PHONE, locale=language, color_scheme="dark" if scheme == "dark" else "light"
        )
        page = await context.new_page()
        await sign_in(console, address, page)
        found = {name: await wrong_with(page, address + path) for name, path in PAGES.items()}
    assert found == {name: [] for name in PAGES}


async def test_a_service_is_tried_and_published_without_scripts(
    console: ConsoleOffice, browser: Browser
) -> None:
    async with served(console.app) as address:
        console.desk.base_url = address
        context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en")
        page = await context.new_page()
        await sign_in(console, address, page)
        await page.goto(address + PAGES["try"])
        await page.get_by_role("button", name="An event").click()
        await page.get_by_label("Type as a resident would").fill("40")
        await page.get_by_role("button", name="Say it").click()
        await page.get_by_text("Question 3 of 4").wait_for()
        await page.goto(address + PAGES["service"])
        await page.get_by_role("button", name="Publish").click()
        await page.get_by_text("Residents see it from now on.").wait_for()
    assert FIELD.key in console.desk.offered


async def test_a_service_grows_from_nothing_to_published_without_scripts(
    console: ConsoleOffice, browser: Browser
) -> None:
    async with served(console.app) as address:
        console.desk.base_url = address
        context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en")
        page = await context.new_page()
        await sign_in(console, address, page)
        await page.goto(f"{address}/console/services")
        await type_pair(page, "title", "ขอใช้ห้องประชุม", "Use the hall")
        await page.get_by_label("Short name for addresses").fill("meeting-hall")
        await page.get_by_role("button", name="Begin").click()
        await page.get_by_text("Still to be put right:").wait_for()
        await page.locator("#kind").select_option("phone")
        await page.get_by_role("button", name="Add a question").click()
        await type_pair(page, "question", "โทรหาที่เบอร์ไหน", "Which number may we call?")
        await page.get_by_role("button", name="Save the question").click()
        await type_pair(page, "summary", "ขอใช้ห้องประชุมของสำนักงาน", "The hall of the office.")
        await type_pair(page, "next-steps", "เจ้าหน้าที่จะโทรไปยืนยัน", "Somebody calls you.")
        await page.get_by_text("For the manual, and to be found").click()
        await page.locator("#keywords").fill("ห้องประชุม\nmeeting hall")
        await page.get_by_role("button", name="Save", exact=True).last.click()
        await page.get_by_role("button", name="Publish").click()
        await page.get_by_text("Residents see it from now on.").wait_for()
    assert "meeting-hall" in console.desk.offered


async def type_pair(page: Page, name: str, thai: str, english: str) -> None:
    await page.locator(f"[name={name}-th]").fill(thai)
    await page.locator(f"[name={name}-en]").fill(english)
