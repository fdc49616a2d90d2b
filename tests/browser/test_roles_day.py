"""A day of each role in a real browser: sign in, see what waits, do it, sign out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest
from playwright.async_api import Browser, Page, expect

from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from models import Case
from models.vocabulary import CaseStatus, Role
from services.desk.announcing import approving, editing
from services.kit.references import shown
from services.kit.text import plain
from tests.announcing.people import WATER
from tests.browser.browsing import PHONE, needs_chromium, served
from tests.browser.console_browser import signed_in, wrong_on
from tests.web.console_office import LAMP, ConsoleOffice
from tests.web.counter_office import COUNTER_LAMP

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


FOR_CALLERS = replace(COUNTER_LAMP, key="for-callers", title=plain("A lamp for a caller"))


@dataclass
class Day:
    """The page of somebody who has just signed in, and what they find."""

    office: ConsoleOffice
    page: Page
    case: Case

    async def press(self, words: str) -> None:
        await self.page.get_by_role("button", name=words, exact=True).first.click()

    async def follow(self, words: str) -> None:
        await self.page.get_by_role("link", name=words).first.click()

    async def open_menu(self, words: str) -> None:
        """Open a section, which may stand behind More."""
        menu = self.page.get_by_role("navigation", name="Staff menu")
        link = menu.get_by_role("link", name=words, exact=True)
        if not await link.is_visible():
            await menu.get_by_text("More").click()
        await link.click()


async def officer(day: Day) -> None:
    await day.follow("New, not taken on")
    await day.follow(shown(day.case.reference))
    await day.press("Accept")
    await day.page.get_by_text("It is done", exact=True).click()
    await day.press("Mark as done")
    await day.page.get_by_text("The case is done.").wait_for()
    assert (await day.office.case(day.case.reference)).status == CaseStatus.DONE


async def counter(day: Day) -> None:
    await day.follow("File for a resident")
    await day.follow("A lamp for a caller")
    await day.page.locator("[name=intake-way][value=counter]").check()
    await day.page.locator("[name=intake-name]").fill("สมชาย ใจดี")
    await day.page.locator("[name=intake-consent]").check()
    await day.page.locator("[name=what]").fill("ไฟดับ")
    await day.page.locator("[name=phone]").fill("0812345678")
    await day.press("File it")
    await expect(day.page.locator(".claim-code")).to_contain_text("SALA-")


async def head(day: Day) -> None:
    await day.open_menu("Cases")
    await day.page.get_by_label(f"Tick {shown(day.case.reference)}").check()
    await day.page.get_by_label("With the ticked cases").select_option("accept")
    await day.press("Go on")
    await day.page.locator("main form button").click()
    await expect(day.page.get_by_role("status")).to_contain_text("Done: 1.")


async def executive(day: Day) -> None:
    await day.open_menu("Announcements")
    await day.follow(WATER.title_th)
    await day.page.get_by_role("button", name="Approve: send to").click()
    await expect(day.page.get_by_role("status")).to_contain_text("Approved")


async def admin(day: Day) -> None:
    await day.open_menu("Staff")
    await day.page.get_by_text("Add somebody").click()
    await day.page.get_by_label("Name, as colleagues call them").fill("วิไล")
    await day.press("Add and show the link")
    await day.open_menu("Staff")
    await expect(day.page.locator("main")).to_contain_text("วิไล")


async def auditor(day: Day) -> None:
    await day.open_menu("Audit log")
    await day.page.get_by_text("Filters", exact=True).click()
    await day.page.get_by_label("What", exact=True).select_option("sign_in")
    await day.press("Show")
    await expect(day.page.locator("main")).to_contain_text("with a link")
    await day.page.get_by_text("Take this as a table").click()
    await day.page.get_by_label("What is the table for?").fill("The audit of the quarter")
    async with day.page.expect_download() as taken:
        await day.press("CSV")
    assert (await taken.value).suggested_filename.endswith(".csv")


Work = Callable[[Day], Awaitable[None]]
DAYS: list[tuple[Role, str | None, Work]] = [
    (Role.OFFICER, "works", officer), (Role.COUNTER, "works", counter), (Role.HEAD, "works", head),
    (Role.EXECUTIVE, None, executive), (Role.ADMIN, None, admin), (Role.AUDITOR, None, auditor),
]  # fmt: skip


async def waiting_announcement(office: ConsoleOffice) -> None:
    """Somebody else wrote an announcement, which waits for a second person."""
    writer = await office.hire("Chai", Role.ADMIN, None)
    async with office.desk.work() as work:
        draft = await editing.begin_draft(work, writer, WATER)
    async with office.desk.work() as work:
        await approving.submit(work, draft.id, writer, 1)


@pytest.mark.parametrize(("role", "department", "work"), DAYS, ids=[str(day[0]) for day in DAYS])
async def test_a_day_in_the_console(
    desk: Desk, browser: Browser, role: Role, department: str | None, work: Work
) -> None:
    office = ConsoleOffice(replace(desk, services={one.key: one for one in (LAMP, FOR_CALLERS)}))
    office.app.state.fetcher = Fetcher(office.desk, Intake(office.desk))
    case = await office.file()
    await waiting_announcement(office)
    async with served(office.app) as address:
        office.desk.base_url = address
        staff = await office.hire("Malee", role, department)
        page = await signed_in(office, browser, staff, viewport=PHONE, locale="en")
        assert await wrong_on(page) == []
        await work(Day(office, page, case))
        assert await wrong_on(page) == []
        await page.get_by_role("button", name="Sign out").click()
        await page.goto(f"{address}/console")
        await page.wait_for_url("**/console/sign-in")
        await page.context.close()
