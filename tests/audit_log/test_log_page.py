"""`/console/log`: who may read it, what it shows, its filters, its pages and its table."""

import pytest

from bot.desk import Desk
from models.vocabulary import CaseAction, Role
from services.desk import audit
from services.desk.audit_log import reading
from services.desk.audit_log.reading import Wanted, entries, rows
from services.desk.audit_log.sealer import seal_all
from services.kit.references import shown
from tests.web.console_office import ConsoleOffice, console_office, press

PAGE = "/console/log"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COUNTER, Role.HEAD, Role.EXECUTIVE])
async def test_the_log_is_for_auditors_and_admins(console: ConsoleOffice, role: Role) -> None:
    async with console.browser(await console.hire("Malee", role)) as client:
        assert (await client.get(PAGE)).status_code == 403


async def test_the_log_tells_who_did_what_to_which_case(console: ConsoleOffice) -> None:
    case = await console.file(what="A secret word.")
    await console.act(await console.hire("Somchai"), case, CaseAction.REPLY, "Another secret.")
    async with console.browser(await console.hire("Malee", Role.AUDITOR, None)) as client:
        page = (await client.get(PAGE)).text
    assert "Somchai" in page
    assert "Write to the resident" in page
    assert shown(case.reference) in page
    assert "secret" not in page


async def test_the_state_of_the_chain_is_one_line(console: ConsoleOffice) -> None:
    await console.file()
    async with console.browser(await console.hire("Malee", Role.AUDITOR, None)) as client:
        await seal_all(console.desk.database, console.desk.clock())
        page = (await client.get(PAGE)).text
    assert "3 entries are sealed, 0 wait for their seal." in page


async def test_the_log_is_filtered_by_case_person_and_action(console: ConsoleOffice) -> None:
    case, other = await console.file(), await console.file()
    somchai = await console.hire("Somchai")
    await console.act(somchai, case, CaseAction.ACCEPT)
    async with console.browser(await console.hire("Malee", Role.ADMIN)) as client:
        of_case = (await client.get(PAGE, params={"on": shown(case.reference)})).text
        of_person = (await client.get(PAGE, params={"who": str(somchai.id)})).text
        of_action = (await client.get(PAGE, params={"what": "join"})).text
        of_days = (await client.get(PAGE, params={"last": "2020-01-01"})).text
    assert shown(other.reference) not in of_case
    assert of_case.count("history-entry") == 2
    assert of_person.count('class="history-entry') == 2
    assert of_action.count('class="history-entry') == 2
    assert "No entries fit." in of_days


async def test_pages_hold_every_entry_once_also_those_of_the_same_moment(desk: Desk) -> None:
    async with desk.work() as work:
        for number in range(23):
            await audit.record(work, "desk", "read", str(number), audit.DONE)
    found = [row async for some in rows(desk.database.reading, Wanted(), 5) for row in some]
    assert sorted(int(row[4].render()) for row in found) == list(range(23))  # type: ignore[union-attr]


async def test_the_next_page_goes_on_where_the_first_ends(console: ConsoleOffice) -> None:
    async with console.desk.work() as work:
        for number in range(reading.PAGE + 3):
            await audit.record(work, "desk", "leave", str(number), audit.DONE)
    async with console.browser(await console.hire("Malee", Role.ADMIN)) as client:
        first = (await client.get(PAGE, params={"what": "leave"})).text
        address = first.split('button button-quiet" href="')[1].split('"')[0]
        second = (await client.get(address.replace("&amp;", "&"))).text
    assert first.count('class="history-entry') == reading.PAGE
    assert second.count('class="history-entry') == 3


async def test_the_table_is_taken_with_a_reason_that_is_kept(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.AUDITOR, None)) as client:
        answer = await press(client, PAGE, PAGE, reason="Yearly audit", on=case.reference)
        refused = await press(client, PAGE, PAGE, reason="")
    assert "The case arrived" in answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    assert refused.status_code == 400
    async with console.desk.database.reading() as session:
        [kept] = await entries(session, Wanted(action="export_log"), 10)
    assert kept.note == "1: Yearly audit"
