"""Disability allowance: how much a month, by age."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from services.kit.dated import Dated, in_force


def disability_allowance(
    under_age: bool, day: date, tables: Mapping[str, Sequence[Dated]]
) -> Decimal:
    """Return baht a month for a child or for a grown-up. Raises `NoRate`."""
    rates = in_force(tables, "disability_allowance", day).values
    return Decimal(rates["young" if under_age else "grown"])
