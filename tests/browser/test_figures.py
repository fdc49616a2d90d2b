"""The public figures, rating by a link and taking a table away, on a small phone."""

from dataclasses import replace
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from bot.desk import Desk
from models.vocabulary import CaseAction, CodePurpose, Role
from services.desk import codes
from services.desk.rating_links import rate_address
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.desk.people import LAMP, act, file, hire, settle
from tests.web.public_site import PublicSite
from web import console

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en"])
async def test_everybody_can_read_the_figures_and_rate_and_staff_take_a_table(
    desk: Desk, browser: Browser, language: str, scheme: Literal["light", "dark"]
) -> None:
    desk = replace(desk, services={LAMP.key: LAMP})
    resident, head = await settle(desk), await hire(desk, role=Role.HEAD)
    done = await act(desk, await file(desk, resident), CaseAction.FINISH, head)
    async with desk.work() as work:
        code = await codes.make_code(work, CodePurpose.SIGN_IN, head.id, head.department)
    site = PublicSite(desk)
    site.app.router.routes.extend(console.routes)
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = await context.new_page()
    rate = rate_address(desk.links, done).removeprefix(desk.base_url)
    async with served(site.app) as address:
        desk.base_url = address
        found = {
            path: await looked_at(page, f"{address}{path}")
            for path in ("/statistics", "/statistics/2569-11", rate)
        }
        await page.locator("input[name=stars]").first.check()
        await page.locator("form button").click()
        await expect(page.locator("#done")).to_have_count(1)
        await page.goto(f"{address}/console/sign-in/{code}")
        await page.locator("form button").first.click()
        found["export"] = await looked_at(page, f"{address}/console/cases/export")
    await context.close()
    assert found == {path: [] for path in found}


async def looked_at(page: Page, address: str) -> list[str]:
    """Open a page with everything on it unfolded; return what is wrong with it."""
    await page.goto(address)
    await page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    return await complaints(page)
