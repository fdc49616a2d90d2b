"""What staff do from the page of a case, and what happens when somebody was faster."""

import httpx
import pytest
from sqlmodel import col, select

from bot.desk import Desk
from models import Case, ChannelAddress, OutboxMessage
from models.vocabulary import CaseAction, CaseStatus
from services.desk import tracking
from tests.web.console_office import ConsoleOffice, console_office, forms_of, press, send


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def address(case: Case, action: str = "") -> str:
    return f"/console/cases/{case.reference}" + (f"/{action}" if action else "")


async def do(
    console: ConsoleOffice, client: httpx.AsyncClient, case: Case, action: str, words: str = ""
) -> httpx.Response:
    return await press(client, address(case), address(case, action), words=words)


async def said_to_resident(console: ConsoleOffice, case: Case) -> list[str]:
    async with console.desk.database.reading() as session:
        rows = await session.exec(
            select(OutboxMessage)
            .where(OutboxMessage.chat == case.chat)
            .order_by(col(OutboxMessage.id))
        )
        return [message["text"] for row in rows for message in row.messages]


async def test_a_letter_the_database_cannot_keep_is_left_out(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await do(console, client, case, "note", "Which\x00 pole?")
    async with console.desk.database.reading() as session:
        history = await tracking.history(session, case.id, for_resident=False)
    assert (answer.status_code, history[-1].words) == (303, "Which pole?")


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("accept", CaseStatus.ACCEPTED),
        ("ask", CaseStatus.WAITING_FOR_RESIDENT),
        ("reply", CaseStatus.RECEIVED),
        ("note", CaseStatus.RECEIVED),
        ("finish", CaseStatus.DONE),
        ("reject", CaseStatus.REJECTED),
    ],
)
async def test_each_action_leads_back_to_the_case_and_says_what_was_done(
    console: ConsoleOffice, action: str, status: CaseStatus
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await do(console, client, case, action, "Which pole is it?")
        assert answer.status_code == 303
        page = await client.get(answer.headers["location"].split("#")[0])
    assert 'role="status"' in page.text
    assert (await console.case(case.reference)).status == status


@pytest.mark.parametrize("action", ["ask", "reply", "finish", "reject"])
async def test_the_resident_hears_what_was_written(console: ConsoleOffice, action: str) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        await do(console, client, case, action, "The pole by the temple.")
    assert "The pole by the temple." in "".join(await said_to_resident(console, case))


async def test_a_note_stays_among_staff(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        await do(console, client, case, "note", "Bring the ladder.")
    assert await said_to_resident(console, case) == []


async def test_a_closed_case_offers_only_what_is_still_possible(console: ConsoleOffice) -> None:
    case = await console.file()
    staff = await console.hire("Malee")
    await console.act(staff, case, CaseAction.FINISH)
    async with console.browser(staff) as client:
        forms = forms_of(await client.get(address(case)))
    assert {name.rsplit("/", 1)[1] for name in forms} == {"reply", "note", "bill", "sign-out"}


async def test_two_people_at_once_one_wins_and_the_other_sees_who(console: ConsoleOffice) -> None:
    case = await console.file()
    malee, somchai = await console.hire("Malee"), await console.hire("Somchai")
    async with console.browser(malee) as first, console.browser(somchai) as second:
        late_form = forms_of(await second.get(address(case)))[address(case, "ask")]
        await do(console, first, case, "accept")
        late_form["words"] = "Which pole\nis it?"
        answer = await send(second, address(case, "ask"), late_form)
    assert answer.status_code == 409
    assert "Malee was faster" in answer.text
    assert "Which pole\nis it?</textarea>" in answer.text
    assert (await console.case(case.reference)).status == CaseStatus.ACCEPTED
    assert len(await said_to_resident(console, case)) == 1


async def test_after_a_lost_race_the_same_words_can_be_sent_with_one_more_press(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    malee, somchai = await console.hire("Malee"), await console.hire("Somchai")
    async with console.browser(somchai) as client:
        late_form = forms_of(await client.get(address(case)))[address(case, "ask")]
        await console.act(malee, case, CaseAction.ACCEPT)
        refused = await send(client, address(case, "ask"), late_form | {"words": "Which?"})
        fresh_form = forms_of(refused)[address(case, "ask")] | {"words": "Which?"}
        assert (await send(client, address(case, "ask"), fresh_form)).status_code == 303
    assert (await console.case(case.reference)).status == CaseStatus.WAITING_FOR_RESIDENT


async def test_words_for_a_case_that_is_closed_by_now_are_kept_to_be_copied(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Somchai")) as client:
        late_form = forms_of(await client.get(address(case)))[address(case, "ask")]
        await console.act(await console.hire("Malee"), case, CaseAction.FINISH)
        answer = await send(client, address(case, "ask"), late_form | {"words": "Which pole?"})
    assert answer.status_code == 409
    assert "What you typed was not sent." in answer.text
    assert "Which pole?</textarea>" in answer.text


@pytest.mark.parametrize("blocked", [False, True])
@pytest.mark.parametrize("action", ["accept", "reply", "finish"])
async def test_a_double_tap_does_it_once_and_alarms_nobody(
    console: ConsoleOffice, action: str, blocked: bool
) -> None:
    case = await console.file()
    async with console.desk.work() as work:
        at = work.now if blocked else None
        work.session.add(ChannelAddress(channel=case.channel, chat=case.chat, blocked_at=at))
    async with console.browser(await console.hire("Malee")) as client:
        form = forms_of(await client.get(address(case)))[address(case, action)]
        form["words"] = "We come at nine."
        answers = [await send(client, address(case, action), form) for _tap in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(await entries(console, case, action)) == 1


async def entries(console: ConsoleOffice, case: Case, action: str) -> list[str]:
    async with console.desk.database.reading() as session:
        history = await tracking.history(session, case.id, for_resident=False)
    return [entry.action for entry in history if entry.action == action]


@pytest.mark.parametrize("action", ["ask", "reply", "note", "reject"])
async def test_an_action_without_its_words_changes_nothing(
    console: ConsoleOffice, action: str
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await do(console, client, case, action, " \r\n ")
    assert answer.status_code == 400
    assert "Please write" in answer.text
    assert (await console.case(case.reference)).version == 1


async def test_words_that_are_too_long_are_kept_and_nothing_is_sent(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    words = "ก" * 2001
    async with console.browser(await console.hire("Malee")) as client:
        answer = await do(console, client, case, "ask", words)
    assert answer.status_code == 400
    assert f"{words}</textarea>" in answer.text
    assert (await console.case(case.reference)).version == 1


@pytest.mark.parametrize("version", ["", "one", "-1", "²", "9" * 5000])
async def test_a_damaged_version_changes_nothing(console: ConsoleOffice, version: str) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await press(client, address(case), address(case, "accept"), version=version)
    assert answer.status_code == 400
    assert (await console.case(case.reference)).version == 1


@pytest.mark.parametrize("action", ["withdraw", "file", "rate", "nonsense"])
async def test_what_only_residents_do_is_not_to_be_found(
    console: ConsoleOffice, action: str
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        form = forms_of(await client.get(address(case)))[address(case, "accept")]
        assert (await send(client, address(case, action), form)).status_code == 404
    assert (await console.case(case.reference)).version == 1


async def test_a_change_of_language_after_a_refusal_leads_to_the_case(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get(address(case, "ask") + "?lang=th")
    assert answer.headers["location"] == address(case) + "?lang=th"


@pytest.mark.parametrize("done", ["nonsense", "<b>", "accept"])
async def test_the_line_after_an_action_says_only_what_the_console_itself_says(
    console: ConsoleOffice, done: str
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get(address(case), params={"done": done})
    assert ('role="status"' in page.text) is (done == "accept")
