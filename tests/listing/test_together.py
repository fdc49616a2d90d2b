"""Several cases at once: a preview, one step each, and a page that says what became of each."""

from uuid import uuid4

import httpx
import pytest

from bot.desk import Desk
from models import Case, PreparedText, Resident, Staff
from models.vocabulary import CaseAction, CaseStatus, Role
from services.desk import prepared_texts
from services.desk.prepared_texts import Wording
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


async def prepare(
    console: ConsoleOffice, head: Staff, title: str, service: str | None = None
) -> PreparedText:
    wording = Wording(
        title, "reply", f"{title} เลขที่ {{reference}}", f"{title} number {{reference}}",
        "works", service,
    )  # fmt: skip
    async with console.desk.work() as work:
        return await prepared_texts.keep(work, head, wording, uuid4())


async def test_a_prepared_text_is_filled_for_each_case(
    console: ConsoleOffice, staff: Staff
) -> None:
    cases = [await console.file(f"chat{number}") for number in range(2)]
    async with console.desk.work() as work:
        (await work.session.get_one(Resident, cases[1].resident_id)).language = "en"
    text = await prepare(console, await console.hire("Boss", Role.HEAD), "Delay")
    async with console.browser(staff) as client:
        page = await do(client, ticked("reply", *cases), text=str(text.id), words="Sorry!")
    assert "Done: 2. Left as they were: 0." in page.text
    thai, english = [(await texts(console.desk, f"chat{number}"))[-1] for number in range(2)]
    assert f"Delay เลขที่ {shown(cases[0].reference)}\n\nSorry!" in thai
    assert f"Delay number {shown(cases[1].reference)}\n\nSorry!" in english


async def test_without_a_text_there_must_be_words(console: ConsoleOffice, staff: Staff) -> None:
    case = await console.file("chat0")
    await prepare(console, await console.hire("Boss", Role.HEAD), "Delay")
    async with console.browser(staff) as client:
        form = forms_of(await client.get(ticked("reply", case)))[TOGETHER]
        refused = await client.post(TOGETHER, data=form | {"text": "", "words": ""})
    assert refused.status_code == 400
    assert await texts(console.desk, "chat0") == []


async def test_a_text_for_another_service_is_neither_offered_nor_sent(
    console: ConsoleOffice, staff: Staff
) -> None:
    case = await console.file("chat0")
    text = await prepare(console, await console.hire("Boss", Role.HEAD), "Delay", "lamp")
    async with console.desk.work() as work:
        kept = await work.session.get_one(PreparedText, text.id)
        kept.service_key = "other"
    async with console.browser(staff) as client:
        offered = (await client.get(ticked("reply", case))).text
        page = await do(client, ticked("reply", case), text=str(text.id))
    assert "Delay" not in offered
    assert "This prepared text is not meant for this case." in page.text
    assert await texts(console.desk, "chat0") == []
