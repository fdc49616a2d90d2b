"""What staff keep, word and decide in the console, done in a browser that runs no script."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.desk import Desk
from models.vocabulary import CaseStatus, DataWish, Role
from services.desk.residents import requests
from services.kit.references import shown
from tests.browser.browsing import PHONE, needs_chromium, served
from tests.browser.console_browser import signed_in
from tests.web.console_office import console_office

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

PLAIN = {"viewport": PHONE, "locale": "en", "java_script_enabled": False}


async def press(page: Page, words: str) -> None:
    await page.get_by_role("button", name=words, exact=True).first.click()


async def test_a_list_is_kept_and_its_ticked_cases_are_done_together(
    desk: Desk, browser: Browser
) -> None:
    office = console_office(desk)
    cases = [await office.file() for _one in range(2)]
    async with served(office.app) as address:
        office.desk.base_url = address
        page = await signed_in(office, browser, await office.hire("Malee"), **PLAIN)
        await page.goto(f"{address}/console/cases?group=open&village=2")
        await page.get_by_text("Save this list").click()
        await page.get_by_label("Name of the list").fill("Lamps of village two")
        await press(page, "Save")
        await page.goto(f"{address}/console/cases")
        await page.get_by_role("link", name="Lamps of village two").click()
        for case in cases:
            await page.get_by_label(f"Tick {shown(case.reference)}").check()
        await page.get_by_label("With the ticked cases").select_option("accept")
        await press(page, "Go on")
        await page.locator("main form button").click()
        await expect(page.get_by_role("status")).to_contain_text("Done: 2.")
        await page.get_by_role("link", name="Back to the cases").click()
        await page.get_by_text("Save this list").click()
        await press(page, "Remove “Lamps of village two”")
        await expect(page.get_by_role("link", name="Lamps of village two")).to_have_count(0)
    now = [(await office.case(case.reference)).status for case in cases]
    assert now == [CaseStatus.ACCEPTED, CaseStatus.ACCEPTED]


async def test_a_text_is_prepared_and_a_sentence_is_reworded_after_a_look(
    desk: Desk, browser: Browser
) -> None:
    office = console_office(desk)
    case = await office.file()
    async with served(office.app) as address:
        office.desk.base_url = address
        admin = await office.hire("Malee", Role.ADMIN, None)
        page = await signed_in(office, browser, admin, **PLAIN)
        await page.goto(f"{address}/console/templates/new")
        await page.get_by_label("Name (only staff see it)").fill("Coming")
        await page.get_by_label("What it is for").select_option("reply")
        await page.get_by_label("In Thai").fill("เรื่อง {reference} เราไปพรุ่งนี้")
        await page.get_by_label("In English").fill("About {reference}: we come tomorrow.")
        await press(page, "Keep the text")
        await page.goto(f"{address}/console/cases/{case.reference}")
        await page.get_by_text("Write to the resident", exact=True).first.click()
        await expect(page.get_by_text("Coming").first).to_be_attached()
        await page.goto(f"{address}/console/wording?q=Which+of+these+would+you+like")
        await page.locator("main .case-row").first.click()
        english = page.locator("section", has=page.get_by_role("heading", name="In English"))
        await english.get_by_label("In your own words").fill("What can we do for you?")
        await english.get_by_role("button", name="See how it looks").click()
        await expect(english.locator(".preview").first).to_contain_text("What can we do for you?")
        await english.get_by_role("button", name="Save").click()
        await page.goto(f"{address}/console/wording?own=1")
        await expect(page.locator("main .case-row")).to_contain_text("What can we do for you?")


async def test_an_office_setting_is_changed_and_a_resident_is_answered(
    desk: Desk, browser: Browser
) -> None:
    office = console_office(desk)
    await office.desk.keep_up()
    case = await office.file()
    async with desk.work() as work:
        await requests.ask(work, case.resident_id, DataWish.CORRECT, "telegram")
    async with served(office.app) as address:
        office.desk.base_url = address
        admin = await office.hire("Malee", Role.ADMIN, None)
        page = await signed_in(office, browser, admin, **PLAIN)
        await page.goto(f"{address}/console/office/section/office")
        await page.get_by_label("Telephone").first.fill("044 123 456")
        await press(page, "Save")
        await page.goto(f"{address}/console/office/history")
        await expect(page.locator("main")).to_contain_text("Malee")
        await page.goto(f"{address}/console/residents")
        await page.locator("main .case-row").click()
        await page.get_by_label("What was done, or why not").fill("The house number is right now.")
        await press(page, "It is put right")
        await page.goto(f"{address}/console/residents")
        await expect(page.locator("main")).to_contain_text("Nobody waits for an answer.")
        await page.goto(f"{address}/console/log")
        await expect(page.locator("main")).to_contain_text("Put right what a resident asked")
    assert office.desk.around.office.phone == "044 123 456"
