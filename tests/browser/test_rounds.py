"""Planning a round and going round with a small phone."""

from dataclasses import replace
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Page

from bot.desk import Desk
from models.vocabulary import CodePurpose
from services.desk import codes
from tests.browser.browsing import PHONE, SMALL_TARGETS, complaints, needs_chromium, served
from tests.desk.people import hire, settle
from tests.lending.pages import Pages
from tests.rounds.crew import WELLS, ask, begun

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

ROUNDS = "/console/rounds"


def pin(number: int) -> dict[str, Any]:
    return {"latitude": 15.5 + number / 200, "longitude": 102.4 + number % 2 / 90, "words": "gate"}


async def looks(page: Page, found: dict[str, list[str]], name: str) -> None:
    """Open everything that can be opened, and keep what is wrong with the page."""
    for summary in await page.locator("summary").all():
        await summary.click()
    small = await page.evaluate(SMALL_TARGETS)
    boxes = [target for target in small if 'type="checkbox"' in target]
    assert [target for target in small if target not in boxes] == []
    found[name] = await complaints(page)


@pytest.mark.parametrize(("language", "scheme"), [("th", "light"), ("en", "dark")])
async def test_a_crew_can_plan_and_go_round_on_a_phone(
    desk: Desk, browser: Browser, language: str, scheme: Literal["light", "dark"]
) -> None:
    desk = replace(desk, services={WELLS.key: WELLS})
    resident, officer = await settle(desk), await hire(desk)
    cases = [await ask(desk, resident, place=pin(number), smell="bad") for number in range(3)]
    under_way = await begun(desk, officer, *cases)
    await ask(desk, resident, day="2026-11-24")
    await ask(desk, resident, place=pin(3))
    async with desk.work() as work:
        code = await codes.make_code(work, CodePurpose.SIGN_IN, officer.id, officer.department)
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = await context.new_page()
    found: dict[str, list[str]] = {}
    async with served(Pages(desk).app) as address:
        desk.base_url = address
        await page.goto(f"{address}/console/sign-in/{code}")
        await page.locator("form button").first.click()
        await page.goto(f"{address}{ROUNDS}/{under_way}")
        await looks(page, found, "going")
        await page.locator(".stop-done button").first.click()
        await page.goto(f"{address}{ROUNDS}")
        await page.locator(".round-choice button").click()
        await looks(page, found, "new")
        await page.locator("form[method=post] .button-wide").click()
        await looks(page, found, "planned")
        await page.goto(f"{page.url.partition('?')[0]}/paper")
        await looks(page, found, "paper")
        await page.goto(f"{address}{ROUNDS}")
        await looks(page, found, "list")
    await context.close()
    assert found == {name: [] for name in ("going", "new", "planned", "paper", "list")}
