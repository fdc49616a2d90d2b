"""Taking a table away: who may, what is in it, and what is written down about it."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import httpx
import openpyxl
import pytest

from bot.desk import Desk
from models import Staff
from models.vocabulary import CaseAction, Role
from services.desk import exporting
from services.desk.actor import Actor
from services.desk.exporting import Wish
from tests.conftest import Clock
from tests.desk.people import LAMP, SECRET, act, audited, file, hire
from tests.web.console_office import ConsoleOffice, forms_of

ADDRESS = "/console/cases/export"
NOVEMBER = {"first": "2026-11-01", "last": "2026-11-30", "group": "all"}
WHY = "for the yearly report"

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the kind of database."""


@pytest.fixture
async def head(desk: Desk) -> Staff:
    return await hire(desk, "Malee", Role.HEAD)


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return ConsoleOffice(desk)


@pytest.fixture
async def browser(console: ConsoleOffice, head: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with console.browser(head) as client:
        yield client


async def take(browser: httpx.AsyncClient, **asked: str) -> httpx.Response:
    token = forms_of(await browser.get(ADDRESS))[ADDRESS]
    fields = {**token, **NOVEMBER, "service": "lamp", "reason": WHY, "form": "csv", **asked}
    return await browser.post(ADDRESS, data=fields)


def table(answer: httpx.Response) -> list[list[str]]:
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def test_a_table_holds_what_was_asked_and_answered(
    desk: Desk, resident: Actor, officer: Staff, head: Staff, console: ConsoleOffice, clock: Clock
) -> None:
    case = await file(desk, resident, trouble="=HYPERLINK(1)")
    clock.advance(days=8)
    await act(desk, case, CaseAction.FINISH, officer)
    async with console.browser(head) as browser:
        answer = await take(browser)
    names, found = table(answer)
    told = dict(zip(names, found, strict=True))
    assert told["Sent on"] == "2026-11-23"
    assert (told["Working days"], told["In time"], told["Status"]) == ("5", "late", "Done")
    assert told["What is wrong?"] == "'=HYPERLINK(1)"
    assert told["Where is it?: latitude"] == "15.6"
    assert 'filename="lamp-2026-11-01-2026-11-30.csv"' in answer.headers["content-disposition"]


@on_one_database
async def test_what_is_answered_on_the_promised_day_is_in_time(
    desk: Desk, resident: Actor, officer: Staff, head: Staff, console: ConsoleOffice, clock: Clock
) -> None:
    case = await file(desk, resident)
    clock.advance(days=(case.due_on - date(2026, 11, 23)).days)
    await act(desk, case, CaseAction.FINISH, officer)
    async with console.browser(head) as browser:
        names, found = table(await take(browser))
    told = dict(zip(names, found, strict=True))
    assert (told["Closed on"], told["In time"]) == (case.due_on.isoformat(), "in time")


@on_one_database
async def test_the_same_as_a_workbook_with_real_days(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    await file(desk, resident, trouble="=1+1")
    answer = await take(browser, form="xlsx")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    names, found = sheet.iter_rows(values_only=True)
    told = dict(zip(names, found, strict=True))
    assert told["Sent on"].date() == date(2026, 11, 23)
    assert told["What is wrong?"] == "'=1+1"
    assert told["Which house is near?: village number"] == 2


async def test_who_took_what_how_many_and_why_is_written_down(
    desk: Desk, resident: Actor, head: Staff, browser: httpx.AsyncClient
) -> None:
    await file(desk, resident)
    await file(desk, resident)
    await take(browser)
    [entry] = [one for one in await audited(desk) if one.action == "export"]
    assert (entry.actor, entry.note) == (str(head.id), f"2: {WHY}")
    assert entry.subject == "lamp 2026-11-01/2026-11-30 all works csv"


@on_one_database
@pytest.mark.parametrize(
    ("asked", "explained"),
    [
        ({"reason": "  "}, "what the table is for"),
        ({"first": "yesterday"}, "choose the first and the last day"),
        ({"first": "0001-01-01"}, "choose the first and the last day"),
        ({"last": "9999-12-31"}, "choose the first and the last day"),
        ({"first": "2026-12-01"}, "The first day is after the last day"),
    ],
)
async def test_without_a_reason_or_a_period_nothing_is_taken(
    desk: Desk, browser: httpx.AsyncClient, asked: dict[str, str], explained: str
) -> None:
    answer = await take(browser, **asked)
    assert (answer.status_code, explained in answer.text) == (400, True)
    assert "export" not in [one.action for one in await audited(desk)]


@on_one_database
@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXECUTIVE])
async def test_others_take_nothing(desk: Desk, console: ConsoleOffice, role: str) -> None:
    async with console.browser(await hire(desk, "Somchai", role)) as client:
        assert (await client.get(ADDRESS)).status_code == 403
        home = await client.get("/console/cases")
        token = next(form["form_token"] for form in forms_of(home).values() if "form_token" in form)
        asked = {**NOVEMBER, "form_token": token, "reason": WHY}
        assert (await client.post(ADDRESS, data=asked)).status_code == 403
        assert ADDRESS not in home.text
    assert "export" not in [one.action for one in await audited(desk) if one.outcome == "done"]


async def test_a_head_takes_the_cases_of_the_own_department_only(
    desk: Desk, resident: Actor, console: ConsoleOffice
) -> None:
    await file(desk, resident)
    other = await hire(desk, "Malee", Role.HEAD, "health")
    async with console.browser(other) as client:
        assert len(table(await take(client))) == 1
    auditor = await hire(desk, "Somchai", Role.AUDITOR, None)
    async with console.browser(auditor) as client:
        assert len(table(await take(client))) == 2


@on_one_database
async def test_all_services_together_come_without_answers(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    await file(desk, resident)
    answer = await take(browser, service="")
    assert "Mend a street lamp" in answer.text
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("group", "count"), [("all", 3), ("open", 2), ("overdue", 1), ("closed", 1)]
)
async def test_every_case_is_read_once_however_many_there_are(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock, group: str, count: int
) -> None:
    first = [await file(desk, resident) for _number in range(2)]
    await act(desk, first[0], CaseAction.FINISH, officer)
    clock.advance(days=6)
    await file(desk, resident)
    today = date(2026, 11, 29)
    wish = Wish(LAMP, date(2026, 11, 1), date(2026, 11, 30), group, None, today, {})
    found = [
        row
        async for batch in exporting.rows(desk.database.reading, wish, desk.around, at_once=1)
        for row in batch
    ]
    assert len({str(row[0]) for row in found}) == len(found) == count


@on_one_database
@pytest.mark.parametrize(("role", "told"), [(Role.HEAD, True), (Role.AUDITOR, False)])
async def test_names_and_telephones_are_for_those_who_answer_for_them(
    desk: Desk, resident: Actor, officer: Staff, console: ConsoleOffice, role: str, told: bool
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.ACCEPT, officer)
    reader = await hire(desk, "Reader", role, "works" if told else None)
    async with console.browser(reader) as browser:
        page = (await browser.get(ADDRESS)).text
        names, found = table(await take(browser))
    known = dict(zip(names, found, strict=True))
    assert ("What is wrong?" in names, "names, telephone numbers" in page) == (told, told)
    assert (SECRET in str(known)) is told
    assert known["Looked after by"] == "Somsri"
    [entry] = [one for one in await audited(desk) if one.action == "export"]
    assert ("without answers" in entry.subject) is not told
