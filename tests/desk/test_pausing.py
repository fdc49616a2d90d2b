"""Pauses: the days of a clock stand still while the resident is asked, and everybody sees why."""

from dataclasses import replace
from datetime import date

import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk import resident_actions, tracking
from services.desk.actor import Actor
from services.desk.filing import file_case
from services.desk.pausing import after_pause
from services.desk.promises import why_that_day
from services.kit.office import Office
from services.kit.text import ENGLISH
from tests.conftest import Clock
from tests.desk.people import ANSWERS, LAMP, act, now

CLOCKED = replace(LAMP, promise_days=15, law_days=15, pauses=True)
DUE = date(2026, 12, 8)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={CLOCKED.key: CLOCKED})


@pytest.fixture
async def case(desk: Desk, resident: Actor) -> Case:
    """Filed on Monday the 23rd of November, so due on the 8th of December."""
    async with desk.work() as work:
        return (await file_case(work, CLOCKED, ANSWERS, resident)).case


@pytest.mark.parametrize(
    ("due", "asked", "answered", "moved"),
    [
        (date(2026, 11, 17), date(2026, 11, 5), date(2026, 11, 5), date(2026, 11, 17)),
        (date(2026, 11, 17), date(2026, 11, 5), date(2026, 11, 8), date(2026, 11, 20)),
        (date(2026, 11, 17), date(2026, 11, 5), date(2026, 11, 9), date(2026, 11, 20)),
        (date(2027, 4, 9), date(2027, 4, 1), date(2027, 4, 5), date(2027, 4, 12)),
        (date(2026, 12, 25), date(2026, 12, 21), date(2026, 12, 28), date(2026, 12, 30)),
        (date(2028, 2, 25), date(2028, 2, 21), date(2028, 2, 25), date(2028, 2, 29)),
        (date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 16), date(2026, 11, 13)),
    ],
    ids=[
        "answered at once", "three days", "ends on a Saturday", "ends in Songkran",
        "ends on the first of January", "a leap day", "late before it was asked stays late",
    ],
)  # fmt: skip
def test_a_pause_moves_the_day_by_as_many_days(
    due: date, asked: date, answered: date, moved: date, office: Office
) -> None:
    assert after_pause(due, asked, answered, office) == moved


async def answer(desk: Desk, case: Case, resident: Actor) -> Case:
    async with desk.work() as work:
        await resident_actions.write(work, case.reference, resident, "The one by the temple.")
    return await now(desk, case)


async def test_an_answer_moves_the_day_and_says_why(
    desk: Desk, case: Case, resident: Actor, officer: Staff, clock: Clock
) -> None:
    await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
    clock.advance(days=3)
    answered = await answer(desk, case, resident)
    assert (case.due_on, answered.due_on) == (DUE, date(2026, 12, 11))
    async with desk.database.reading() as session:
        entries = await tracking.history(session, case.id, for_resident=False)
    why = why_that_day(entries, answered, CLOCKED, desk.around.office)
    assert ["asked do not count" in line.render(ENGLISH) for line in why] == [True]


async def test_a_second_question_begins_no_new_pause(
    desk: Desk, case: Case, resident: Actor, officer: Staff, clock: Clock
) -> None:
    await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
    clock.advance(days=2)
    await act(desk, case, CaseAction.ASK, officer, "The first or the last?")
    clock.advance(days=1)
    assert (await answer(desk, case, resident)).due_on == date(2026, 12, 11)


async def test_each_pause_counts_for_itself(
    desk: Desk, case: Case, resident: Actor, officer: Staff, clock: Clock
) -> None:
    for _question in range(2):
        await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
        clock.advance(days=3)
        answered = await answer(desk, case, resident)
        clock.advance(days=1)
    assert answered.due_on == date(2026, 12, 14)


async def test_what_a_resident_adds_unasked_moves_nothing(
    desk: Desk, case: Case, resident: Actor, clock: Clock
) -> None:
    clock.advance(days=3)
    assert (await answer(desk, case, resident)).due_on == DUE


async def test_a_service_that_does_not_pause_keeps_its_day(
    desk: Desk, case: Case, resident: Actor, officer: Staff, clock: Clock
) -> None:
    steady = replace(desk, services={CLOCKED.key: replace(CLOCKED, pauses=False)})
    await act(desk, case, CaseAction.ASK, officer, "Which lamp?")
    clock.advance(days=3)
    assert (await answer(steady, case, resident)).due_on == DUE
