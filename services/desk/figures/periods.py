"""Periods of the figures: months and fiscal years in Thai time. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from services.kit.calendar import fiscal_year
from services.kit.dates import FIRST_BUDDHIST
from services.kit.eras import BETWEEN
from services.kit.text import BANGKOK

FISCAL_MONTH = 10
"""The Thai fiscal year begins in October."""

FIRST_YEAR, LAST_YEAR = 2000, 2200

_MONTH = re.compile(r"(\d{4})-(0?[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A month by the common year; every period is made of whole ones."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def buddhist(self) -> str:
        """How it stands in an address: `2569-11`."""
        return f"{self.year + BETWEEN}-{self.number:02d}"

    @property
    def begins(self) -> datetime:
        """The moment it begins in Thailand."""
        return datetime.combine(self.first, time(), BANGKOK)

    @property
    def next(self) -> "Month":
        return self.plus(1)

    def plus(self, months: int) -> "Month":
        """Return a later month, or an earlier one."""
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def fiscal_year(self) -> int:
        """In the Buddhist Era."""
        return fiscal_year(self.first)

    @property
    def fiscal_start(self) -> "Month":
        """The October with which the fiscal year of this month begins."""
        return Month(self.fiscal_year - BETWEEN - 1, FISCAL_MONTH)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months one after another."""

    first: Month
    last: Month

    @property
    def begins(self) -> datetime:
        return self.first.begins

    @property
    def ends(self) -> datetime:
        """The first moment that is no longer part of it."""
        return self.last.next.begins

    @property
    def months(self) -> list[Month]:
        """Return its months, the oldest first."""
        count = (self.last.year - self.first.year) * 12 + self.last.number - self.first.number + 1
        return [self.first.plus(ahead) for ahead in range(count)]


def month_of(day: date) -> Month:
    """Return the month a day lies in."""
    return Month(day.year, day.month)


def month_at(moment: datetime) -> Month:
    """Return the month it is in Thailand."""
    return month_of(moment.astimezone(BANGKOK).date())


def read_month(written: str) -> Month | None:
    """Read `2569-11` or `2026-11`; None for anything that is no month of a desk."""
    found = _MONTH.fullmatch(written)
    if found is None:
        return None
    year = int(found[1])
    year = year - BETWEEN if year >= FIRST_BUDDHIST else year
    return Month(year, int(found[2])) if FIRST_YEAR <= year <= LAST_YEAR else None


def year_so_far(month: Month) -> Period:
    """Return the fiscal year from its October up to and with a month."""
    return Period(month.fiscal_start, month)


def months_from(first: Month, last: Month) -> list[Month]:
    """Return every month from one to another; none when the first comes later."""
    return Period(first, last).months


def months_before(last: Month, count: int) -> Period:
    """Return so many months, of which this is the last."""
    return Period(last.plus(1 - count), last)
