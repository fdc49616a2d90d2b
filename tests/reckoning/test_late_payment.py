"""What lateness adds, and paying in parts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import TABLES
from services.kit.dated import Dated, read_tables
from services.reckoning.instalments import instalments
from services.reckoning.late_payment import Fault, late_payment, months_late

SHIPPED = read_tables(TABLES)
Tables = Mapping[str, tuple[Dated, ...]]
LAND = (Fault.BEFORE_WARNING, Fault.WITHIN_TERM, Fault.AFTER_TERM)
satang = st.decimals(min_value=0, max_value=10_000_000, places=2)


@pytest.mark.parametrize(
    ("tax", "months", "fault", "total"),
    [
        ("1500", 1, Fault.BEFORE_WARNING, "1665.00"),
        ("1500", 2, Fault.WITHIN_TERM, "1830.00"),
        ("1500", 5, Fault.AFTER_TERM, "2175.00"),
        ("15000", 1, Fault.BEFORE_WARNING, "16650.00"),
        ("260", 1, Fault.BEFORE_WARNING, "288.60"),
        ("1500", 130, Fault.AFTER_TERM, "3600.00"),
        ("1500", 0, Fault.AFTER_TERM, "1500"),
    ],
)
def test_late_land_tax_as_in_the_examples(
    tax: str, months: int, fault: Fault, total: str, tables: Tables
) -> None:
    late = late_payment(Decimal(tax), months, fault, tables["land_tax_late"][0])
    assert late.total == Decimal(total)


def test_more_time_allowed_halves_the_surcharge(tables: Tables) -> None:
    rule = tables["land_tax_late"][0]
    late = late_payment(Decimal(1500), 2, Fault.BEFORE_WARNING, rule, extended=True)
    assert (late.penalty, late.surcharge) == (Decimal(150), Decimal(15))


@pytest.mark.parametrize(
    ("tax", "months", "fault", "total"),
    [
        ("1508", 0, Fault.NOT_FILED, "1658.80"),
        ("1508", 1, Fault.NONE, "1538.16"),
        ("1508", 3, Fault.NOT_FILED, "1749.28"),
        ("1508", 2, Fault.BEFORE_NOTICE, "1643.72"),
        ("200", 1, Fault.NOT_FILED, "224.00"),
    ],
)
def test_late_signboard_tax_as_in_the_examples(
    tax: str, months: int, fault: Fault, total: str, tables: Tables
) -> None:
    late = late_payment(Decimal(tax), months, fault, tables["signboard_tax_late"][0])
    assert late.total == Decimal(total)
    assert late.to_be_confirmed


@pytest.mark.parametrize(
    ("paid", "months"),
    [
        (date(2026, 6, 30), 0), (date(2026, 7, 1), 1), (date(2026, 7, 31), 1),
        (date(2026, 8, 1), 2), (date(2027, 7, 1), 13), (date(2020, 1, 1), 0),
    ],
)  # fmt: skip
def test_a_month_begun_is_a_month(paid: date, months: int) -> None:
    assert months_late(date(2026, 6, 30), paid) == months


def test_a_month_after_a_day_in_the_middle() -> None:
    assert months_late(date(2026, 4, 15), date(2026, 5, 15)) == 1
    assert months_late(date(2026, 4, 15), date(2026, 5, 16)) == 2


@given(satang, st.integers(0, 400), st.sampled_from(LAND))
def test_waiting_longer_never_costs_less(tax: Decimal, months: int, fault: Fault) -> None:
    rule = SHIPPED["land_tax_late"][0]
    sooner, later = (late_payment(tax, month, fault, rule) for month in (months, months + 1))
    assert later.total >= sooner.total
    assert later.surcharge <= tax


@pytest.mark.parametrize(
    ("tax", "parts"),
    [
        ("15000", ("5000", "5000", "5000")),
        ("10000", ("3333.33", "3333.33", "3333.34")),
        ("3000", ("1000", "1000", "1000")),
        ("18000", ("6000", "6000", "6000")),
        ("2999.99", ()),
    ],
)
def test_parts_as_in_the_examples(tax: str, parts: tuple[str, ...], tables: Tables) -> None:
    found = instalments(Decimal(tax), tables["land_tax_instalments"][0])
    assert found == tuple(map(Decimal, parts))


@given(st.decimals(min_value=3000, max_value=100_000_000, places=2))
def test_the_parts_add_up_to_the_tax(tax: Decimal) -> None:
    parts = instalments(tax, SHIPPED["signboard_tax_instalments"][0])
    assert sum(parts) == tax
    assert max(parts) - min(parts) < Decimal("0.03")
