"""Day wish: one of the next days on which the office comes, by button or in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import ClassVar

from services.kit.calendar import is_working_day
from services.kit.dates import (
    Known,
    ShortDay,
    Written,
    common_years,
    known_of,
    read_parts,
    read_written,
    relative_day,
)
from services.kit.eras import buddhist_year
from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings
from services.kit.message import Wanted
from services.kit.months import find_weekdays
from services.kit.text import Day, Rendered, Text, _, plain
from services.kit.thai import without_courtesy

BUTTONS = 8
"""Days to press; any other day within reach is typed or taken from the calendar."""

_NEXT = ("หน้า", "next")
"""Monday next is the Monday of the week after this one."""


@dataclass(frozen=True)
class DayWish(Field):
    """A day the resident would like, kept as `2026-11-30`."""

    face: ClassVar[str] = "date"
    days_ahead: tuple[int, int] = field(default=(1, 14), kw_only=True)
    """The first and the last day that may be wished, counted from today."""
    working_days: bool = field(default=True, kw_only=True)
    wants: Wanted | None = field(default=Wanted.DATE, init=False)

    def read(self, given: Given, around: Surroundings) -> Stored:
        day = _day(given, around.day)
        if day is None:
            raise InvalidAnswer(self._example(around))
        if day not in self._reach(around.day):
            raise InvalidAnswer(self._too_far(around.day))
        if not self._is_free(day, around):
            raise InvalidAnswer(self._closed(day, around))
        return day.isoformat()

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        known = known_of(stored) if isinstance(stored, str) else None
        if known is None:
            return False
        if around.today is None:
            return True
        day = known.first()
        return day in self._reach(around.today) and self._is_free(day, around)

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        known = known_of(stored)
        return Day(known.first()) if known else plain("")

    def parts(self, stored: Stored) -> Mapping[str, str]:
        known = known_of(stored)
        if known is None:
            return {}
        day = known.first()
        return {"day": str(day.day), "month": str(day.month), "year": str(buddhist_year(day))}

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        known = known_of(stored)
        return {"": known.first() if known else None}

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        days = islice(self._free_days(around), BUTTONS) if around.today else ()
        return {day.isoformat(): ShortDay(day) for day in days}

    def _reach(self, today: date) -> "_Days":
        first, last = self.days_ahead
        return _Days(today + timedelta(days=first), today + timedelta(days=last))

    def _is_free(self, day: date, around: Surroundings) -> bool:
        return not self.working_days or is_working_day(day, around.office)

    def _free_days(self, around: Surroundings) -> Iterator[date]:
        return (day for day in self._reach(around.day) if self._is_free(day, around))

    def _example(self, around: Surroundings) -> Text:
        first = next(self._free_days(around), None)
        if first is None:
            return _("There is no free day at the moment. Please call the office.")
        return _("Please press a day, or type it, for example {day}.", day=ShortDay(first))

    def _too_far(self, today: date) -> Text:
        reach = self._reach(today)
        return _(
            "Please choose a day from {first} to {last}.",
            first=Day(reach.first),
            last=Day(reach.last),
        )

    def _closed(self, day: date, around: Surroundings) -> Text:
        free = next((one for one in self._free_days(around) if one > day), None)
        near = free or next(self._free_days(around), None)
        if near is None:
            return _("The office is closed on {day}. Please call the office.", day=Day(day))
        return _(
            "The office is closed on {day}. Please choose another day, for example {near}.",
            day=Day(day),
            near=ShortDay(near),
        )


@dataclass(frozen=True, slots=True)
class _Days:
    """All days from the first to the last."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def _day(given: Given, today: date) -> date | None:
    if given.parts:
        written = read_parts(given.parts)
        return _nearest(written, today) if written else None
    near = relative_day(given.text, today) or _weekday(given.text, today)
    if near:
        return near
    written = read_written(given.text)
    return _nearest(written, today) if written else None


def _weekday(text: str, today: date) -> date | None:
    """Read Monday, or Monday next; words with a number in them are a date."""
    words = without_courtesy(text)
    found = find_weekdays(words)
    if len(found) != 1 or any(sign.isdigit() for sign in words):
        return None
    weekday = found[0][0]
    if any(word in words for word in _NEXT):
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _nearest(written: Written, today: date) -> date | None:
    """Return the day that is meant; what was left out is taken from the days to come."""
    if written.day is None:
        return None
    if written.year is not None:
        years = common_years(written, today)
        dates = [_existing(Known(year, written.month, written.day)) for year in years]
        return min((day for day in dates if day), key=lambda day: abs(day - today), default=None)
    months = [written.month] if written.month else range(1, 13)
    days = [
        _existing(Known(year, month, written.day))
        for year in (today.year, today.year + 1)
        for month in months
    ]
    return min((day for day in days if day and day >= today), default=None)


def _existing(known: Known) -> date | None:
    return known.first() if known.month and known.exists() else None
