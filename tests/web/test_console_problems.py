"""The page of problems: what did not arrive or was not handled, and trying again."""

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case, InboundEvent, OutboxMessage
from models.vocabulary import CaseAction, OutboxState, Role
from services.desk.upload_room import note_full
from services.kit.references import shown
from tests.web.console_office import ConsoleOffice, console_office, forms_of, press, send

PAGE = "/console/problems"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


async def failed_message(console: ConsoleOffice) -> tuple[Case, OutboxMessage]:
    """A message of staff to a resident that was given up."""
    case = await console.file()
    staff = await console.hire("Somchai")
    await console.act(staff, case, CaseAction.REPLY, "A secret word.")
    async with console.desk.work() as work:
        row = (await work.session.exec(select(OutboxMessage))).one()
        row.state, row.attempts, row.error = OutboxState.FAILED, 7, "429 quota <b>used</b> up"
        work.session.add(row)
    return case, row


async def failed_event(console: ConsoleOffice) -> str:
    key = "line:01HZX"
    async with console.desk.work() as work:
        work.session.add(
            InboundEvent(key=key, error="ZeroDivisionError", payload={"text": "A secret word."})
        )
    return key


async def state_of(console: ConsoleOffice, row: OutboxMessage) -> str:
    async with console.desk.database.reading() as session:
        return (await session.get_one(OutboxMessage, row.id)).state


async def test_a_message_that_did_not_arrive_is_listed_with_its_case_and_reason(
    console: ConsoleOffice,
) -> None:
    case, _row = await failed_message(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        page = (await client.get(PAGE)).text
    assert shown(case.reference) in page
    assert "tried 7 times" in page
    assert "429 quota &lt;b&gt;used&lt;/b&gt; up" in page
    assert "A secret word." not in page


async def test_a_message_is_tried_again_with_one_press(console: ConsoleOffice) -> None:
    _case, row = await failed_message(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        answer = await press(client, PAGE, f"{PAGE}/messages/{row.id}")
        assert answer.status_code == 303
        page = (await client.get(answer.headers["location"])).text
    assert await state_of(console, row) == OutboxState.WAITING
    assert "The message is on its way once more." in page
    assert "Every message has arrived or is on its way." in page


async def test_trying_again_is_also_offered_on_the_page_of_the_case(
    console: ConsoleOffice,
) -> None:
    case, row = await failed_message(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        address = f"/console/cases/{case.reference}"
        assert (await press(client, address, f"{PAGE}/messages/{row.id}")).status_code == 303
    assert await state_of(console, row) == OutboxState.WAITING


async def test_pressing_twice_is_explained(console: ConsoleOffice) -> None:
    _case, row = await failed_message(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        form = forms_of(await client.get(PAGE))[f"{PAGE}/messages/{row.id}"]
        await send(client, f"{PAGE}/messages/{row.id}", form)
        again = await send(client, f"{PAGE}/messages/{row.id}", form)
    assert again.status_code == 404
    assert "no longer among the problems" in again.text


async def test_another_department_s_message_is_neither_shown_nor_tried(
    console: ConsoleOffice,
) -> None:
    case, row = await failed_message(console)
    head = await console.hire("Malee", Role.HEAD, "health")
    async with console.browser(head) as client:
        page = await client.get(PAGE)
        token = forms_of(page)["/console/sign-out"]
        answer = await send(client, f"{PAGE}/messages/{row.id}", token)
    assert shown(case.reference) not in page.text
    assert answer.status_code == 404
    assert await state_of(console, row) == OutboxState.FAILED


async def test_an_officer_tries_nothing_again(console: ConsoleOffice) -> None:
    _case, row = await failed_message(console)
    async with console.browser(await console.hire("Malee")) as client:
        token = forms_of(await client.get("/console/cases"))["/console/sign-out"]
        answer = await send(client, f"{PAGE}/messages/{row.id}", token)
    assert answer.status_code in {403, 404}
    assert await state_of(console, row) == OutboxState.FAILED


async def test_an_administrator_has_an_event_handled_again(console: ConsoleOffice) -> None:
    key = await failed_event(console)
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        page = await client.get(PAGE)
        answer = await press(client, PAGE, f"{PAGE}/events")
    assert "ZeroDivisionError" in page.text
    assert "A secret word." not in page.text
    assert answer.status_code == 303
    assert console.replays.keys == [key]


async def test_an_event_that_did_not_fail_is_not_handled_again(console: ConsoleOffice) -> None:
    await failed_event(console)
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        answer = await press(client, PAGE, f"{PAGE}/events", key="line:another")
    assert answer.status_code == 404
    assert console.replays.keys == []


async def test_a_head_of_department_sees_no_events(console: ConsoleOffice) -> None:
    key = await failed_event(console)
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        page = await client.get(PAGE)
        token = forms_of(page)["/console/sign-out"] | {"key": key}
        answer = await send(client, f"{PAGE}/events", token)
    assert "ZeroDivisionError" not in page.text
    assert answer.status_code == 403
    assert console.replays.keys == []


async def test_an_administrator_sees_that_the_web_left_too_many_files(
    console: ConsoleOffice,
) -> None:
    async with console.desk.work() as work:
        await note_full(work)
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        page = (await client.get(PAGE)).text
    assert "SALA_UPLOAD_MEGABYTES" in page


async def test_without_problems_the_page_says_so(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        page = (await client.get(PAGE)).text
    assert "Every message has arrived or is on its way." in page
    assert "Everything that came in was handled." in page
