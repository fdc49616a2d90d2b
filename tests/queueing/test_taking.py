"""Taking a number: without gaps, never twice, today only, and one for each chat and line."""

import asyncio

import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk.queueing.leaving import give_back
from services.desk.queueing.standing import label, place_of_case
from services.desk.resident_actions import withdraw
from services.desk.tracking import CaseFilter, list_cases
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from tests.conftest import Clock
from tests.desk.people import act, actions, link_group, now, settle, texts
from tests.queueing.people import calls, files, in_chat, states, takes, ticket_now, tickets


async def test_ten_people_at_once_get_ten_numbers_without_a_gap(desk: Desk) -> None:
    taken = await asyncio.gather(*(takes(desk) for _one in range(10)))
    assert sorted(label(one) for one in taken) == [f"A{number:03d}" for number in range(1, 11)]


async def test_each_line_and_each_day_begins_at_one(desk: Desk, clock: Clock) -> None:
    await takes(desk)
    assert label(await takes(desk, queue="tax")) == "B001"
    clock.advance(days=1)
    assert label(await takes(desk)) == "A001"


async def test_the_receipt_is_the_number_and_the_department_is_not_disturbed(desk: Desk) -> None:
    await link_group(desk, "Chealth", "health")
    for _one in range(3):
        await takes(desk)
    actor = await settle(desk, language="en")
    filed = await files(desk, actor, why="elderly")
    [receipt] = filed.replies
    words = receipt.text.render()
    assert words.startswith("Your queue number: A004\nGeneral\nYou are next.")
    assert (filed.case.department, filed.case.due_on) == ("health", desk.clock().date())
    assert await texts(desk, "Chealth") == []


async def test_the_place_says_how_many_and_about_how_long(desk: Desk) -> None:
    for _one in range(3):
        await takes(desk)
    _actor, case = await in_chat(desk, "Usomchai")
    async with desk.database.reading() as session:
        place = await place_of_case(session, desk.around.office, case.id, desk.clock())
    assert place is not None
    assert (place.ahead, place.minutes, place.is_soon) == (3, 15, False)


async def test_late_in_the_day_it_says_that_the_turn_may_not_come(desk: Desk, clock: Clock) -> None:
    clock.advance(hours=7.25)
    for _one in range(3):
        await takes(desk)
    actor = await settle(desk, language="en")
    [receipt] = (await files(desk, actor)).replies
    assert "before we close (23 Nov 2026 16:30)" in receipt.text.render()


@pytest.mark.parametrize(
    ("hours", "says"),
    [(-3, "23 Nov 2026 08:30"), (8, "24 Nov 2026 08:30"), (48, "26 Nov 2026 08:30")],
)
async def test_outside_the_hours_it_says_when_to_come(
    desk: Desk, clock: Clock, hours: int, says: str
) -> None:
    clock.advance(hours=hours)
    with pytest.raises(NotPossible) as refusal:
        await takes(desk)
    assert says in refusal.value.explanation.render()


async def test_a_second_number_in_the_same_line_is_the_first_one(desk: Desk) -> None:
    actor, case = await in_chat(desk, "Usomchai")
    with pytest.raises(NotPossible, match="already") as refusal:
        await files(desk, actor)
    assert refusal.value.about == case.reference
    await files(desk, actor, queue="tax")
    assert await states(desk) == {"A001": "waiting", "B001": "waiting"}


@pytest.mark.parametrize(
    ("queue", "priority", "refusal"),
    [("barber", "", NotFound), ("general", "friend", InvalidAnswer)],
)
async def test_a_line_or_a_reason_that_is_not_there_is_refused(
    desk: Desk, queue: str, priority: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await takes(desk, priority, queue)
    assert await tickets(desk) == []


async def test_withdrawing_the_case_gives_the_number_back(desk: Desk) -> None:
    await link_group(desk, "Chealth", "health")
    actor, case = await in_chat(desk, "Usomchai")
    async with desk.work() as work:
        await withdraw(work, case.reference, actor)
    assert await states(desk) == {"A001": "cancelled"}
    assert await texts(desk, "Chealth") == []


async def test_giving_the_number_back_on_its_page_withdraws_the_case(desk: Desk) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    async with desk.work() as work:
        await give_back(work, (await ticket_now(desk, "A001")).id)
    assert (await now(desk, case)).status == "withdrawn"
    async with desk.work() as work:
        with pytest.raises(NotPossible):
            await give_back(work, (await ticket_now(desk, "A001")).id)


async def test_a_case_that_staff_close_leaves_the_line(desk: Desk, officer: Staff) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    await act(desk, case, CaseAction.REJECT, officer, "This is done at the district.")
    assert await calls(desk, officer) == ""
    assert await actions(desk, case) == ["file", "reject"]


async def test_the_list_of_cases_has_numbers_only_when_they_are_asked_for(desk: Desk) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    async with desk.database.reading() as session:
        assert await list_cases(session, CaseFilter("health")) == []
        found = await list_cases(session, CaseFilter("health", service_key=case.service_key))
    assert [one.reference for one in found] == [case.reference]


async def told_to(desk: Desk, case: Case) -> list[str]:
    return [words.partition("\n")[0] for words in await texts(desk, case.chat)]


async def test_who_comes_to_the_front_is_told_once(desk: Desk, officer: Staff) -> None:
    for _one in range(3):
        await takes(desk)
    _actor, case = await in_chat(desk, "Usomchai")
    assert await told_to(desk, case) == []
    await calls(desk, officer, 1)
    assert await told_to(desk, case) == []
    await calls(desk, officer, 2)
    assert await told_to(desk, case) == ["It is soon your turn: number A004, General."]
    async with desk.work() as work:
        await give_back(work, (await ticket_now(desk, "A003")).id)
    assert len(await told_to(desk, case)) == 1


async def test_who_gave_a_number_back_may_take_a_new_one(desk: Desk) -> None:
    actor, case = await in_chat(desk, "Usomchai")
    async with desk.work() as work:
        await withdraw(work, case.reference, actor)
    await files(desk, actor)
    assert await states(desk) == {"A001": "cancelled", "A002": "waiting"}


async def test_two_chats_stand_in_the_same_line(desk: Desk) -> None:
    for chat in ("Usomchai", "Usuda"):
        await in_chat(desk, chat)
    assert await states(desk) == {"A001": "waiting", "A002": "waiting"}
