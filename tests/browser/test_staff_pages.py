"""Pages of the console that are not open every day, on a phone and on a desk."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import pytest
from playwright.async_api import Browser, ViewportSize

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction, DataWish, Role
from services.desk import prepared_texts
from services.desk.announcing import editing
from services.desk.budget.holding import hold_announcement
from services.desk.residents import requests
from tests.announcing.people import WATER, announcer, approved
from tests.browser.browsing import PHONE, needs_chromium, served
from tests.browser.console_browser import DESKTOP, signed_in, wrong_on
from tests.subscribing.people import subscribe
from tests.web.console_office import ConsoleOffice, console_office

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

ALWAYS = [
    "/console/budget", "/console/residents", "/console/log", "/console/templates", "/console/staff",
    "/console/rights", "/console/today/no-chat", "/console/account", "/console/announcements",
    "/console/problems", "/console/cases?group=all", "/console/nowhere",
]  # fmt: skip
TEXT = UUID(int=7)
COMING = prepared_texts.Wording("Coming", "reply", "เรื่อง {reference} เราไปพรุ่งนี้", "Tomorrow.")


@dataclass
class Busy:
    """An office in which something waits on every page."""

    console: ConsoleOffice
    admin: Staff
    pages: list[str]


async def busy(desk: Desk) -> Busy:
    console = console_office(desk)
    admin = await console.hire("มาลี", Role.ADMIN, None)
    cases = [await console.file() for _one in range(2)]
    await console.act(admin, cases[0], CaseAction.ACCEPT)
    ticked = "&".join(f"case={case.reference}" for case in cases)
    return Busy(
        console,
        admin,
        [
            *ALWAYS,
            *await personal(desk, cases[0]),
            *await written(desk, admin, await console.hire("ประยูร", Role.EXECUTIVE, None)),
            f"/console/cases/together?action=finish&{ticked}",
        ],
    )


async def personal(desk: Desk, case: Case) -> list[str]:
    """Somebody asks about their data; return where that stands."""
    async with desk.work() as work:
        erase = await requests.ask(work, case.resident_id, DataWish.ERASE, "line")
        await requests.ask(work, case.resident_id, DataWish.CORRECT, "line")
    person = f"/console/residents/{case.resident_id}"
    return [person, f"/console/residents/requests/{erase.id}/erase"]


async def written(desk: Desk, admin: Staff, second: Staff) -> list[str]:
    """Texts of every kind: held, prepared, being written, on their way; return where they stand."""
    await subscribe(desk, "Ureader")
    async with desk.work() as work:
        await hold_announcement(work, "line", ["Uheld"], [{"text": "news"}], "no messages left")
        await prepared_texts.keep(work, admin, COMING, TEXT)
        draft = await editing.begin_draft(work, admin, WATER)
    sending = await approved(desk, admin, second)
    await announcer(desk).look()
    announced = [f"/console/announcements/{one}" for one in (draft.id, sending)]
    return [f"/console/templates/{TEXT}", *announced]


@pytest.mark.parametrize(
    ("language", "scheme", "window"), [("th", "light", PHONE), ("en", "dark", DESKTOP)]
)
async def test_every_page_is_whole_on_a_phone_and_on_a_desk(
    desk: Desk,
    browser: Browser,
    language: str,
    scheme: Literal["light", "dark"],
    window: ViewportSize,
) -> None:
    office = await busy(desk)
    async with served(office.console.app) as address:
        office.console.desk.base_url = address
        looks = {"viewport": window, "locale": language, "color_scheme": scheme}
        page = await signed_in(office.console, browser, office.admin, **looks)
        found = {}
        for path in office.pages:
            await page.goto(address + path)
            found[path] = await wrong_on(page)
        await page.context.close()
    assert found == {path: [] for path in office.pages}
