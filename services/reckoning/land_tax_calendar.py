"""The year of the land and building tax: what is due by when."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.kit.dated import Dated, in_force

Tables = Mapping[str, Sequence[Dated]]


@dataclass(frozen=True, slots=True)
class TaxYear:
    """The steps of one year with their last days."""

    steps: Mapping[str, date]
    extended: int
    """By how many months the ministry has put everything off."""
    to_be_confirmed: bool


def tax_year(year: int, tables: Tables) -> TaxYear:
    """Return the calendar of a year (Common Era). Raises `NoRate`."""
    row = in_force(tables, "land_tax_calendar", date(year, 1, 1))
    steps = {
        step["key"]: _end_of_month(year + step.get("year", 0), step["month"])
        for step in row.values["steps"]
    }
    return TaxYear(steps, row.values["extended"], not row.confirmed)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
