"""Date: a day in either era, or as much of it as is known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from services.kit.dates import (
    Era,
    Known,
    Written,
    common_years,
    known_of,
    never_was,
    read_parts,
    read_written,
    relative_day,
    unknown_part,
)
from services.kit.eras import buddhist
from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings, Unfinished
from services.kit.message import Wanted
from services.kit.questions import date_words as words
from services.kit.text import Day, Rendered, plain

Bound = Callable[[date], date]
"""Returns a day, given the day of today."""


@dataclass(frozen=True)
class Date(Field):
    """A day, kept as `1967-02-12`; a partial one as `{"year", "month", "day"}`."""

    face: ClassVar[str] = "date"
    earliest: Bound | None = field(default=None, kw_only=True)
    latest: Bound | None = field(default=None, kw_only=True)
    partial: bool = field(default=False, kw_only=True)
    """True: the day, or the day and the month, may be unknown, as on old papers."""
    wants: Wanted | None = field(default=Wanted.DATE, init=False)

    def read(self, given: Given, around: Surroundings) -> Stored:
        written = self._written(given, around)
        if written.year is None:
            return self._without_year(written, given.whole, around.day)
        knowns = self._within(_existing(written, around.day), around.day)
        if len(knowns) == 1:
            return self._kept(knowns[0])
        raise _unfinished(written, given.whole, words.which_of_these(), knowns)

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        known = known_of(stored)
        if known is None or isinstance(stored, str) is self.partial:
            return False
        return around.today is None or known in self._fitting([known], around.today)

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        known = known_of(stored)
        if known is None:
            return plain("")
        return unknown_part(known) or Day(known.first())

    def parts(self, stored: Stored) -> Mapping[str, str]:
        known = known_of(stored)
        if known is None:
            return {}
        year = str(buddhist(known.year, known.month))
        return {"day": str(known.day or ""), "month": str(known.month or ""), "year": year}

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        known = known_of(stored)
        whole = known is not None and known.day is not None
        return {"": known.first() if known and whole else self.show(stored, around)}

    def _written(self, given: Given, around: Surroundings) -> Written:
        """Return a date with as many parts as are needed, but perhaps without its year."""
        earlier = _earlier(given.earlier)
        written = _understood(given, around) if given.text or given.parts else earlier
        if earlier and written and written.month is None and written.day is None:
            written = replace(earlier, year=written.year, era=written.era)
        if written is None or not self._is_enough(written):
            raise InvalidAnswer(words.example(self._example(around.day), self.partial))
        return written

    def _without_year(self, written: Written, whole: bool, today: date) -> Stored:
        """Take the only year that fits, as for a day of the coming weeks; else ask for it."""
        if self.earliest and self.latest:
            years = range(self.earliest(today).year, self.latest(today).year + 1)
            knowns = [Known(year, written.month, written.day) for year in years]
            fitting = self._fitting([known for known in knowns if known.exists()], today)
            if len(fitting) == 1:
                return self._kept(fitting[0])
        raise _unfinished(written, whole, words.which_year(self._example(today)))

    def _example(self, today: date) -> Known:
        """Show a day that may be meant: a birthday only where it may be one."""
        if self.earliest is None:
            return words.BIRTHDAY
        day = max(self.earliest(today), today)
        return Known(day.year, day.month, day.day)

    def _is_enough(self, written: Written) -> bool:
        if self.partial and (written.year or written.month):
            return not (written.day and not written.month)
        return written.month is not None and written.day is not None

    def _within(self, knowns: list[Known], today: date) -> list[Known]:
        fitting = self._fitting(knowns, today)
        if not fitting:
            first = self.earliest(today) if self.earliest else None
            last = self.latest(today) if self.latest else None
            raise InvalidAnswer(words.out_of_bounds(first, last))
        return fitting

    def _fitting(self, knowns: list[Known], today: date) -> list[Known]:
        first = self.earliest(today) if self.earliest else date.min
        last = self.latest(today) if self.latest else date.max
        return [known for known in knowns if first <= known.last() and known.first() <= last]

    def _kept(self, known: Known) -> Stored:
        if self.partial:
            return {"year": known.year, "month": known.month, "day": known.day}
        return known.iso()


def _understood(given: Given, around: Surroundings) -> Written | None:
    near = relative_day(given.text, around.today) if around.today else None
    if near:
        return Written(str(near.year), near.month, near.day, Era.COMMON)
    return read_parts(given.parts) if given.parts else read_written(given.text)


def _existing(written: Written, today: date) -> list[Known]:
    if never_was(written):
        raise InvalidAnswer(words.month_that_never_was())
    years = common_years(written, today)
    if not years:
        raise InvalidAnswer(words.no_such_year())
    knowns = [Known(year, written.month, written.day) for year in years]
    if not any(known.exists() for known in knowns):
        raise InvalidAnswer(words.no_such_day())
    return [known for known in knowns if known.exists()]


def _unfinished(
    written: Written, whole: bool, question: Rendered, knowns: Sequence[Known] = ()
) -> Exception:
    """Ask which year is meant; a web form has to be sent again with all of it."""
    if whole:
        return InvalidAnswer(words.four_digits())
    options: Mapping[str, Rendered] = {known.iso(): known for known in knowns}
    earlier = {"year": written.year, "month": written.month, "day": written.day}
    return Unfinished(earlier, question, options)


def _earlier(stored: Stored) -> Written | None:
    if not isinstance(stored, Mapping):
        return None
    year, month, day = (stored.get(name) for name in ("year", "month", "day"))
    return Written(
        year if isinstance(year, str) and year.isdecimal() else None,
        month if isinstance(month, int) else None,
        day if isinstance(day, int) else None,
    )
