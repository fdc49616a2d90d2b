"""Progressive rates: each slice of a value is taxed at its own rate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from services.kit.money import rounded

Bands = Sequence[Mapping[str, Any]]
"""Rows of a table: `up_to` (the end of the slice, missing in the last) and `percent`."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a value, its rate in percent, and its tax in baht."""

    value: Decimal
    percent: Decimal
    tax: Decimal


def sliced(
    value: Decimal, bands: Bands, more: Decimal = Decimal(0), most: Decimal = Decimal(100)
) -> tuple[Slice, ...]:
    """Cut a value into slices; every rate is raised by `more` percentage points, up to `most`.

    Each slice is rounded to the satang by itself, so that what is shown adds up.
    """
    slices: list[Slice] = []
    begin = Decimal(0)
    for band in bands:
        end = min(value, Decimal(band["up_to"])) if "up_to" in band else value
        if end > begin:
            percent = min(Decimal(band["percent"]) + more, most)
            slices.append(Slice(end - begin, percent, percent_of(end - begin, percent)))
            begin = end
    return tuple(slices)


def percent_of(amount: Decimal, percent: Decimal) -> Decimal:
    """Return so many percent of an amount, in whole satang."""
    return rounded(amount * percent / 100)
