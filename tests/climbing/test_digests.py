"""Digests: numbers in the morning for those who lead, once, and only while they want them."""

import asyncio

import pytest

from bot.desk import Desk
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.today.digest import choose, send_digests
from tests.climbing.office import People, heard
from tests.conftest import Clock
from tests.desk.people import SECRET, act, file, link_group, texts


async def send(desk: Desk) -> int:
    async with desk.work() as work:
        return await send_digests(work)


async def test_on_monday_those_who_lead_hear_of_the_week_and_of_the_day_once(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await file(desk, resident)
    assert [await send(desk), await send(desk)] == [4, 0]
    assert await heard(desk) == {"Uhead": 2, "Uexecutive": 2}
    week, day = await texts(desk, "Uhead")
    assert "รับเรื่องเข้ามา 1" in week
    assert "เรื่องใหม่ยังไม่มีคนรับ 1" in day
    assert SECRET not in week + day


async def test_over_two_weeks_each_working_day_has_one_and_each_week_one(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    """Monday 23 November to Friday 4 December, with a holiday on Wednesday the 25th."""
    await file(desk, resident)
    for _hour in range(12 * 24):
        await send(desk)
        clock.advance(hours=1)
    assert await heard(desk) == {"Uhead": 9 + 2, "Uexecutive": 9 + 2}


async def test_when_nothing_waits_only_the_week_is_told(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.FINISH, people.malee)
    assert await send(desk) == 2
    clock.advance(days=1)
    assert await send(desk) == 0


async def test_whoever_does_not_want_them_has_none(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    await file(desk, resident)
    async with desk.work() as work:
        await choose(work, people.head, daily=False, weekly=False)
        await choose(work, people.executive, daily=True, weekly=False)
    await send(desk)
    assert await heard(desk) == {"Uexecutive": 1}


@pytest.mark.parametrize("hours", [-2, 9, 5 * 24])
async def test_nothing_is_sent_while_the_office_is_closed(
    desk: Desk, resident: Actor, people: People, clock: Clock, hours: int
) -> None:
    await file(desk, resident)
    clock.advance(hours=hours)
    assert await send(desk) == 0


async def test_a_digest_goes_to_people_and_never_to_a_department(
    desk: Desk, resident: Actor, people: People
) -> None:
    await link_group(desk)
    await send(desk)
    assert "Cworks" not in await heard(desk)


async def test_two_processes_send_it_once(desk: Desk, resident: Actor, people: People) -> None:
    await file(desk, resident)
    sent = await asyncio.gather(*(send(desk) for _process in range(3)))
    assert sum(sent) == 4
    assert await heard(desk) == {"Uhead": 2, "Uexecutive": 2}
