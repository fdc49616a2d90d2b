"""Borrowers are reminded on the right days, once each, whatever happens to the desk."""

import asyncio
from datetime import date
from uuid import UUID

import pytest

from bot.desk import Desk
from bot.loan_reminders import keep_reminding
from models import Loan, Staff
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.lending.reminders import due_reminder, remind_borrowers
from tests.conftest import Clock
from tests.desk.people import link_group, texts
from tests.lending.borrowing import approve, borrow, december, lent
from tests.stories.stage import until


async def remind(desk: Desk) -> int:
    async with desk.work() as work:
        return await remind_borrowers(work)


@pytest.mark.parametrize(
    ("state", "reminded", "today", "reminder"),
    [
        ("reserved", None, 9, None),
        ("approved", None, 8, None),
        ("approved", None, 9, "fetch"),
        ("approved", None, 10, "fetch"),
        ("approved", 9, 10, None),
        ("approved", None, 11, None),
        ("picked_up", 9, 11, None),
        ("picked_up", 9, 12, "last_day"),
        ("picked_up", 12, 12, None),
        ("picked_up", 12, 13, "overdue"),
        ("returned", 9, 13, None),
    ],
)
def test_what_is_due_on_a_day(
    state: str, reminded: int | None, today: int, reminder: str | None
) -> None:
    loan = Loan(
        case_id=UUID(int=1),
        first_day=december(10),
        last_day=december(12),
        state=state,
        last_reminded_on=december(reminded) if reminded else None,
    )
    assert due_reminder(loan, december(today)) == reminder


async def test_the_day_before_the_borrower_is_reminded_once(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    case = await borrow(desk, resident, date(2026, 11, 24), date(2026, 11, 26), tent=1)
    await approve(desk, case, officer)
    assert [await remind(desk), await remind(desk)] == [1, 0]
    assert "you can fetch Tent: 1 tents" in (await texts(desk, resident.chat))[-1]


async def test_after_the_last_day_five_reminders_go_out_and_staff_hear_too(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    await link_group(desk)
    await lent(desk, resident, officer, date(2026, 11, 23), date(2026, 11, 24), tent=1)
    sent = []
    for _day in range(9):
        sent.append(await remind(desk))
        clock.advance(days=1)
    assert sent == [0, 1, 1, 1, 1, 1, 1, 0, 0]
    overdue = [text for text in await texts(desk, resident.chat) if "The last day of" in text]
    staff = [text for text in await texts(desk, "Cworks") if "24 พ.ย. 2569" in text]
    assert len(overdue) == 5
    assert len(staff) >= 5


async def test_nobody_is_reminded_at_night(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    await lent(desk, resident, officer, date(2026, 11, 23), date(2026, 11, 23), tent=1)
    clock.advance(hours=13)
    assert await remind(desk) == 0


async def test_who_withdrew_is_left_in_peace(desk: Desk, resident: Actor, officer: Staff) -> None:
    case = await borrow(desk, resident, date(2026, 11, 24), date(2026, 11, 26), tent=1)
    await approve(desk, case, officer)
    async with desk.work() as work:
        await resident_actions.withdraw(work, case.reference, resident)
    assert await remind(desk) == 0


async def test_two_processes_remind_once(desk: Desk, resident: Actor, officer: Staff) -> None:
    await lent(desk, resident, officer, date(2026, 11, 23), date(2026, 11, 23), tent=1)
    sent = await asyncio.gather(remind(desk), remind(desk))
    assert sorted(sent) == [0, 1]


async def test_the_running_desk_reminds_by_itself(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    await lent(desk, resident, officer, date(2026, 11, 23), date(2026, 11, 23), tent=1)
    closing = asyncio.Event()
    reminding = asyncio.create_task(keep_reminding(desk, closing))

    async def reminded() -> bool:
        return any("please bring back today" in text for text in await texts(desk, resident.chat))

    await until(reminded)
    closing.set()
    await reminding
    assert len(await texts(desk, resident.chat)) == 3
