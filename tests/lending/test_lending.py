"""From asking to bringing back: property is held, lent, counted, and never lent twice."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.desk import Desk
from models import Staff
from models.vocabulary import CaseAction
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.lending import handling
from services.desk.lending.handling import Return
from services.kit.errors import (
    InvalidAnswer,
    NotAllowed,
    NotEligible,
    NotFound,
    NotPossible,
    ResidentError,
)
from tests.conftest import Clock
from tests.desk.people import (
    act,
    actions,
    audited,
    file,
    hire,
    link_group,
    now,
    said,
    settle,
    texts,
    values,
)
from tests.lending.borrowing import (
    approve,
    borrow,
    december,
    hand_out,
    lent,
    loan_now,
    take_back,
)


async def test_asking_holds_the_property(desk: Desk, resident: Actor) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=2, chair=20)
    borrowed = await loan_now(desk, case)
    held = {item.property_key: item.count for item in borrowed.items}
    assert (borrowed.loan.state, held) == ("reserved", {"chair": 20, "tent": 2})
    assert borrowed.is_promised


async def test_a_refusal_says_what_is_missing_when_and_what_to_do(
    desk: Desk, resident: Actor
) -> None:
    await borrow(desk, resident, december(10), december(12), tent=3)
    with pytest.raises(NotEligible) as refusal:
        await borrow(desk, resident, december(9), december(10), tent=2)
    told = refusal.value.explanation.render()
    assert "Tent on Thu 10 Dec 2026: 1 tents free" in told
    assert "All of it is free from Sun 13 Dec 2026 on." in told
    assert "Please change the days or the number" in told


async def test_the_next_loan_begins_the_day_after(desk: Desk, resident: Actor) -> None:
    await borrow(desk, resident, december(10), december(12), tent=4)
    with pytest.raises(NotEligible):
        await borrow(desk, resident, december(12), december(12), tent=1)
    case = await borrow(desk, resident, december(13), december(13), tent=4)
    assert (await loan_now(desk, case)).loan.state == "reserved"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (december(12), december(11)),
        (december(1), december(1) + timedelta(days=180)),
        (date(2026, 11, 22), december(1)),
    ],
)
async def test_days_that_make_no_loan_are_explained(
    desk: Desk, resident: Actor, first: date, last: date
) -> None:
    with pytest.raises(InvalidAnswer):
        await borrow(desk, resident, first, last, tent=1)


async def test_of_many_at_once_as_many_get_it_as_there_are(desk: Desk) -> None:
    people = [await settle(desk, f"U{number}") for number in range(8)]

    async def ask(actor: Actor) -> bool:
        try:
            await borrow(desk, actor, december(10), december(11), tent=1, chair=1)
        except NotEligible:
            return False
        return True

    got = await asyncio.gather(*(ask(actor) for actor in people))
    assert sum(got) == 4


async def test_withdrawing_frees_the_property(desk: Desk, resident: Actor) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=4)
    async with desk.work() as work:
        await resident_actions.withdraw(work, case.reference, resident)
    again = await borrow(desk, resident, december(10), december(12), tent=4)
    assert (await loan_now(desk, again)).is_promised
    assert not (await loan_now(desk, case)).is_promised


async def test_refusing_frees_the_property(desk: Desk, resident: Actor, officer: Staff) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=4)
    await act(desk, case, CaseAction.REJECT, officer, "The tents are being mended.")
    again = await borrow(desk, resident, december(10), december(12), tent=4)
    assert (await loan_now(desk, again)).is_promised


async def test_the_whole_way_of_a_loan(desk: Desk, resident: Actor, officer: Staff) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), tent=2)
    await take_back(desk, case, officer, Return({"tent": 2}))
    assert await actions(desk, case) == ["file", "accept", "hand_out", "finish"]
    assert (await now(desk, case)).status == "done"
    told = await texts(desk, resident.chat)
    assert told[0].startswith("The office says yes to")
    assert told[1].startswith("You have received: Tent: 2 tents")
    assert "is done" in told[2]
    done = [entry.action for entry in await audited(desk)]
    assert done[1:] == ["lend_approved", "lend_picked_up", "lend_returned"]


async def test_the_department_is_offered_the_next_step_each_time(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    await link_group(desk)
    await lent(desk, resident, officer, december(10), december(12), tent=2)
    rows = await said(desk, "Cworks")
    steps = [values(row)[0].split(":")[1] for row in rows]
    assert steps == ["lend_yes", "accept", "lend_out", "lend_back"]


async def test_what_came_back_damaged_needs_a_word(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), tent=2)
    with pytest.raises(InvalidAnswer):
        await take_back(desk, case, officer, Return({"tent": 2}, {"tent": 1}))
    await take_back(desk, case, officer, Return({"tent": 2}, {"tent": 1}, "A pole is broken."))
    borrowed = await loan_now(desk, case)
    assert (borrowed.loan.note, borrowed.items[0].damaged) == ("A pole is broken.", 1)
    assert "A pole is broken." in (await texts(desk, resident.chat))[-1]


async def test_a_part_may_come_back_first(desk: Desk, resident: Actor, officer: Staff) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), tent=2, chair=10)
    await take_back(desk, case, officer, Return({"tent": 2, "chair": 4}))
    assert "still with you: Chair: 6 chairs" in (await texts(desk, resident.chat))[-1]
    assert (await loan_now(desk, case)).loan.state == "picked_up"
    await take_back(desk, case, officer, Return({"chair": 6}))
    assert (await loan_now(desk, case)).loan.state == "returned"


async def test_what_is_lost_ends_the_loan_with_a_word(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), chair=10)
    with pytest.raises(InvalidAnswer):
        await take_back(desk, case, officer, Return({"chair": 9}, ends=True))
    await take_back(desk, case, officer, Return({"chair": 9}, note="One is lost.", ends=True))
    assert (await loan_now(desk, case)).loan.state == "returned"


@pytest.mark.parametrize(
    "came",
    [
        Return({"chair": 11}),
        Return({"chair": -1}),
        Return({"chair": 5}, {"chair": 6}, "x"),
        Return({"tent": 1}),
        Return({}),
    ],
)
async def test_numbers_that_cannot_be_are_refused(
    desk: Desk, resident: Actor, officer: Staff, came: Return
) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), chair=10)
    with pytest.raises(InvalidAnswer):
        await take_back(desk, case, officer, came)


async def test_what_is_late_is_away_until_it_comes(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    await lent(desk, resident, officer, december(1), december(2), tent=4)
    later = await borrow(desk, resident, december(5), december(6), tent=4)
    clock.advance(days=12)
    with pytest.raises(NotPossible) as refusal:
        await approve(desk, later, officer)
    assert "0 tents free" in refusal.value.explanation.render()


async def test_a_loan_whose_days_have_passed_is_not_agreed_to(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    case = await borrow(desk, resident, december(1), december(2), tent=1)
    clock.advance(days=10)
    with pytest.raises(NotPossible):
        await approve(desk, case, officer)


async def test_an_early_return_is_free_from_the_next_day(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    case = await lent(desk, resident, officer, december(1), december(20), tent=4)
    clock.advance(days=12)
    await take_back(desk, case, officer, Return({"tent": 4}))
    with pytest.raises(NotEligible):
        await borrow(desk, resident, december(5), december(5), tent=1)
    assert await borrow(desk, resident, december(6), december(6), tent=4)


@pytest.mark.parametrize("step", [approve, hand_out])
async def test_a_second_press_changes_nothing(
    desk: Desk, resident: Actor, officer: Staff, step: object
) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), tent=1)
    with pytest.raises(NotPossible):
        await step(desk, case, officer)  # type: ignore[operator] # one of two use cases
    assert await actions(desk, case) == ["file", "accept", "hand_out"]


async def test_two_officers_at_once_hand_it_out_once(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=1)
    await approve(desk, case, officer)
    colleague = await hire(desk, "Malee")

    async def press(staff: Staff) -> str:
        try:
            await hand_out(desk, case, staff)
        except ResidentError as refusal:
            return type(refusal).__name__
        return ""

    told = await asyncio.gather(press(officer), press(colleague))
    assert sorted(told) == ["", "NotPossible"]


async def test_others_may_not_lend(desk: Desk, resident: Actor) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=1)
    with pytest.raises(NotAllowed):
        await approve(desk, case, await hire(desk, "Nok", department="health"))


async def test_a_withdrawn_loan_is_not_approved(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await borrow(desk, resident, december(10), december(12), tent=1)
    async with desk.work() as work:
        await resident_actions.withdraw(work, case.reference, resident)
    with pytest.raises(NotPossible):
        await approve(desk, case, officer)


async def test_one_press_takes_everything_back(desk: Desk, resident: Actor, officer: Staff) -> None:
    case = await lent(desk, resident, officer, december(10), december(12), tent=2, chair=7)
    async with desk.work() as work:
        await handling.take_back_all(work, case.reference, officer)
    borrowed = await loan_now(desk, case)
    assert [item.returned for item in borrowed.items] == [7, 2]


async def test_a_case_without_a_loan_is_said_so(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await file(desk, resident)
    with pytest.raises(NotFound):
        await approve(desk, case, officer)
