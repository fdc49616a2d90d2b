"""Pages about money on a small phone: what grew, what was not taken, and what is shut."""

from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from bot.desk import Desk
from models.vocabulary import CodePurpose, Role
from services.desk import codes
from services.desk.paying import demands, lists
from services.kit.errors import NotFound
from tests.browser.browsing import PHONE, SMALL_TARGETS, complaints, needs_chromium, served
from tests.conftest import Clock
from tests.desk.people import hire, settle
from tests.paying.counter import Counter
from tests.paying.test_assessed import LIST, TAX, bills, pay
from tests.paying.test_growing import JULY
from tests.paying.till import bank_csv

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

UNREAD = bank_csv(("31/02/2569", "55.00", "", "", "T9"), ("01/02/2569", "55.00", "", "", "T8"))


@pytest.fixture
async def counter(desk: Desk) -> Counter:
    """A desk with a list, and a notice somebody tried to guess."""
    desk = replace(desk, services={TAX.key: TAX})
    async with desk.work() as work:
        await lists.accept(work, "land", 2569, lists.read_list(LIST.encode()), None)
    for number in range(20):
        with pytest.raises(NotFound):
            await pay(desk, await settle(desk, f"U{number}"), "N1", "9999")
    return Counter(desk)


@pytest.mark.parametrize(("language", "scheme"), [("th", "dark"), ("en", "light")])
async def test_everybody_can_use_the_pages_about_money(
    counter: Counter,
    browser: Browser,
    clock: Clock,
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    desk = counter.desk
    filed = await pay(desk, await settle(desk, "Uowner"), "N2", "1234", "three")
    cashier = await hire(desk, "Malee", Role.ADMIN, None)
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = await context.new_page()
    async with served(counter.app) as address:
        desk.base_url = address
        async with desk.work() as work:
            code = await codes.make_code(work, CodePurpose.SIGN_IN, cashier.id)
        await page.goto(f"{address}/console/sign-in/{code}")
        await page.locator("form button").first.click()
        await page.wait_for_url(f"{address}/console")
        found = {"shut": await _look(page, f"{address}/console/assessments")}
        await page.goto(f"{address}/console/payments/bank-file")
        await page.set_input_files(
            "#file", {"name": "bank.csv", "mimeType": "text/csv", "buffer": UNREAD}
        )
        await page.locator("main form button").click()
        await expect(page.locator("#unread-title")).to_be_visible()
        found["unread"] = await complaints(page)
        clock.now = JULY
        [first, *_others] = await bills(desk, filed.case)
        paying = demands.page_of(desk.links, first).removeprefix("https://desk.example")
        found["grown"] = await _look(page, f"{address}{paying}")
        small = await page.evaluate(SMALL_TARGETS)
    await context.close()
    assert found == {name: [] for name in found}
    assert small == []


async def _look(page: Page, address: str) -> list[str]:
    await page.goto(address)
    return await complaints(page)
