"""Two people at once, on both databases: money counts once, and receipts have no gaps."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.desk import Desk
from models import Bill, Staff
from services.desk.actor import Actor
from services.desk.paying.bank_files import take_bank_file
from services.desk.paying.bank_lines import read_bank_file
from services.desk.paying.confirming import confirm_slip, pay_at_counter
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.slip_code import SlipCode
from tests.conftest import Clock
from tests.desk.people import hire
from tests.desk.test_races import in_transaction, overlapping
from tests.paying.till import (
    HUNDRED,
    bank_csv,
    bill_now,
    billed,
    line_for,
    payments,
    receipts,
    send_slip,
    take,
)

FIRST, SECOND = SlipCode("014", "AAA111"), SlipCode("004", "BBB222")


async def test_of_two_officers_who_confirm_at_once_one_is_told(
    desk: Desk, due: Bill, resident: Actor, cashier: Staff
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    other = await hire(desk, "Nid", department="health")

    async def first(work: Work) -> None:
        await confirm_slip(work, slip.code, cashier)

    async def second(work: Work) -> None:
        await confirm_slip(work, slip.code, other)

    with pytest.raises(NotPossible) as refusal:
        await overlapping(desk, first, second)
    assert "Malee has decided" in refusal.value.explanation.render()
    assert len(await payments(desk)) == len(await receipts(desk)) == 1


async def test_the_same_file_at_once_counts_once(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    other = await billed(desk, resident)
    lines = read_bank_file(bank_csv(line_for(due), line_for(other))).lines

    async def import_it(work: Work) -> None:
        await take_bank_file(work, lines, cashier)

    await overlapping(desk, import_it, import_it)
    assert [p.state for p in await payments(desk)] == ["matched", "matched"]
    assert [r.serial for r in await receipts(desk)] == [1, 2]


async def test_a_file_and_an_officer_at_once_are_one_payment(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)
    lines = read_bank_file(bank_csv(line_for(due))).lines

    async def confirm_it(work: Work) -> None:
        await confirm_slip(work, slip.code, cashier)

    async def import_it(work: Work) -> None:
        await take_bank_file(work, lines, cashier)

    await overlapping(desk, confirm_it, import_it)
    assert (await bill_now(desk, due)).received_satang == HUNDRED
    assert [p.state for p in await payments(desk)] == ["matched", "matched"]
    assert len(await receipts(desk)) == 1


async def test_cash_and_a_slip_at_once_never_hide_the_second(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    slip = await send_slip(desk, due, resident, FIRST)

    async def cash(work: Work) -> None:
        await pay_at_counter(work, due.id, cashier, HUNDRED, "a" * 32)

    async def confirm_it(work: Work) -> None:
        await confirm_slip(work, slip.code, cashier, HUNDRED)

    await overlapping(desk, cash, confirm_it)
    assert sorted(p.reason for p in await payments(desk)) == ["", "twice"]


async def test_receipts_of_a_busy_morning_have_no_gaps(
    desk: Desk, cashier: Staff, resident: Actor
) -> None:
    bills = [await billed(desk, resident) for _number in range(6)]
    await asyncio.gather(*(take(desk, cashier, bank_csv(line_for(one))) for one in bills))
    assert [r.serial for r in await receipts(desk)] == [1, 2, 3, 4, 5, 6]


async def test_a_number_that_was_rolled_back_is_given_again(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor
) -> None:
    async def pay_and_break(work: Work) -> None:
        await pay_at_counter(work, due.id, cashier, HUNDRED, "a" * 32)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await in_transaction(desk, pay_and_break)
    async with desk.work() as work:
        await pay_at_counter(work, due.id, cashier, HUNDRED, "b" * 32)
    assert [r.number for r in await receipts(desk)] == ["2570/00001"]


async def test_receipts_begin_again_with_the_fiscal_year(
    desk: Desk, due: Bill, cashier: Staff, resident: Actor, clock: Clock
) -> None:

    from tests.conftest import Clock

    assert isinstance(clock, Clock)
    other = await billed(desk, resident)
    clock.now = datetime(2027, 9, 30, 16, 59, tzinfo=UTC)
    await take(desk, cashier, bank_csv(line_for(due)))
    clock.now = datetime(2027, 9, 30, 17, 0, tzinfo=UTC)
    await take(desk, cashier, bank_csv(line_for(other)))
    assert [r.number for r in await receipts(desk)] == ["2570/00001", "2571/00001"]
