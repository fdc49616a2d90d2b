"""Two people at once: one wins, the other is told. Nobody is overwritten, nothing is lost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import codes, office_actions, resident_actions
from services.desk.actor import Actor
from services.desk.tracking import rating_of
from services.desk.work import Work
from services.kit.errors import NotFound, NotPossible
from tests.desk.people import act, actions, hire, now, said

ACCEPT, FINISH, REJECT, ASK = (
    CaseAction.ACCEPT,
    CaseAction.FINISH,
    CaseAction.REJECT,
    CaseAction.ASK,
)
Pressing = Callable[[Work], Awaitable[object]]


async def pressed(desk: Desk, case: Case, action: CaseAction, staff: Staff) -> str:
    """What came of a press: nothing to say, or the explanation."""
    try:
        await act(desk, case, action, staff, "some words")
    except NotPossible as refusal:
        return refusal.explanation.render()
    return ""


async def until_somebody_waits(desk: Desk) -> None:
    """PostgreSQL: until a transaction waits for a row of another. SQLite: for the one writer."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    async with asyncio.timeout(10):
        while True:
            if desk.database.is_sqlite:
                return
            async with desk.database.reading() as session:
                if (await (await session.connection()).execute(waiting)).scalar_one():
                    return
            await asyncio.sleep(0.01)


async def overlapping(desk: Desk, first: Pressing, second: Pressing) -> None:
    """Run the second transaction while the first has acted but has not committed yet."""
    async with desk.work() as work:
        await first(work)
        other = asyncio.create_task(in_transaction(desk, second))
        await until_somebody_waits(desk)
    await other


async def in_transaction(desk: Desk, pressing: Pressing) -> None:
    async with desk.work() as work:
        await pressing(work)


def staff_press(case: Case, action: CaseAction, staff: Staff) -> Pressing:
    async def press(work: Work) -> None:
        await office_actions.act(work, case.reference, action, staff, "some words")

    return press


@pytest.mark.parametrize("second", [ACCEPT, FINISH, REJECT, ASK])
async def test_while_one_finishes_the_other_waits_and_is_told(
    desk: Desk, case: Case, officer: Staff, second: CaseAction
) -> None:
    """The second has read the case before the first commits (PostgreSQL), or waits (SQLite)."""
    malee = await hire(desk, "Malee")
    first_press, second_press = staff_press(case, FINISH, officer), staff_press(case, second, malee)
    with pytest.raises(NotPossible) as refusal:
        await overlapping(desk, first_press, second_press)
    told = refusal.value.explanation.render()
    assert "Somsri was faster" in told
    assert "“Done”" in told
    assert await actions(desk, case) == ["file", "finish"]


@pytest.mark.parametrize("action", [ACCEPT, FINISH, REJECT])
async def test_of_eight_at_once_exactly_one_wins(
    desk: Desk, case: Case, action: CaseAction
) -> None:
    crowd = [await hire(desk, f"Officer {number}") for number in range(8)]
    told = await asyncio.gather(*(pressed(desk, case, action, one) for one in crowd))
    winner = crowd[told.index("")]
    assert sorted(told)[:1] == [""]
    assert sum(f"{winner.name} was faster" in words for words in told) == 7
    assert await actions(desk, case) == ["file", action]
    assert len(await said(desk, case.chat)) == 1


async def test_stars_pressed_twice_at_once_are_one_rating(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    await pressed(desk, case, FINISH, officer)

    async def rate(work: Work) -> None:
        await resident_actions.rate(work, case.reference, resident, 4)

    await overlapping(desk, rate, rate)
    async with desk.database.reading() as session:
        rating = await rating_of(session, case.id)
    assert rating is not None
    assert rating.stars == 4


async def test_accepting_twice_at_once_oneself_counts_once(
    desk: Desk, case: Case, officer: Staff
) -> None:
    told = await asyncio.gather(*(pressed(desk, case, ACCEPT, officer) for _press in range(3)))
    assert sum("You have already" in words for words in told) == 2
    assert (await now(desk, case)).version == 2


async def test_a_message_of_the_resident_is_never_lost_to_a_press(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    async def write(work: Work) -> None:
        await resident_actions.write(work, case.reference, resident, "one more thing")

    await overlapping(desk, staff_press(case, FINISH, officer), write)
    assert await actions(desk, case) == ["file", "finish", "write"]


async def test_an_answer_that_meets_a_finish_becomes_a_message(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    async def answer(work: Work) -> None:
        await resident_actions.write(work, case.reference, resident, "the third lamp")

    await act(desk, case, ASK, officer, "Which lamp?")
    await overlapping(desk, staff_press(case, FINISH, officer), answer)
    assert await actions(desk, case) == ["file", "ask", "finish", "write"]
    assert (await now(desk, case)).status == "done"


async def test_withdrawing_what_was_just_finished_is_explained(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    async def withdraw(work: Work) -> None:
        await resident_actions.withdraw(work, case.reference, resident)

    with pytest.raises(NotPossible) as refusal:
        await overlapping(desk, staff_press(case, FINISH, officer), withdraw)
    assert "is done" in refusal.value.explanation.render()


async def test_staff_who_meet_a_withdrawal_are_told_it_was_the_resident(
    desk: Desk, case: Case, officer: Staff, resident: Actor
) -> None:
    async def withdraw(work: Work) -> None:
        await resident_actions.withdraw(work, case.reference, resident)

    with pytest.raises(NotPossible) as refusal:
        await overlapping(desk, withdraw, staff_press(case, FINISH, officer))
    assert "The resident was faster" in refusal.value.explanation.render()


async def test_a_code_typed_by_two_at_once_works_for_one(desk: Desk) -> None:
    async with desk.work() as work:
        code = await codes.make_code(work, "link_chat", None, "works")

    async def redeem(work: Work) -> None:
        await codes.redeem(work, code, "link_chat")

    with pytest.raises(NotFound):
        await overlapping(desk, redeem, redeem)
