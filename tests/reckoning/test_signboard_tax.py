"""Signboard tax: rounding of the area, the least tax, the first year, both sides."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import TABLES
from services.kit.dated import Dated, read_tables
from services.reckoning.signboard_tax import Kind, Signboard, signboard_tax, whole_units

DAY = date(2026, 11, 1)
SHIPPED = read_tables(TABLES)
Tables = Mapping[str, tuple[Dated, ...]]
centimetres = st.decimals(min_value=1, max_value=5000, places=1)


@pytest.mark.parametrize(
    ("area", "units"), [("749.9", 1), ("750", 1), ("750.1", 2), ("1000", 2), ("250", 0)]
)
def test_more_than_half_a_unit_counts_as_one(area: str, units: int) -> None:
    assert whole_units(Decimal(area), 500) == units


@pytest.mark.parametrize(
    ("put_up", "tax"),
    [
        (None, "1508.00"),
        (date(2025, 10, 1), "1508.00"),
        (date(2026, 3, 31), "1508.00"),
        (date(2026, 4, 1), "1131.00"),
        (date(2026, 9, 30), "754.00"),
        (date(2026, 10, 1), "377.00"),
    ],
)
def test_a_new_sign_pays_from_its_quarter(put_up: date | None, tax: str, tables: Tables) -> None:
    sign = Signboard(Decimal(120), Decimal(240), Kind.MIXED_STILL)
    assert signboard_tax(sign, DAY, tables, put_up).tax == Decimal(tax)


def test_the_least_tax_comes_before_the_quarter_or_after_it(tables: Tables) -> None:
    small, put_up = Signboard(Decimal(25), Decimal(30), Kind.MIXED_STILL), date(2026, 10, 1)
    rule = tables["signboard_tax_first_year"][0]
    other = replace(rule, values={**rule.values, "least_before_quarter": False})
    after = {**tables, "signboard_tax_first_year": (other,)}
    assert signboard_tax(small, DAY, tables, put_up).tax == Decimal("50.00")
    assert signboard_tax(small, DAY, after, put_up).tax == Decimal("200.00")


def test_two_sides_pay_twice(tables: Tables) -> None:
    one = Signboard(Decimal(100), Decimal(200), Kind.THAI_STILL)
    assert signboard_tax(replace(one, sides=2), DAY, tables).tax == Decimal("400.00")


def test_only_the_first_year_waits_for_the_word_of_the_office(tables: Tables) -> None:
    sign = Signboard(Decimal(100), Decimal(200), Kind.THAI_STILL)
    assert not signboard_tax(sign, DAY, tables).to_be_confirmed
    assert signboard_tax(sign, DAY, tables, date(2026, 10, 1)).to_be_confirmed


def test_a_new_rate_is_a_new_row_and_both_years_compute(tables: Tables) -> None:
    now = tables["signboard_tax"][0]
    later = replace(now, effective_from=date(2027, 1, 1), values={**now.values, "least": 300})
    both = {**tables, "signboard_tax": (now, later)}
    small = Signboard(Decimal(25), Decimal(30), Kind.THAI_STILL)
    assert signboard_tax(small, date(2026, 12, 31), both).tax == 200
    assert signboard_tax(small, date(2027, 1, 1), both).tax == 300


@given(centimetres, centimetres, centimetres, st.sampled_from(Kind), st.integers(1, 12))
def test_a_larger_sign_never_pays_less(
    width: Decimal, height: Decimal, more: Decimal, kind: Kind, month: int
) -> None:
    put_up = date(2026, month, 1)
    smaller = signboard_tax(Signboard(width, height, kind), DAY, SHIPPED, put_up)
    larger = signboard_tax(Signboard(width, height + more, kind), DAY, SHIPPED, put_up)
    assert larger.tax >= smaller.tax
    assert isinstance(larger.tax, Decimal)


@given(centimetres, centimetres, st.sampled_from(Kind))
def test_the_least_tax_is_always_paid(width: Decimal, height: Decimal, kind: Kind) -> None:
    assert signboard_tax(Signboard(width, height, kind), DAY, SHIPPED).tax >= 200
