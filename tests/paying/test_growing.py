"""Bills that were not paid in time: what they cost today, and what money of which day pays."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.desk import Desk
from models import Assessment, Bill, Case, Staff
from models.columns import new_id
from models.vocabulary import BillState
from services.desk.actor import Actor
from services.desk.paying import demands, lists
from services.desk.paying.demands import show_due
from services.desk.paying.growing import stand
from services.kit.office import Office
from tests.conftest import Clock
from tests.paying.counter import Counter
from tests.paying.test_assessed import LIST, TAX, bills, pay
from tests.paying.till import bank_csv, take

JULY = datetime(2027, 7, 5, 2, tzinfo=UTC)
"""Five days after the first part of N2 was due."""

GROWN = "3,366.66 baht"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    desk = replace(desk, services={TAX.key: TAX})
    async with desk.work() as work:
        await lists.accept(work, "land", 2569, lists.read_list(LIST.encode()), None)
    return desk


@pytest.fixture
async def in_parts(desk: Desk, resident: Actor) -> Case:
    """A tax of 10,000 baht in three parts, the first due on 30 June 2570."""
    return (await pay(desk, resident, "N2", "1234", "three")).case


async def comes(desk: Desk, staff: Staff, bill: Bill, amount: str, day: date) -> Bill:
    """Let the bank tell of money; return the bill as it is kept then."""
    line = (day.isoformat(), amount, bill.ref1, bill.ref2, "")
    await take(desk, staff, bank_csv(line))
    async with desk.database.reading() as session:
        return await session.get_one(Bill, bill.id)


async def told(desk: Desk, case: Case, resident: Actor) -> str:
    async with desk.work() as work:
        return (await show_due(work, case.reference, resident)).text.render()


async def test_in_time_nothing_grows(desk: Desk, in_parts: Case, resident: Actor) -> None:
    assert "3,333.33 baht" in await told(desk, in_parts, resident)


async def test_the_chat_says_what_a_missed_part_costs_today_and_why(
    desk: Desk, in_parts: Case, resident: Actor, clock: Clock
) -> None:
    clock.now = JULY
    words = await told(desk, in_parts, resident)
    assert GROWN in words
    assert "Part 1 was not paid by Wed 30 Jun 2027" in words
    assert "33.33 baht of surcharge" in words
    assert "Please pay by Sat 31 Jul 2027" in words


async def test_the_page_and_its_code_say_the_same_of_every_part(
    desk: Desk, in_parts: Case, clock: Clock
) -> None:
    clock.now = JULY
    [first, _second, third] = await bills(desk, in_parts)
    counter = Counter(desk)
    async with counter.browser() as client:
        pages = [
            (await client.get(demands.page_of(desk.links, bill).removeprefix(desk.base_url))).text
            for bill in (first, third)
        ]
    assert GROWN in pages[0]
    assert "3,366.67 baht" in pages[1]
    assert "every part is due now" in pages[1]


async def test_money_of_a_day_in_time_pays_in_time_though_its_file_comes_later(
    desk: Desk, in_parts: Case, cashier: Staff, clock: Clock, resident: Actor
) -> None:
    clock.now = JULY
    [first, _second, _third] = await bills(desk, in_parts)
    paid = await comes(desk, cashier, first, "3333.33", date(2027, 6, 30))
    assert (paid.state, paid.satang) == (BillState.PAID, 333_333)
    assert "3,333.33 baht" in await told(desk, in_parts, resident)


async def test_late_money_pays_with_its_surcharge_and_the_right_to_parts_stays_lost(
    desk: Desk, in_parts: Case, cashier: Staff, clock: Clock, resident: Actor
) -> None:
    clock.now = JULY
    [first, _second, _third] = await bills(desk, in_parts)
    paid = await comes(desk, cashier, first, "3366.66", date(2027, 7, 5))
    assert (paid.state, paid.satang) == (BillState.PAID, 336_666)
    assert GROWN in await told(desk, in_parts, resident)


async def test_late_money_without_the_surcharge_is_listed_for_a_decision(
    desk: Desk, in_parts: Case, cashier: Staff, clock: Clock
) -> None:
    clock.now = JULY
    [first, _second, _third] = await bills(desk, in_parts)
    assert (await comes(desk, cashier, first, "3333.33", date(2027, 7, 5))).state == BillState.OPEN


async def test_a_whole_tax_that_stays_unpaid_grows_too(
    desk: Desk, resident: Actor, cashier: Staff, clock: Clock
) -> None:
    clock.now = datetime(2026, 7, 10, tzinfo=UTC)
    case = (await pay(desk, resident, "N1", "0012")).case
    [bill] = await bills(desk, case)
    clock.now = datetime(2026, 8, 3, tzinfo=UTC)
    assert "1,680.00 baht" in await told(desk, case, resident)
    paid = await comes(desk, cashier, bill, "1680.00", date(2026, 8, 3))
    assert paid.state == BillState.PAID


def test_only_what_is_unpaid_grows(office: Office) -> None:
    line = Assessment(
        id=new_id(), tax="land", year=2569, notice="N1", digits="0012", satang=150_000,
        due_on=date(2026, 6, 30),
    )  # fmt: skip
    half = Bill(
        case_id=new_id(), ref1="A", ref2="1", satang=150_000, received_satang=50_000,
        what_for="tax", due_on=line.due_on, assessment_id=line.id,
    )  # fmt: skip
    grown = stand(half, [half], line, date(2026, 8, 3), office.tables)
    assert grown.late is not None
    assert (grown.late.tax, grown.bill.satang) == (Decimal(1000), 50_000 + 112_000)


async def test_a_bill_never_costs_less_than_what_was_asked_for(
    desk: Desk, resident: Actor, clock: Clock
) -> None:
    clock.now = datetime(2026, 8, 3, tzinfo=UTC)
    case = (await pay(desk, resident, "N1", "0012")).case
    clock.now = datetime(2026, 7, 10, tzinfo=UTC)
    assert "1,680.00 baht" in await told(desk, case, resident)
