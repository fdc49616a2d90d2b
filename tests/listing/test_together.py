"""Several cases at once: a preview, one step each, and a page that says what became of each."""

import httpx
import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction, CaseStatus, Role
from services.kit.references import shown
from tests.desk.people import actions, audited, hire, texts
from tests.web.console_office import ConsoleOffice, forms_of

TOGETHER = "/console/cases/together"


@pytest.fixture
async def staff(console: ConsoleOffice) -> Staff:
    return await console.hire("Malee")


def ticked(action: str, *cases: Case) -> str:
    return f"{TOGETHER}?action={action}" + "".join(f"&case={case.reference}" for case in cases)


async def do(client: httpx.AsyncClient, page: str, **fields: str) -> httpx.Response:
    form = forms_of(await client.get(page))[TOGETHER]
    done = await client.post(TOGETHER, data=form | fields)
    return await client.get(done.headers["location"])


async def test_the_preview_says_which_can_and_which_cannot(
    console: ConsoleOffice, staff: Staff
) -> None:
    fresh, taken = await console.file(), await console.file()
    await console.act(staff, taken, CaseAction.ACCEPT)
    async with console.browser(staff) as client:
        page = await client.get(ticked("accept", fresh, taken))
    assert "It can be done to 1 of the ticked cases." in page.text
    assert "It stands at “Accepted”." in page.text
    assert [name for name in forms_of(page)[TOGETHER] if name.startswith("version.")] == [
        f"version.{fresh.reference}"
    ]
    assert (await console.case(fresh.reference)).status == CaseStatus.RECEIVED


async def test_cases_are_accepted_together_and_residents_told(
    console: ConsoleOffice, staff: Staff
) -> None:
    cases = [await console.file(f"chat{number}") for number in range(3)]
    async with console.browser(staff) as client:
        page = await do(client, ticked("accept", *cases))
    assert "Done: 3. Left as they were: 0." in page.text
    assert {(await console.case(case.reference)).status for case in cases} == {"accepted"}
    assert [len(await texts(console.desk, f"chat{number}")) for number in range(3)] == [1, 1, 1]
    noted = [one.subject for one in await audited(console.desk) if one.action == "accept"]
    assert sorted(noted) == sorted(case.reference for case in cases)


async def test_what_changed_meanwhile_is_left_alone_and_said(
    console: ConsoleOffice, staff: Staff
) -> None:
    first, second = await console.file(), await console.file()
    async with console.browser(staff) as client:
        form = forms_of(await client.get(ticked("accept", first, second)))[TOGETHER]
        await console.act(await console.hire("Nida"), first, CaseAction.FINISH)
        done = await client.post(TOGETHER, data=form)
        page = await client.get(done.headers["location"])
    assert "Done: 1. Left as they were: 1." in page.text
    assert "Nida was faster" in page.text
    assert (await console.case(first.reference)).status == CaseStatus.DONE


async def test_the_same_form_sent_twice_writes_once(console: ConsoleOffice, staff: Staff) -> None:
    case = await console.file("chat")
    async with console.browser(staff) as client:
        form = forms_of(await client.get(ticked("reply", case)))[TOGETHER]
        fields = form | {"words": "We come on Friday."}
        answers = [await client.post(TOGETHER, data=fields) for _time in range(2)]
        page = await client.get(answers[0].headers["location"])
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert "Done: 1. Left as they were: 0." in page.text
    assert (await actions(console.desk, case)).count(CaseAction.REPLY) == 1
    assert len(await texts(console.desk, "chat")) == 1


async def test_cases_are_given_to_a_colleague(console: ConsoleOffice, staff: Staff) -> None:
    cases = [await console.file() for _number in range(2)]
    other = await console.hire("Nida")
    async with console.browser(staff) as client:
        await do(client, ticked("assign", *cases), to=str(other.id))
    assert {(await console.case(case.reference)).assignee_id for case in cases} == {other.id}


async def test_a_delay_without_a_good_day_changes_nothing_and_keeps_the_words(
    console: ConsoleOffice, staff: Staff
) -> None:
    case = await console.file()
    async with console.browser(staff) as client:
        form = forms_of(await client.get(ticked("explain_delay", case)))[TOGETHER]
        page = await client.post(TOGETHER, data=form | {"words": "The lift broke", "day": "x"})
    assert (page.status_code, "The lift broke" in page.text) == (400, True)
    assert CaseAction.EXPLAIN_DELAY not in await actions(console.desk, case)


async def test_another_departments_case_is_neither_shown_nor_changed(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Chai", department="health")) as client:
        page = await client.get(ticked("accept", case))
        token = next(form["form_token"] for form in forms_of(page).values() if form)
        fields = {"form_token": token, "action": "accept", f"version.{case.reference}": "1"}
        done = await client.post(TOGETHER, data=fields)
        result = await client.get(done.headers["location"])
    assert shown(case.reference) not in page.text
    assert "Done: 0. Left as they were: 1." in result.text
    assert (await console.case(case.reference)).status == CaseStatus.RECEIVED


@pytest.mark.parametrize("action", ["finish", "reject", "nonsense", ""])
async def test_nothing_that_ends_a_case_is_done_to_many(
    console: ConsoleOffice, staff: Staff, action: str
) -> None:
    async with console.browser(staff) as client:
        assert (await client.get(ticked(action, await console.file()))).status_code == 404


async def test_who_only_reads_has_nothing_to_tick(desk: Desk, console: ConsoleOffice) -> None:
    await console.file()
    auditor = await hire(desk, "Somchai", Role.AUDITOR, None)
    async with console.browser(auditor) as client:
        assert 'type="checkbox" name="case"' not in (await client.get("/console/cases")).text


async def test_a_result_is_nobody_elses(console: ConsoleOffice, staff: Staff) -> None:
    case = await console.file()
    async with console.browser(staff) as client:
        form = forms_of(await client.get(ticked("accept", case)))[TOGETHER]
        done = await client.post(TOGETHER, data=form)
    async with console.browser(await console.hire("Nida")) as client:
        assert (await client.get(done.headers["location"])).status_code == 404
