"""The office's own data and words on a small phone, light and dark, in both languages."""

from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Page

from bot.desk import Desk
from services.desk.changing import setting
from services.desk.changing.setting import UNCHANGED
from services.desk.changing.wording import digest_of
from tests.browser.browsing import PHONE, SMALL_TARGETS, complaints, needs_chromium, served
from tests.web.console_office import LAMP, console_office
from web.console.office.sheets import SHEETS

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

SENTENCE = digest_of(("Which of these would you like?",))
PAGES = [
    "/console/desk", *(f"/console/office/section/{key}" for key in SHEETS),
    "/console/office/services", f"/console/office/services/{LAMP.key}", "/console/office/tables",
    "/console/office/tables/aids_grant", "/console/office/tables/queue_priority",
    "/console/office/history", "/console/wording?area=chat", f"/console/wording/{SENTENCE}",
]  # fmt: skip


async def looks(page: Page, address: str) -> list[str]:
    """Open everything that can be opened, and return what is wrong with the page."""
    await page.goto(address)
    for summary in await page.locator("summary").all():
        await summary.click()
    small = await page.evaluate(SMALL_TARGETS)
    boxes = [target for target in small if 'type="checkbox"' in target]
    return [*(target for target in small if target not in boxes), *await complaints(page)]


@pytest.mark.parametrize(("language", "scheme"), [("th", "light"), ("en", "dark")])
async def test_an_admin_changes_the_office_on_a_phone(
    desk: Desk, browser: Browser, language: str, scheme: Literal["light", "dark"]
) -> None:
    office = console_office(desk)
    await office.desk.keep_up()
    admin, second = await office.hire("Malee", "admin", None), await office.hire("B", "admin", None)
    payee: dict[str, Any] = {"name": {"th": "อบต.", "en": "Office"}, "proxy": "0812345678"}
    async with office.desk.work() as work:
        await setting.change(work, second, {"payee": payee}, {"payee": UNCHANGED})
        days = {"holidays": {"days": ["2026-12-30"]}}
        await setting.change(work, admin, days, {"holidays": UNCHANGED})
    code = await office.code(admin)
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = await context.new_page()
    async with served(office.app) as address:
        office.desk.base_url = address
        await page.goto(f"{address}/console/sign-in/{code}")
        await page.locator("form button").first.click()
        found = {each: await looks(page, f"{address}{each}") for each in PAGES}
    await context.close()
    assert found == {each: [] for each in PAGES}
