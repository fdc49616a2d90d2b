"""The office is changed on the console: by whom, how it is refused, and what comes of it."""

import tomllib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from bot.desk import Desk
from models import Staff
from services.kit.dated_told import row_name
from services.kit.office import office_from
from tests.web.console_office import LAMP, ConsoleOffice, console_office, forms_of, press, send
from web.console.office.sheets import SHEETS

SECTION = "/console/office/section"
SERVICE = f"/console/office/services/{LAMP.key}"
PAGES = [
    "/console/desk", "/console/office", *(f"{SECTION}/{key}" for key in SHEETS), SERVICE,
    "/console/office/services", "/console/office/tables", "/console/office/tables/aids_grant",
    "/console/office/tables/land_tax", "/console/office/history",
]  # fmt: skip


@dataclass
class Opened:
    """A console with an admin who is signed in."""

    office: ConsoleOffice
    admin: Staff
    browser: httpx.AsyncClient

    @property
    def desk(self) -> Desk:
        return self.office.desk

    async def fill(self, page: str, /, **fields: str) -> httpx.Response:
        """Send the last form of a page, as its own inputs stand, with these over them."""
        return await send(self.browser, page, await self.form(page) | fields)

    async def form(self, page: str) -> dict[str, str]:
        return forms_of(await self.browser.get(page))[page]


@pytest.fixture
async def console(desk: Desk) -> AsyncIterator[Opened]:
    office = console_office(desk)
    await office.desk.keep_up()
    admin = await office.hire("Malee", "admin", None)
    async with office.browser(admin) as browser:
        yield Opened(office, admin, browser)


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_opens_in_both_languages(console: Opened, page: str) -> None:
    for language in ("en", "th"):
        shown = await console.browser.get(page, params={"lang": language})
        assert shown.status_code == 200, shown.text[-500:]


@pytest.mark.parametrize("page", ["/console/office", f"{SECTION}/village", "/console/wording"])
async def test_an_officer_does_not_see_them(console: Opened, page: str) -> None:
    officer = await console.office.hire("Somsri")
    async with console.office.browser(officer) as browser:
        assert (await browser.get(page)).status_code == 403


async def test_an_auditor_reads_and_changes_nothing(console: Opened) -> None:
    auditor = await console.office.hire("Prasert", "auditor", None)
    async with console.office.browser(auditor) as browser:
        page = await browser.get(f"{SECTION}/village")
        token = {"form_token": forms_of(page)["/console/sign-out"]["form_token"]}
        sent = await send(browser, f"{SECTION}/village", token | {"row": "0", "th": "x"})
    assert (page.status_code, sent.status_code) == (200, 403)
    assert f'action="{SECTION}/village"' not in page.text
    assert console.desk.around.office.villages[1].name.en == "North Village"


async def test_a_village_is_added_renamed_and_taken_away(console: Opened) -> None:
    page = f"{SECTION}/village"
    new = {"number": "9", "th": "บ้านเก้า", "en": "Nine"}
    assert (await console.fill(page, row="new", step="save", **new)).status_code == 303
    assert console.desk.around.office.villages[9].name.th == "บ้านเก้า"
    await console.fill(page, row="0", step="save", number="1", th="เหนือใหม่", en="New North")
    assert console.desk.around.office.villages[1].name.en == "New North"
    await console.fill(page, row="3", step="remove")
    assert list(console.desk.around.office.villages) == [1, 2, 3]


async def test_what_is_wrong_is_said_and_what_was_typed_stays(console: Opened) -> None:
    page = f"{SECTION}/village"
    answer = await console.fill(page, row="new", step="save", number="many", th="ก", en="Typed")
    assert answer.status_code == 400
    assert "Please write a number" in answer.text
    assert 'value="Typed"' in answer.text


async def test_a_page_from_before_overwrites_nothing(console: Opened) -> None:
    page = f"{SECTION}/holidays"
    old = await console.form(page)
    await console.fill(page, row="new", step="save", day="2026-12-30")
    late = await send(console.browser, page, old | {"row": "new", "day": "2026-12-29"})
    assert late.status_code == 409
    assert "A colleague changed this" in late.text
    assert {day.day for day in console.desk.around.office.holidays} >= {30}


async def test_the_whole_office_is_saved_as_it_stands(console: Opened) -> None:
    page, before = f"{SECTION}/office", console.desk.around.office
    fields = {
        f"{part}.{code}": getattr(getattr(before, part), code)
        for part in ("name", "district", "province", "address", "hours")
        for code in ("th", "en")
    }
    sites = "https://office.example\nhttps://new.example.go.th/"
    more = {"phone": "044 111 222", "website": "", "politeness": "ครับ", "embed_origins": sites}
    answer = await console.fill(page, **fields, **more, position="15.2, 102.1", step="save")
    after = console.desk.around.office
    assert answer.status_code == 303
    assert (after.phone, after.politeness, after.position) == ("044 111 222", "ครับ", (15.2, 102.1))
    assert after.embed_origins == ("https://office.example", "https://new.example.go.th")
    assert (after.name, after.hours) == (before.name, before.hours)


async def test_a_head_pauses_a_service_of_their_own_only(console: Opened) -> None:
    head = await console.office.hire("Head", "head", "works")
    stranger = await console.office.hire("Other", "head", "health")
    pause = {"paused": "1", "th": "รถเสีย", "en": "The truck is broken", "until": "2026-12-01"}
    async with console.office.browser(stranger) as browser:
        form = forms_of(await browser.get(SERVICE))[SERVICE]
        assert (await send(browser, SERVICE, form | pause)).status_code == 403
    async with console.office.browser(head) as browser:
        form = forms_of(await browser.get(SERVICE))[SERVICE]
        assert (await send(browser, SERVICE, form | pause | {"days": "7"})).status_code == 303
    office = console.desk.around.office
    assert office.promises == {LAMP.key: 7}
    assert office.switched_off[LAMP.key].why.en == "The truck is broken"
    await console.fill(SERVICE, days="", department="works")
    assert (console.desk.around.office.promises, console.desk.around.office.switched_off) == (
        {},
        {},
    )


async def test_a_new_payee_waits_for_somebody_else(console: Opened) -> None:
    page, before = f"{SECTION}/payee", console.desk.around.office.payee
    fields = {"name.th": "อบต.", "name.en": "Office", "biller": "099400016550111", "proxy": ""}
    await console.fill(page, **fields, step="save")
    shown = await console.browser.get(page)
    assert "Waits for a second person" in shown.text
    assert "/console/office/decide" not in forms_of(shown)
    assert console.desk.around.office.payee == before
    second = await console.office.hire("Boss", "executive", None)
    async with console.office.browser(second) as browser:
        await press(browser, page, "/console/office/decide", step="accept")
    assert console.desk.around.office.payee is not None
    assert console.desk.around.office.payee.biller == "099400016550111"


async def test_a_change_is_undone_from_the_list_of_changes(console: Opened) -> None:
    await console.fill(f"{SECTION}/holidays", row="new", step="save", day="2026-12-30")
    await press(console.browser, "/console/office/history", "/console/office/undo")
    assert console.desk.around.office.holidays == console.desk.files.around.office.holidays


async def test_the_exported_file_gives_the_same_office(console: Opened) -> None:
    await console.fill(f"{SECTION}/holidays", row="new", step="save", day="2026-12-30")
    file = await console.browser.get("/console/office/export")
    office = console.desk.around.office
    assert office_from(tomllib.loads(file.text), office.tables) == office


async def test_a_rate_is_added_and_holds_from_its_day_on(console: Opened) -> None:
    page = "/console/office/tables/aids_grant"
    row = {"effective_from": "2027-01-01", "source": "a new rule", "value-baht": "600"}
    assert (await console.fill(page, **row)).status_code == 303
    rows = console.desk.around.office.tables["aids_grant"]
    assert [one.values["baht"] for one in rows] == [500, 600]
    assert (await console.fill(page, **row)).status_code == 400


async def test_a_row_is_confirmed_by_the_office(console: Opened) -> None:
    page = "/console/office/tables/queue_priority"
    await console.fill(
        page, confirm=row_name(console.desk.around.office.tables["queue_priority"][0])
    )
    assert console.desk.around.office.tables["queue_priority"][0].confirmed


async def test_what_staff_write_is_words_on_every_page(console: Opened) -> None:
    page, evil = f"{SECTION}/village", "<script>alert(1)</script>"
    await console.fill(page, row="new", step="save", number="9", th=evil, en=evil)
    for address in (page, "/console/office/history"):
        assert evil not in (await console.browser.get(address)).text
