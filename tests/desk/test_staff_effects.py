"""Effects of staff in their chats, carried out by the desk."""

import pytest

from bot.batch import handle_batch
from bot.desk import Desk
from bot.effects import carry_out
from bot.messages import Heard, Kind
from bot.turns import (
    StaffAction,
)
from models import Case, Staff
from models.vocabulary import CaseAction
from services.kit.errors import NotPossible
from tests.desk.people import (
    SECRET,
    act,
    actions,
    audited,
    carry,
    group_actor,
    hire,
    line_actor,
    link_group,
    now,
    said,
    texts,
    told,
)

GROUP = group_actor("Cworks", "Uofficer")


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, account="Uofficer")


def staff_press(case: Case, action: str, words: str = "") -> StaffAction:
    return StaffAction(action, case.reference, words)


async def test_linked_staff_act_from_a_group_and_the_group_reads_who_did(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await link_group(desk)
    line = await told(desk, staff_press(case, "accept"), GROUP)
    assert line.startswith("Somsri accepted")
    assert await texts(desk, "Cworks") == []
    assert (await now(desk, case)).assignee_id == officer.id


async def test_words_of_staff_reach_the_resident(desk: Desk, case: Case, officer: Staff) -> None:
    await carry(desk, staff_press(case, "ask", "Which lamp?"), GROUP)
    [question] = await texts(desk, case.chat)
    assert "Which lamp?" in question


async def test_a_stranger_is_refused_and_recorded_without_the_account(
    desk: Desk, case: Case
) -> None:
    answer = await told(desk, staff_press(case, "accept"), GROUP)
    [entry] = await audited(desk)
    assert "linked account" in answer
    assert (entry.action, entry.subject, entry.outcome) == ("accept", case.reference, "refused")
    assert "Uofficer" not in entry.actor
    assert await actions(desk, case) == ["file"]


async def test_staff_of_another_department_are_refused_by_name_only_in_the_record(
    desk: Desk, case: Case
) -> None:
    stranger = await hire(desk, "Malee", department="health", account="Uofficer")
    answer = await told(desk, staff_press(case, "finish"), GROUP)
    assert "Malee" not in answer
    assert (await audited(desk))[-1].actor == str(stranger.id)
    assert await actions(desk, case) == ["file"]


async def test_the_record_of_a_refusal_outlives_the_turn(desk: Desk, case: Case) -> None:
    press = Heard(
        "line", "e1", "Cworks", "Ustranger", Kind.PRESS, f"s:accept:{case.reference}",
        private=False,
    )  # fmt: skip
    await handle_batch(desk, [press])
    assert [entry.outcome for entry in await audited(desk)] == ["refused"]
    assert len(await said(desk, "Cworks")) == 1


async def test_a_late_press_is_explained_to_the_chat(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await act(desk, case, CaseAction.ACCEPT, await hire(desk, "Malee"))
    async with desk.work() as work:
        with pytest.raises(NotPossible) as refusal:
            await carry_out(staff_press(case, "accept"), work, GROUP)
    assert "Malee was faster" in refusal.value.explanation.render()


@pytest.mark.parametrize("action", ["", "dance", "withdraw", "file"])
async def test_an_old_button_of_staff_says_so(
    desk: Desk, case: Case, officer: Staff, action: str
) -> None:
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await carry_out(staff_press(case, action), work, GROUP)


async def test_details_in_a_group_hold_nothing_personal(
    desk: Desk, case: Case, officer: Staff
) -> None:
    details = await told(desk, staff_press(case, "details"), GROUP)
    assert "South Village" in details
    assert SECRET not in details
    assert "45/1" not in details


async def test_details_alone_with_the_desk_hold_the_answers_and_are_recorded(
    desk: Desk, case: Case, officer: Staff
) -> None:
    details = await told(desk, staff_press(case, "details"), line_actor("Uofficer", None))
    last = (await audited(desk))[-1]
    assert SECRET in details
    assert "45/1" in details
    assert (last.actor, last.action, last.subject) == (str(officer.id), "read", case.reference)


async def test_details_are_not_for_another_department(desk: Desk, case: Case) -> None:
    await hire(desk, "Malee", department="health", account="Umalee")
    details = await told(desk, staff_press(case, "details"), line_actor("Umalee", None))
    assert SECRET not in details
    assert (await audited(desk))[-1].outcome == "refused"
