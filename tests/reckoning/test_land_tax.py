"""Land and building tax: slices, exemptions, unused land, reductions, mixed use, new rates."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import TABLES
from services.kit.dated import Dated, NoRate, read_tables
from services.reckoning.land_tax import Holding, Use, land_tax

DAY = date(2026, 3, 1)
SHIPPED = read_tables(TABLES)
Tables = Mapping[str, tuple[Dated, ...]]

values = st.decimals(min_value=0, max_value=20_000_000_000, places=2)
holdings = st.builds(
    Holding,
    use=st.sampled_from(Use),
    value=values,
    person=st.booleans(),
    year_unused=st.integers(min_value=1, max_value=60),
)


@given(holdings)
def test_the_slices_add_up_to_what_is_taxed(holding: Holding) -> None:
    found = land_tax([holding], DAY, SHIPPED)
    part = found.parts[0]
    assert sum((one.value for one in part.slices), Decimal(0)) == part.net
    assert sum((one.tax for one in part.slices), Decimal(0)) == part.tax
    assert part.net + part.exempt == holding.value


@given(holdings, values)
def test_a_higher_value_never_pays_less(holding: Holding, more: Decimal) -> None:
    higher = Holding(holding.use, holding.value + more, holding.person, holding.year_unused)
    assert land_tax([higher], DAY, SHIPPED).tax >= land_tax([holding], DAY, SHIPPED).tax


@given(holdings)
def test_lying_unused_for_longer_never_costs_less(holding: Holding) -> None:
    longer = Holding(holding.use, holding.value, holding.person, holding.year_unused + 1)
    assert land_tax([longer], DAY, SHIPPED).tax >= land_tax([holding], DAY, SHIPPED).tax


@given(holdings)
def test_every_amount_is_exact(holding: Holding) -> None:
    found = land_tax([holding], DAY, SHIPPED)
    amounts = [found.tax, found.gross, found.discount, found.parts[0].exempt]
    amounts += [amount for one in found.parts[0].slices for amount in (one.value, one.percent)]
    assert [amount for amount in amounts if not isinstance(amount, Decimal)] == []
    assert found.tax == found.tax.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("year", "percent"), [(1, "0.3"), (3, "0.3"), (4, "0.6"), (7, "0.9"), (28, "3"), (99, "3")]
)
def test_unused_land_pays_more_every_three_years(year: int, percent: str, tables: Tables) -> None:
    unused = Holding(Use.VACANT, Decimal(1_000_000), year_unused=year)
    assert land_tax([unused], DAY, tables).parts[0].slices[0].percent == Decimal(percent)


def test_the_exemption_of_farms_is_one_sum_for_all_of_them(tables: Tables) -> None:
    farms = [Holding(Use.FARMING, Decimal(30_000_000)), Holding(Use.FARMING, Decimal(40_000_000))]
    found = land_tax(farms, DAY, tables)
    assert [part.exempt for part in found.parts] == [30_000_000, 20_000_000]
    assert found.tax == Decimal("2000.00")


def test_mixed_use_is_split_and_each_part_pays_its_own_rate(tables: Tables) -> None:
    mixed = [Holding(Use.OTHER_HOME, Decimal(1_000_000)), Holding(Use.OTHER, Decimal(500_000))]
    found = land_tax(mixed, DAY, tables)
    assert [part.tax for part in found.parts] == [Decimal("200.00"), Decimal("1500.00")]
    assert found.tax == Decimal("1700.00")


@pytest.mark.parametrize(("year", "tax"), [(2022, "3750.00"), (2023, "3187.50"), (2026, "3750.00")])
def test_the_reduction_of_a_year_is_taken_off(year: int, tax: str, tables: Tables) -> None:
    shop = Holding(Use.OTHER, Decimal(1_250_000))
    assert land_tax([shop], date(year, 3, 1), tables).tax == Decimal(tax)


def test_a_year_without_a_notice_is_to_be_confirmed(tables: Tables) -> None:
    shop = [Holding(Use.OTHER, Decimal(1_250_000))]
    assert land_tax(shop, date(2026, 3, 1), tables).to_be_confirmed
    assert not land_tax(shop, date(2023, 3, 1), tables).to_be_confirmed


def test_a_new_rate_is_a_new_row_and_both_years_compute(tables: Tables) -> None:
    now = tables["land_tax"][0]
    dearer = Dated(
        date(2027, 1, 1),
        "a decree for 2570",
        confirmed=True,
        values={**now.values, "slices": {**now.values["slices"], "other": [{"percent": 1}]}},
    )
    both = {**tables, "land_tax": (now, dearer)}
    shop = [Holding(Use.OTHER, Decimal(1_250_000))]
    assert land_tax(shop, date(2026, 12, 31), both).tax == Decimal("3750.00")
    assert land_tax(shop, date(2027, 1, 1), both).tax == Decimal("12500.00")


def test_before_the_first_rate_nothing_is_reckoned(tables: Tables) -> None:
    with pytest.raises(NoRate):
        land_tax([Holding(Use.OTHER, Decimal(1))], date(2019, 1, 1), tables)
