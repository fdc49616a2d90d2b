"""Land and building tax: what a year's tax comes to, slice by slice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.kit.dated import Dated, in_force
from services.reckoning.slices import Slice, percent_of, sliced

Tables = Mapping[str, Sequence[Dated]]


class Use(StrEnum):
    """What land or a building is used for, by its name in the table of rates."""

    FARMING = "farming"
    MAIN_HOME = "main-home"
    """Land and house of somebody whose name is in its house registration on 1 January."""
    MAIN_HOUSE = "main-house"
    """The same, where the land belongs to somebody else."""
    OTHER_HOME = "other-home"
    OTHER = "other"
    VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class Holding:
    """Land or a building of one use. Mixed use is split into one holding for each use."""

    use: Use
    value: Decimal
    person: bool = True
    """False for a company: exemptions are for people."""
    year_unused: int = 1
    """In which consecutive year it lies unused, from 1; only for `Use.VACANT`."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The tax of one holding, with every step that leads to it."""

    holding: Holding
    exempt: Decimal
    slices: tuple[Slice, ...]

    @property
    def net(self) -> Decimal:
        return self.holding.value - self.exempt

    @property
    def tax(self) -> Decimal:
        return sum((one.tax for one in self.slices), Decimal(0))


@dataclass(frozen=True, slots=True)
class LandTax:
    """The tax of one owner for one year."""

    parts: tuple[Assessed, ...]
    discount: Decimal
    """What the year's general reduction takes off, in baht."""
    to_be_confirmed: bool

    @property
    def gross(self) -> Decimal:
        return sum((part.tax for part in self.parts), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return self.gross - self.discount


def land_tax(holdings: Sequence[Holding], day: date, tables: Tables) -> LandTax:
    """Work out the tax of one owner under the rates that hold on a day. Raises `NoRate`.

    An exemption is one sum for all holdings of the same use within the office's area.
    """
    rates = in_force(tables, "land_tax", day)
    reduced = in_force(tables, "land_tax_discount", day)
    parts: list[Assessed] = []
    for holding in holdings:
        parts.append(_assessed(holding, rates, parts))
    gross = sum((part.tax for part in parts), Decimal(0))
    return LandTax(
        tuple(parts),
        percent_of(gross, Decimal(reduced.values["percent"])),
        not (rates.confirmed and reduced.confirmed),
    )


def _assessed(holding: Holding, rates: Dated, before: Sequence[Assessed]) -> Assessed:
    exempt = min(holding.value, _exemption_left(holding, rates, before))
    unused = rates.values["unused"]
    slices = sliced(
        holding.value - exempt,
        rates.values["slices"][holding.use],
        *_raised(holding, unused["years"], Decimal(unused["step"]), Decimal(unused["most"])),
    )
    return Assessed(holding, exempt, slices)


def _exemption_left(holding: Holding, rates: Dated, before: Sequence[Assessed]) -> Decimal:
    if not holding.person:
        return Decimal(0)
    whole = Decimal(rates.values["exempt"].get(holding.use, 0))
    taken = (part.exempt for part in before if part.holding.use == holding.use)
    return whole - sum(taken, Decimal(0))


def _raised(
    holding: Holding, years: int, step: Decimal, most: Decimal
) -> tuple[Decimal, Decimal] | tuple[()]:
    """Return the percentage points more for unused land, and the highest rate there may be."""
    if holding.use is not Use.VACANT:
        return ()
    return (holding.year_unused - 1) // years * step, most
