"""Signboard tax: by size, type, and in the first year the quarter in which it was put up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.kit.dated import Dated, in_force
from services.kit.money import rounded
from services.reckoning.slices import percent_of

Tables = Mapping[str, Sequence[Dated]]
WHOLE_YEAR = Decimal(100)


class Kind(StrEnum):
    """What stands on a sign, and whether it moves, by its name in the table of rates."""

    THAI_MOVING = "thai-moving"
    THAI_STILL = "thai-still"
    MIXED_MOVING = "mixed-moving"
    MIXED_STILL = "mixed-still"
    FOREIGN_MOVING = "foreign-moving"
    FOREIGN_STILL = "foreign-still"


@dataclass(frozen=True, slots=True)
class Signboard:
    """A sign: widest by longest in centimetres. Each side counts as a sign."""

    width: Decimal
    height: Decimal
    kind: Kind
    sides: int = 1


@dataclass(frozen=True, slots=True)
class SignboardTax:
    """The tax of one signboard, with every step that leads to it."""

    sign: Signboard
    area: Decimal
    unit: int
    """Square centimetres for which the rate is told."""
    units: int
    rate: Decimal
    """Baht for each unit of area."""
    one_side: Decimal
    """A year's tax of one side before the least tax."""
    year: Decimal
    """A whole year's tax of all sides."""
    percent: Decimal
    """Which part of the year is paid."""
    tax: Decimal
    to_be_confirmed: bool

    @property
    def unrounded(self) -> Decimal:
        """What a calculator says that does not round the area; shown to explain a difference."""
        return rounded(self.area * self.rate / self.unit)


def signboard_tax(
    sign: Signboard, day: date, tables: Tables, put_up: date | None = None
) -> SignboardTax:
    """Work out the tax of the year of `day`. Raises `NoRate`.

    `put_up`: the day on which a new sign was put up, if that was in this year.
    """
    rates = in_force(tables, "signboard_tax", day)
    first = in_force(tables, "signboard_tax_first_year", day)
    area = sign.width * sign.height
    unit = int(rates.values["unit"])
    units = whole_units(area, unit)
    rate = Decimal(rates.values["rates"][sign.kind])
    least = Decimal(rates.values["least"])
    percent = _percent(day, put_up, first)
    side = _of_the_year(units * rate, percent, least, bool(first.values["least_before_quarter"]))
    return SignboardTax(
        sign=sign,
        area=area,
        unit=unit,
        units=units,
        rate=rate,
        one_side=units * rate,
        year=max(units * rate, least) * sign.sides,
        percent=percent,
        tax=side * sign.sides,
        to_be_confirmed=not (rates.confirmed and (first.confirmed or percent == WHOLE_YEAR)),
    )


def whole_units(area: Decimal, unit: int) -> int:
    """Return how many units an area counts: a rest of more than half a unit is one more."""
    whole, rest = divmod(area, unit)
    return int(whole) + (1 if rest * 2 > unit else 0)


def _percent(day: date, put_up: date | None, first: Dated) -> Decimal:
    if put_up is None or put_up.year != day.year:
        return WHOLE_YEAR
    return Decimal(first.values["quarters"][(put_up.month - 1) // 3])


def _of_the_year(
    side: Decimal, percent: Decimal, least: Decimal, least_before_quarter: bool
) -> Decimal:
    if least_before_quarter:
        return percent_of(max(side, least), percent)
    return max(percent_of(side, percent), least)
