"""Several people at one case: handing it on, seeing each other, losing nothing, being told."""

from uuid import uuid4

import pytest
from sqlmodel import col, select, update

from bot.desk import Desk
from models import Case, CaseEvent, CasePresence, PreparedText, Resident, Staff
from models.vocabulary import CaseAction
from services.desk import tracking
from services.kit.references import shown
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, forms_of, press


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def address(case: Case) -> str:
    return f"/console/cases/{case.reference}"


async def a_case_and_two(console: ConsoleOffice) -> tuple[Case, Staff, Staff]:
    return await console.file(), await console.hire("Malee"), await console.hire("Chai")


async def page(console: ConsoleOffice, staff: Staff, case: Case) -> str:
    async with console.browser(staff) as client:
        return (await client.get(address(case))).text


async def prepare(
    console: ConsoleOffice, words: str, department: str | None = "works", action: str = "reply"
) -> PreparedText:
    text = PreparedText(
        title="Coming", action=action, department=department, words_th=words, words_en=words
    )
    async with console.desk.work() as work:
        work.session.add(text)
    return text


async def test_a_case_is_taken_with_one_press(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    async with console.browser(malee) as client:
        answer = await press(client, address(case), f"{address(case)}/assign", to=str(malee.id))
        after = await client.get(answer.headers["location"])
    assert "Whoever it concerns knows" in after.text
    assert (await console.case(case.reference)).assignee_id == malee.id


async def test_a_case_is_handed_to_a_colleague_who_has_no_chat(console: ConsoleOffice) -> None:
    case, malee, chai = (
        await console.file(),
        await console.hire("Malee"),
        await console.hire("Chai"),
    )
    async with console.browser(malee) as client:
        answer = await press(client, address(case), f"{address(case)}/assign", to=str(chai.id))
        after = await client.get(answer.headers["location"])
    assert "please tell them" in after.text
    assert "From now on: Chai" in after.text


async def test_whoever_hands_a_case_over_is_told_where_it_is(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    [other, *_more] = [key for key in console.desk.around.office.departments if key != "works"]
    async with console.browser(malee) as client:
        answer = await press(
            client, address(case), f"{address(case)}/hand-over", department=other, words="A pond."
        )
        gone = await client.get(address(case))
    assert answer.status_code == 200
    assert "the resident is being told" in answer.text
    assert gone.status_code == 404
    assert (await console.case(case.reference)).department == other


async def test_a_reason_that_came_too_late_is_kept_and_what_happened_is_shown(
    console: ConsoleOffice,
) -> None:
    case, malee, chai = (
        await console.file(),
        await console.hire("Malee"),
        await console.hire("Chai"),
    )
    async with console.browser(malee) as client:
        forms = forms_of(await client.get(address(case)))
        await console.act(chai, case, CaseAction.REPLY, "We come at nine.")
        answer = await client.post(
            f"{address(case)}/reply", data=forms[f"{address(case)}/reply"] | {"words": "At ten?"}
        )
    assert answer.status_code == 409
    told = answer.text.split('role="alert"')[1].split("</div>")[0]
    assert "Chai" in told
    assert "We come at nine." in told
    assert "At ten?</textarea>" in answer.text
    assert "At ten?" not in [entry.words for entry in await history(console, case)]


async def history(console: ConsoleOffice, case: Case) -> list[CaseEvent]:

    async with console.desk.database.reading() as session:
        return list(await tracking.history(session, case.id, for_resident=False))


async def test_a_prepared_text_is_put_under_what_was_typed_and_nothing_is_sent(
    console: ConsoleOffice,
) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    text = await prepare(console, "Case {reference}: call {department_phone}. <b>")
    async with console.browser(malee) as client:
        forms = forms_of(await client.get(address(case)))
        answer = await client.post(
            f"{address(case)}/reply/text",
            data=forms[f"{address(case)}/reply"] | {"words": "Good morning.", "text": str(text.id)},
        )
    box = answer.text.split('id="words-reply"')[1].split("</textarea>")[0]
    assert answer.status_code == 200
    assert box.index("Good morning.") < box.index(f"Case {shown(case.reference)}: call ")
    assert "{" not in box
    assert "&lt;b&gt;" in box
    assert (await console.case(case.reference)).version == 1


async def test_a_prepared_text_speaks_the_language_of_the_resident(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    text = await prepare(console, "x")
    async with console.desk.work() as work:
        await work.session.exec(update(PreparedText).values(words_th="ถึง{due}"))
        await work.session.exec(update(Resident).values(language="th"))
    async with console.browser(malee) as client:
        forms = forms_of(await client.get(address(case)))
        sent = forms[f"{address(case)}/reply"] | {"text": str(text.id)}
        answer = await client.post(f"{address(case)}/reply/text", data=sent)
    assert "ถึงวัน" in answer.text.split('id="words-reply"')[1].split("</textarea>")[0]


async def test_the_text_of_another_department_is_not_put_in(console: ConsoleOffice) -> None:
    case, malee = await console.file(), await console.hire("Malee")
    text = await prepare(console, "Secret", department="health")
    async with console.browser(malee) as client:
        forms = forms_of(await client.get(address(case)))
        sent = forms[f"{address(case)}/reply"] | {"text": str(text.id)}
        answer = await client.post(f"{address(case)}/reply/text", data=sent)
    assert answer.status_code == 404
    assert "Secret" not in answer.text


GOOD = {
    "title": "Coming", "action": "reply", "department": "works", "service": "",
    "words_th": "ไป{due}", "words_en": "By {due}",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({}, 1),
        ({"words_en": "Dear {resident}"}, 0),
        ({"words_en": "{due!r}"}, 0),
        ({"words_en": "{due.year}"}, 0),
        ({"words_en": "open { brace"}, 0),
        ({"words_th": ""}, 0),
        ({"action": "note"}, 0),
        ({"service": "nothing"}, 0),
    ],
)
async def test_only_a_text_that_can_be_filled_is_kept(
    console: ConsoleOffice, change: dict[str, str], kept: int
) -> None:
    there = f"/console/templates/{uuid4()}"
    async with console.browser(await console.hire("Boss", "head")) as client:
        answer = await press(client, there, there, **(GOOD | change))
    async with console.desk.database.reading() as session:
        assert len(list(await session.exec(select(PreparedText)))) == kept
    assert answer.status_code == {1: 303, 0: 400}[kept]


async def test_a_head_keeps_to_texts_of_the_own_department(console: ConsoleOffice) -> None:
    there = f"/console/templates/{uuid4()}"
    async with console.browser(await console.hire("Boss", "head")) as client:
        answers = [
            await press(client, there, there, **(GOOD | {"department": key}))
            for key in ("", "health")
        ]
    assert [answer.status_code for answer in answers] == [403, 403]


async def test_officers_prepare_no_texts(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get("/console/templates")).status_code == 403


async def test_colleagues_see_who_else_opened_the_case(
    console: ConsoleOffice, clock: Clock
) -> None:
    case, malee, chai = (
        await console.file(),
        await console.hire("Malee"),
        await console.hire("Chai"),
    )
    await page(console, chai, case)
    assert "Chai has this case open now" in await page(console, malee, case)
    clock.advance(minutes=2)
    assert "Chai looked at it at" in await page(console, malee, case)
    clock.advance(minutes=4)
    assert "Chai" not in (await page(console, malee, case)).split('class="jump"')[0]


async def test_colleagues_see_who_is_typing_and_who_went(console: ConsoleOffice) -> None:
    case, malee, chai = (
        await console.file(),
        await console.hire("Malee"),
        await console.hire("Chai"),
    )
    async with console.browser(chai) as client:
        opened = await client.get(address(case))
        token = opened.text.split('data-token="')[1].split('"')[0]
        for state in ("typing", "open", "typing"):
            sent = {"form_token": token, "state": state}
            assert (await client.post(f"{address(case)}/here", data=sent)).status_code == 204
        assert "Chai is typing here now" in await page(console, malee, case)
        await client.post(f"{address(case)}/here", data={"form_token": token, "state": "gone"})
    assert "Chai is typing" not in await page(console, malee, case)
    async with console.desk.database.reading() as session:
        rows = await session.exec(select(CasePresence).where(col(CasePresence.case_id) == case.id))
        assert len(list(rows)) == 1


async def test_nobody_is_seen_without_a_form_of_this_session(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.post(f"{address(case)}/here", data={"state": "typing"})
    assert answer.status_code == 403
