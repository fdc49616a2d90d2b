"""What staff do to a case."""

import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import department_notices, office_actions
from services.desk.actor import Actor
from services.desk.deliveries import mark_unreachable
from services.desk.outbox import Destination
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from tests.desk.people import (
    SECRET,
    act,
    actions,
    file,
    hire,
    last_entry,
    link_group,
    now,
    said,
    settle,
    texts,
    values,
)

ACCEPT, ASK, REPLY = CaseAction.ACCEPT, CaseAction.ASK, CaseAction.REPLY
NOTE, FINISH, REJECT = CaseAction.NOTE, CaseAction.FINISH, CaseAction.REJECT


async def test_accepting_takes_the_case_on(desk: Desk, case: Case, officer: Staff) -> None:
    await act(desk, case, ACCEPT, officer)
    after = await now(desk, case)
    assert (after.status, after.assignee_id, after.version) == ("accepted", officer.id, 2)
    assert await actions(desk, case) == ["file", "accept"]


@pytest.mark.parametrize(
    ("action", "status"),
    [(ASK, "waiting_for_resident"), (FINISH, "done"), (REJECT, "rejected")],
)
async def test_acting_on_an_unaccepted_case_takes_it_on(
    desk: Desk, case: Case, officer: Staff, action: CaseAction, status: str
) -> None:
    await act(desk, case, action, officer, "some words")
    after = await now(desk, case)
    assert (after.status, after.assignee_id) == (status, officer.id)


async def test_helping_out_leaves_the_case_with_its_officer(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, ACCEPT, officer)
    await act(desk, case, FINISH, await hire(desk, "Malee"))
    assert (await now(desk, case)).assignee_id == officer.id


@pytest.mark.parametrize("action", [FINISH, REJECT])
async def test_closing_notes_the_moment(
    desk: Desk, case: Case, officer: Staff, action: CaseAction
) -> None:
    await act(desk, case, action, officer, "because")
    assert (await now(desk, case)).closed_at == desk.clock()


@pytest.mark.parametrize("action", [ACCEPT, ASK, REPLY, FINISH, REJECT])
async def test_the_resident_hears_each_change_as_something_that_must_arrive(
    desk: Desk, case: Case, officer: Staff, action: CaseAction
) -> None:
    await act(desk, case, action, officer, "our words")
    [row] = await said(desk, case.chat)
    assert (row.urgency, row.case_id) == ("must_arrive", case.id)


@pytest.mark.parametrize("action", [ACCEPT, ASK, REPLY, FINISH, REJECT])
async def test_the_resident_hears_the_department_and_never_the_officer(
    desk: Desk, officer: Staff, action: CaseAction
) -> None:
    case = await file(desk, await settle(desk, language="en"))
    await act(desk, case, action, officer, "our words")
    [text] = await texts(desk, case.chat)
    assert "Public Works" in text
    assert "Somsri" not in text


@pytest.mark.parametrize("action", [ASK, REPLY, FINISH, REJECT])
async def test_the_resident_reads_what_staff_wrote(
    desk: Desk, case: Case, officer: Staff, action: CaseAction
) -> None:
    await act(desk, case, action, officer, "please open the gate")
    [text] = await texts(desk, case.chat)
    assert "please open the gate" in text


async def test_a_note_stays_among_staff(desk: Desk, case: Case, officer: Staff) -> None:
    await link_group(desk)
    await act(desk, case, NOTE, officer, "ask the village head")
    entry = await last_entry(desk, case)
    assert (entry.words, entry.for_resident) == ("ask the village head", False)
    assert await said(desk, case.chat) == await said(desk, "Cworks") == []


async def test_a_question_comes_with_a_button_to_answer(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, ASK, officer, "Which lamp?")
    [row] = await said(desk, case.chat)
    assert values(row)[0] == f"write:{case.reference}"


async def test_finishing_asks_for_stars_or_to_say_it_is_not_done(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, FINISH, officer)
    [row] = await said(desk, case.chat)
    stars = [f"rate:{case.reference}:{number}" for number in (5, 4, 3, 2, 1)]
    letter = ""
    assert values(row) == [*stars, f"dispute:{case.reference}", letter]


async def test_news_comes_in_the_language_of_the_resident(desk: Desk, officer: Staff) -> None:
    case = await file(desk, await settle(desk, "Uenglish", "en"))
    await act(desk, case, ACCEPT, officer)
    [text] = await texts(desk, "Uenglish")
    assert text.startswith("Good news: Public Works has taken on your case")


async def test_colleagues_are_told_who_did_it_without_anything_personal(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await link_group(desk)
    await act(desk, case, ASK, officer, f"about the {SECRET}")
    [line] = await texts(desk, "Cworks")
    assert "Somsri" in line
    assert SECRET not in line


async def test_the_chat_that_acted_is_not_told_twice(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await link_group(desk, "Chere")
    await link_group(desk, "Cthere")
    here = Destination("line", "Chere")
    async with desk.work() as work:
        order = office_actions.Order(case.reference, ACCEPT, officer, here=here)
        done = await office_actions.carry_out(work, order)
    assert "Somsri" in done.line.text.render()
    assert [len(await said(desk, chat)) for chat in ("Chere", "Cthere")] == [0, 1]


@pytest.mark.parametrize("action", [ASK, REPLY, NOTE, REJECT])
@pytest.mark.parametrize("words", ["", "  \n ", "ก" * 2001, "🙂" * 1001])
async def test_words_are_needed_and_have_an_end(
    desk: Desk, case: Case, officer: Staff, action: CaseAction, words: str
) -> None:
    with pytest.raises(InvalidAnswer):
        await act(desk, case, action, officer, words)
    assert (await now(desk, case)).version == 1


async def test_two_thousand_thai_letters_are_kept(desk: Desk, case: Case, officer: Staff) -> None:
    await act(desk, case, NOTE, officer, "ก" * 2000)
    assert (await last_entry(desk, case)).words == "ก" * 2000


@pytest.mark.parametrize(
    ("role", "department"),
    [("officer", "health"), ("head", "health"), ("executive", None), ("auditor", None)],
)
async def test_others_may_not_act(
    desk: Desk, case: Case, role: str, department: str | None
) -> None:
    stranger = await hire(desk, "Stranger", role, department)
    with pytest.raises(NotAllowed):
        await act(desk, case, ACCEPT, stranger)
    assert await actions(desk, case) == ["file"]


async def test_an_admin_may_act_everywhere(desk: Desk, case: Case) -> None:
    await act(desk, case, ACCEPT, await hire(desk, "Boss", "admin", None))
    assert (await now(desk, case)).status == "accepted"


async def test_staff_cannot_act_as_the_resident(desk: Desk, case: Case, officer: Staff) -> None:
    with pytest.raises(NotAllowed):
        await act(desk, case, CaseAction.WITHDRAW, officer)


@pytest.mark.parametrize("reference", ["", "K7M", "23456789A", "222222222"])
async def test_an_unknown_number_is_explained(desk: Desk, officer: Staff, reference: str) -> None:
    async with desk.work() as work:
        with pytest.raises(NotFound):
            await office_actions.act(work, reference, ACCEPT, officer)


async def test_a_case_is_found_however_its_number_is_written(
    desk: Desk, case: Case, officer: Staff
) -> None:
    written = f" {case.reference[:3].lower()}-{case.reference[3:]} "
    async with desk.work() as work:
        await office_actions.act(work, written, ACCEPT, officer)
    assert (await now(desk, case)).status == "accepted"


async def test_a_blocked_resident_is_not_written_to_and_staff_learn_it(
    desk: Desk, case: Case, officer: Staff
) -> None:
    async with desk.work() as work:
        await mark_unreachable(work, case.channel, case.chat, "blocked")
    await link_group(desk)
    await act(desk, case, ACCEPT, officer)
    telephone = department_notices.telephone_them()
    assert await said(desk, case.chat) == []
    assert await actions(desk, case) == ["file", "unreachable", "accept", "unreachable"]
    [line] = await texts(desk, "Cworks")
    assert line.splitlines()[1:] == [telephone.render(desk.around.languages["th"])]


async def test_a_late_press_is_told_who_was_faster(desk: Desk, case: Case, officer: Staff) -> None:
    await act(desk, case, ACCEPT, officer)
    with pytest.raises(NotPossible) as refusal:
        await act(desk, case, ACCEPT, await hire(desk, "Malee"))
    told = refusal.value.explanation.render()
    assert "Somsri was faster" in told
    assert "“Accepted”" in told


async def test_pressing_again_oneself_is_met_kindly_and_changes_nothing(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, ACCEPT, officer)
    with pytest.raises(NotPossible) as refusal:
        await act(desk, case, ACCEPT, officer)
    assert "You have already" in refusal.value.explanation.render()
    assert (await now(desk, case)).version == 2


async def test_what_one_has_not_seen_is_not_overwritten(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    await act(desk, case, NOTE, await hire(desk, "Malee"), "wait for the ladder")
    with pytest.raises(NotPossible) as refusal:
        await act(desk, case, FINISH, officer, expected_version=1)
    assert "Received" in refusal.value.explanation.render()
    await act(desk, case, FINISH, officer, expected_version=2)
    assert (await now(desk, case)).status == "done"
