"""A tax in parts, one of which was missed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from services.kit.dated import Dated
from services.reckoning.assessed_tax import Assessed
from services.reckoning.missed_part import part_on

DUE = date(2026, 6, 30)
LAND = Assessed("land", Decimal(15000), DUE)
WARNED = Assessed("land", Decimal(15000), DUE, date(2026, 7, 10), date(2026, 7, 25))
SIGN = Assessed("signboard", Decimal(18000), DUE)
Tables = Mapping[str, tuple[Dated, ...]]


@pytest.mark.parametrize(
    ("tax", "unpaid", "day", "total"),
    [
        (LAND, "5000", date(2026, 6, 30), "5000"),
        (LAND, "5000", date(2026, 7, 1), "5050.00"),
        (LAND, "5000", date(2026, 9, 1), "5150.00"),
        (LAND, "3333.34", date(2026, 7, 1), "3366.67"),
        (LAND, "5000", date(2040, 1, 1), "10000"),
        (LAND, "0", date(2026, 9, 1), "0"),
        (WARNED, "5000", date(2026, 7, 9), "5050.00"),
        (WARNED, "5000", date(2026, 7, 10), "6050.00"),
        (WARNED, "5000", date(2026, 7, 25), "6050.00"),
        (WARNED, "5000", date(2026, 7, 26), "7050.00"),
        (SIGN, "6000", date(2026, 7, 1), "6120.00"),
    ],
)
def test_what_is_unpaid_bears_surcharge_from_the_day_that_was_missed(
    tax: Assessed, unpaid: str, day: date, total: str, tables: Tables
) -> None:
    late = part_on(day, Decimal(unpaid), DUE, tax, tables)
    assert late.total == Decimal(total)


def test_while_no_part_was_missed_nothing_is_added(tables: Tables) -> None:
    assert part_on(date(2026, 9, 1), Decimal(5000), None, LAND, tables).total == Decimal(5000)


def test_where_no_table_knows_of_it_nothing_is_added(tables: Tables) -> None:
    without = {name: rows for name, rows in tables.items() if "missed_part" not in name}
    assert part_on(date(2026, 9, 1), Decimal(5000), DUE, LAND, without).total == Decimal(5000)


def test_it_is_said_to_be_our_best_knowledge(tables: Tables) -> None:
    assert part_on(date(2026, 9, 1), Decimal(5000), DUE, LAND, tables).to_be_confirmed
