"""The register of property and the console of loans on a small phone."""

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from playwright.async_api import Browser

from bot.desk import Desk
from models.vocabulary import CodePurpose
from services.desk import codes
from tests.browser.browsing import PHONE, SMALL_TARGETS, complaints, needs_chromium, served
from tests.desk.people import hire, settle
from tests.lending.borrowing import TENTS, borrow, december, lent
from tests.lending.pages import Pages

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en"])
async def test_everybody_can_use_the_register_and_staff_their_list(
    desk: Desk, browser: Browser, language: str, scheme: Literal["light", "dark"]
) -> None:
    desk = replace(desk, services={TENTS.key: TENTS})
    resident, officer = await settle(desk), await hire(desk)
    await borrow(desk, resident, december(10), december(12), tent=4, chair=20)
    await lent(desk, resident, officer, date(2026, 11, 23), december(1), chair=30)
    async with desk.work() as work:
        code = await codes.make_code(work, CodePurpose.SIGN_IN, officer.id, officer.department)
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = await context.new_page()
    found = {}
    async with served(Pages(desk).app) as address:
        for path in ("/property", "/property?month=2026-12", f"/console/sign-in/{code}"):
            await page.goto(f"{address}{path}")
            found[path] = await complaints(page)
        desk.base_url = address
        await page.locator("form button").first.click()
        await page.goto(f"{address}/console/loans")
        await page.locator("summary").first.click()
        found["loans"] = await complaints(page)
        small = await page.evaluate(SMALL_TARGETS)
    await context.close()
    assert found == {path: [] for path in found}
    assert small == []
