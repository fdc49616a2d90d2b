"""Promised days: the owner is warned in time, the head after, the executive later; each once."""

import asyncio

import pytest

from bot.desk import Desk
from models.vocabulary import CaseAction
from services.desk import resident_actions
from services.desk.actor import Actor
from tests.climbing.office import People, heard, warn
from tests.conftest import Clock
from tests.desk.people import act, file, link_group, texts


async def three_weeks(desk: Desk, clock: Clock) -> None:
    """Look twice a day, for three weeks with two holidays."""
    for _look in range(42):
        await warn(desk)
        clock.advance(hours=12)


async def test_a_promise_that_is_broken_is_told_to_the_owner_the_head_and_the_executive(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    """Due on Friday the 27th, because Wednesday is a holiday."""
    case = await file(desk, resident)
    await act(desk, case, CaseAction.ACCEPT, people.malee)
    await three_weeks(desk, clock)
    assert await heard(desk) == {"Umalee": 2, "Uhead": 1, "Uexecutive": 1}


async def test_before_anybody_took_it_on_the_departments_chat_is_warned(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await file(desk, resident)
    await link_group(desk)
    clock.advance(days=3)
    assert await warn(desk) == 1
    assert await heard(desk) == {"Cworks": 1}


async def test_nothing_is_said_while_the_office_is_closed(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await file(desk, resident)
    clock.advance(days=3, hours=10)
    assert await warn(desk) == 0


async def test_a_case_that_is_done_is_not_warned_of(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.FINISH, people.malee)
    await three_weeks(desk, clock)
    assert await heard(desk) == {}


async def test_a_new_promise_is_warned_of_anew(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.FINISH, people.malee)
    clock.advance(days=7)
    async with desk.work() as work:
        await resident_actions.dispute(work, case.reference, resident)
    await three_weeks(desk, clock)
    assert await heard(desk) == {"Umalee": 2, "Uhead": 1, "Uexecutive": 1}


@pytest.mark.parametrize("looks", [1, 3])
async def test_two_processes_warn_once(
    desk: Desk, resident: Actor, people: People, clock: Clock, looks: int
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.ACCEPT, people.malee)
    clock.advance(days=3)
    told = await asyncio.gather(*(warn(desk) for _process in range(looks)))
    assert sum(told) == 1
    assert len(await texts(desk, "Umalee")) == 1


async def test_many_late_cases_are_one_message(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    for _number in range(12):
        await file(desk, resident)
    clock.advance(days=15)
    assert await warn(desk) == 12
    assert await heard(desk) == {"Uexecutive": 1}
