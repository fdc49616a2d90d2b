"""The tables themselves: every row says where it comes from, and periods do not quarrel."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from offices import TABLES
from services.kit.dated import Dated, in_force, read_tables
from services.reckoning.land_tax_calendar import tax_year

SHIPPED = read_tables(TABLES)
ROWS = [(name, row) for name, rows in SHIPPED.items() for row in rows]
every_row = pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=[f"{name}-{row.effective_from}" for name, row in ROWS]
)


@every_row
def test_a_row_names_its_source(name: str, row: Dated) -> None:
    assert len(row.source) >= 10, name


@every_row
def test_no_number_of_a_row_is_a_float(name: str, row: Dated) -> None:
    assert [one for one in leaves(row.values) if isinstance(one, float)] == [], name


@every_row
def test_what_was_only_talked_about_is_not_confirmed(name: str, row: Dated) -> None:
    assert row.active or not row.confirmed, name


@pytest.mark.parametrize("name", SHIPPED)
def test_the_periods_of_a_table_follow_each_other(name: str) -> None:
    active = [row for row in SHIPPED[name] if row.active]
    assert all(
        earlier.effective_to is not None and earlier.effective_to < later.effective_from
        for earlier, later in pairwise(active)
    )


def leaves(value: Any) -> list[Any]:
    """Return everything that stands in a row, however deep."""
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [value]


def test_fractions_are_exact() -> None:
    slices = in_force(SHIPPED, "land_tax", date(2026, 1, 1)).values["slices"]
    assert slices["farming"][0]["percent"] == Decimal("0.01")


def test_this_years_land_tax_was_put_off_by_two_months() -> None:
    year = tax_year(2026, SHIPPED)
    assert year.extended == 2
    assert year.steps["payment"] == date(2026, 6, 30)
    assert year.steps["third-part"] == date(2026, 8, 31)
    assert not year.to_be_confirmed


def test_a_year_without_a_notice_keeps_the_dates_of_the_act() -> None:
    year = tax_year(2027, SHIPPED)
    assert year.steps["lists"] == date(2026, 11, 30)
    assert year.steps["assessment"] == date(2027, 2, 28)
    assert year.steps["payment"] == date(2027, 4, 30)
    assert year.to_be_confirmed
