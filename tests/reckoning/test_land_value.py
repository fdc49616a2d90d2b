"""The value of land and buildings."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from services.kit.dated import Dated
from services.reckoning.land_value import building_value, depreciation, land_value, square_wah

Tables = Mapping[str, tuple[Dated, ...]]


def test_a_rai_is_four_ngan_and_four_hundred_wah() -> None:
    assert square_wah(Decimal(1), Decimal(0), Decimal(0)) == 400
    assert square_wah(Decimal(2), Decimal(3), Decimal("50.5")) == Decimal("1150.5")


def test_land_is_worth_its_wah_times_the_price() -> None:
    assert land_value(Decimal(4000), Decimal("250.50")) == Decimal("1002000.00")


@pytest.mark.parametrize(
    ("kind", "age", "percent"),
    [
        ("brick", 0, 0), ("brick", 10, 10), ("brick", 11, 12), ("brick", 42, 74), ("brick", 43, 76),
        ("half-timber", 5, 10), ("half-timber", 15, 50), ("half-timber", 21, 80),
        ("half-timber", 22, 85),
        ("timber", 5, 15), ("timber", 15, 65), ("timber", 18, 86), ("timber", 19, 93),
        ("timber", 80, 93),
    ],
)  # fmt: skip
def test_a_building_loses_value_with_its_age(
    kind: str, age: int, percent: int, tables: Tables
) -> None:
    assert depreciation(kind, age, tables["depreciation"][0]) == percent


def test_a_building_is_worth_its_price_less_its_age(tables: Tables) -> None:
    house = building_value(Decimal(100), Decimal(7000), "brick", 10, tables["depreciation"][0])
    assert (house.new, house.percent_off) == (Decimal(700_000), Decimal(10))
    assert house.value == Decimal("630000.00")
