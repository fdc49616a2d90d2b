"""What holds for every reckoning: exact money, no jumps backwards, new years beside old ones."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import TABLES
from services.kit.dated import Dated, in_force, read_tables
from services.reckoning.ages import Born, age_on, completes
from services.reckoning.disability_allowance import disability_allowance
from services.reckoning.elderly_allowance import beginning, monthly
from services.reckoning.instalments import instalments
from services.reckoning.land_value import building_value, land_value, square_wah
from services.reckoning.late_payment import Fault, late_payment
from services.reckoning.signboard_tax import Kind, Signboard, signboard_tax

SHIPPED = read_tables(TABLES)
Tables = Mapping[str, tuple[Dated, ...]]

births = st.dates(date(1925, 1, 1), date(1967, 9, 1))
days = st.dates(date(2023, 10, 1), date(2035, 12, 31))
satang = st.decimals(min_value=0, max_value=1_000_000_000, places=2)
areas = st.decimals(min_value=0, max_value=10_000, places=2)
SIGNBOARD = (Fault.NONE, Fault.BEFORE_NOTICE, Fault.NOT_FILED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_row_for_2570_is_added_and_both_years_are_reckoned(name: str) -> None:
    """Whatever the table: the new row holds from its day on, and not a day before."""
    begins = date(2027, 1, 2)
    active = [row for row in SHIPPED[name] if row.active]
    new = Dated(begins, "a decision for 2570", values={"marked": True})
    both = {name: (*SHIPPED[name], new)}
    assert in_force(both, name, begins) is new
    assert in_force(both, name, active[-1].effective_from) is active[-1]


@given(births, days, st.integers(0, 20000))
def test_who_is_older_is_never_paid_less(born: date, day: date, older: int) -> None:
    elder = Born(born - timedelta(days=older))
    assert monthly(elder, day, SHIPPED).baht >= monthly(Born(born), day, SHIPPED).baht


@given(births, days)
def test_an_allowance_changes_only_on_the_first_of_october(born: date, day: date) -> None:
    """Within a fiscal year nobody is paid another sum because of a birthday."""
    begins = date(day.year - (day.month < 10), 10, 1)
    assert monthly(Born(born), day, SHIPPED).age == monthly(Born(born), begins, SHIPPED).age


@given(births)
def test_nobody_is_paid_before_sixty_or_long_after(born: date) -> None:
    begins = beginning(Born(born), date(2026, 11, 23), SHIPPED)
    assert completes(born, 60) < begins.first_month <= completes(born, 60) + timedelta(days=31)


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.integers(0, 90))
def test_an_age_grows_by_one_on_each_birthday(born: date, age: int) -> None:
    complete = completes(born, age + 1)
    assert age_on(complete + timedelta(days=1), born) == age + 1
    assert age_on(complete, born) == age


@given(areas, areas, areas, satang, satang)
def test_more_land_at_a_higher_price_is_never_worth_less(
    rai: Decimal, ngan: Decimal, wah: Decimal, price: Decimal, more: Decimal
) -> None:
    area = square_wah(rai, ngan, wah)
    assert land_value(area + 1, price + more) >= land_value(area, price) >= 0


@given(areas, satang, st.sampled_from(["brick", "half-timber", "timber"]), st.integers(0, 120))
def test_a_building_never_gains_value_by_age(
    metres: Decimal, price: Decimal, kind: str, age: int
) -> None:
    steps = SHIPPED["depreciation"][0]
    now, later = (building_value(metres, price, kind, old, steps) for old in (age, age + 1))
    assert 0 <= later.value <= now.value <= now.new


@given(satang, satang, st.integers(0, 200), st.sampled_from(SIGNBOARD))
def test_a_higher_signboard_tax_never_costs_less_when_late(
    tax: Decimal, more: Decimal, months: int, fault: Fault
) -> None:
    rule = SHIPPED["signboard_tax_late"][0]
    lower, higher = (late_payment(one, months, fault, rule) for one in (tax, tax + more))
    assert higher.total >= lower.total >= tax


@given(satang)
def test_land_tax_in_parts_adds_up_and_small_taxes_have_none(tax: Decimal) -> None:
    parts = instalments(tax, SHIPPED["land_tax_instalments"][0])
    assert sum(parts) in {0, tax}
    assert bool(parts) is (tax >= 3000)


@given(areas, areas, st.sampled_from(Kind))
def test_a_sign_of_two_sides_pays_what_its_sides_pay(
    width: Decimal, height: Decimal, kind: Kind
) -> None:
    day = date(2026, 3, 1)
    one, two = (
        signboard_tax(Signboard(width + 1, height + 1, kind, sides), day, SHIPPED)
        for sides in (1, 2)
    )
    assert one.tax <= two.tax <= 2 * one.tax
    assert two.one_side == one.one_side


def test_no_result_holds_a_float() -> None:
    day, sign = date(2026, 3, 1), Signboard(Decimal(120), Decimal(240), Kind.MIXED_STILL)
    results: list[Any] = [
        monthly(Born(date(1950, 1, 1)), day, SHIPPED),
        signboard_tax(sign, day, SHIPPED),
        late_payment(Decimal(1508), 3, Fault.NOT_FILED, SHIPPED["signboard_tax_late"][0]),
        building_value(Decimal(90), Decimal(7000), "brick", 7, SHIPPED["depreciation"][0]),
    ]
    values = [getattr(one, each.name) for one in results for each in fields(one)]
    assert [value for value in values if isinstance(value, float)] == []
    assert isinstance(disability_allowance(under_age=True, day=day, tables=SHIPPED), Decimal)
