"""A month of one thing as a calendar shows it: how many are free on each day. Pure."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.desk.lending.availability import Held, free_on


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One field of the calendar."""

    day: date
    free: int
    past: bool

    @property
    def full(self) -> bool:
        return self.free == 0


Week = Sequence[CalendarDay | None]
"""Monday to Sunday; None where the days belong to another month."""


def month_of(key: str, total: int, month: date, held: Sequence[Held], today: date) -> list[Week]:
    """Return the weeks of a month."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    return [[_day(key, total, month, day, held, today) for day in week] for week in weeks]


def months_ahead(month: date, by: int) -> date:
    """Return the first day of the month so many months later, or earlier when below zero."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def _day(
    key: str, total: int, month: date, day: date, held: Sequence[Held], today: date
) -> CalendarDay | None:
    if day.month != month.month:
        return None
    return CalendarDay(day, free_on(key, day, total, held), day < today)
