"""Whatever comes in, in whatever order: every satang is counted, listed or decided about."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func
from sqlmodel import col, select

from bot.desk import Desk
from models import Bill, Payment, PaymentShare, Staff
from services.desk.actor import Actor
from services.desk.paying import deciding
from services.kit.errors import NotPossible
from services.kit.office import Office
from services.reckoning.assessed_tax import Assessed, cost_on, in_parts, last_day_of
from tests.paying.till import bank_csv, billed, take

HUNDREDTH = Decimal("0.01")
amounts = st.integers(1, 10**9).map(lambda satang: satang * HUNDREDTH)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
lines = st.lists(
    st.tuples(st.sampled_from(("own", "other", "none")), st.sampled_from((4_000, 10_000, 12_345))),
    max_size=6,
)
on_one_desk = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""Every example goes on with the desk the one before has left: it must balance all the same."""


async def shares(desk: Desk) -> tuple[int, int, int]:
    """What bills have received, what counts towards them, and what payments say counts."""
    same = func.coalesce(
        func.sum(col(Payment.counted_satang)).filter(col(Payment.same_as_id).is_(None)), 0
    )
    async with desk.database.reading() as session:
        received = (await session.exec(select(func.sum(col(Bill.received_satang))))).one()
        shared = (await session.exec(select(func.sum(col(PaymentShare.satang))))).one()
        counted = (await session.exec(select(same))).one()
    return int(received or 0), int(shared or 0), int(counted or 0)


@on_one_desk
@given(told=lines, decisions=st.lists(st.sampled_from(("assign", "refund", "keep")), max_size=3))
async def test_the_sums_agree_after_every_file_and_decision(
    desk: Desk,
    resident: Actor,
    cashier: Staff,
    told: list[tuple[str, int]],
    decisions: list[str],
) -> None:
    own, other = await billed(desk, resident), await billed(desk, resident)
    refs = {"own": (own.ref1, own.ref2), "other": (other.ref1, other.ref2), "none": ("", "")}
    data = [("23/11/2569", satang * HUNDREDTH, *refs[which], "") for which, satang in told]
    await take(desk, cashier, bank_csv(*data))
    await decide(desk, cashier, own.ref1, decisions)
    async with desk.database.reading() as session:
        balance = await deciding.balance(session)
    received, shared, counted = await shares(desk)
    assert balance.adds_up
    assert received == shared == counted == balance.counted


async def decide(desk: Desk, cashier: Staff, reference: str, decisions: list[str]) -> None:
    """Decide about as much as is listed; a bill that is paid by now takes nothing more."""
    async with desk.database.reading() as session:
        listed = await deciding.listed(session)
    for payment, decision in zip(listed, decisions, strict=False):
        with suppress(NotPossible):
            async with desk.work() as work:
                words = reference if decision == "assign" else "as agreed"
                await _DECISIONS[decision](work, payment.id, words, cashier)


_DECISIONS = {"assign": deciding.assign, "refund": deciding.give_back, "keep": deciding.keep}


@given(amounts, days, days)
def test_late_never_costs_less_than_in_time(
    office: Office, amount: Decimal, due_on: date, day: date
) -> None:
    line = Assessed("land", amount, due_on)
    cost = cost_on(day, line, office.tables)
    assert cost.total >= amount
    assert cost.total == cost_on(last_day_of(cost, day, line), line, office.tables).total


@given(amounts, days)
def test_parts_add_up_to_the_tax(office: Office, amount: Decimal, due_on: date) -> None:
    parts = in_parts(due_on - timedelta(days=1), Assessed("land", amount, due_on), office.tables)
    assert sum(part.amount for part in parts) in {Decimal(0), amount}
    assert [part.due_on for part in parts] == sorted(part.due_on for part in parts)
