"""Dates as people write and read them: either era, either script, days or months unknown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from services.kit.eras import BETWEEN, buddhist, common
from services.kit.months import MONTHS, WEEKDAYS, find_months
from services.kit.text import ENGLISH, Language, Text, _
from services.kit.thai import without_courtesy

FIRST_YEAR, LAST_YEAR = 1850, 2200
"""Common years a paper of a living person may bear, and then some."""

OLDEST, FARTHEST = 110, 20
"""Years back and ahead among which a year of two digits is looked for."""

FIRST_BUDDHIST = 2300
"""A year from here on is a Buddhist one when nobody says which it is."""

_BUDDHIST = re.compile(r"พ\s?\.?\s?ศ|พุทธศักราช|(?<![a-z])b\.?e(?![a-z])")
_COMMON = re.compile(r"ค\s?\.?\s?ศ|คริสต์ศักราช|(?<![a-z])(?:a\.?d|c\.?e)(?![a-z])")
_DIGITS = re.compile(r"\d+")
_STORED = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TOGETHER = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d{4}|\d\d)(?!\d)")
_RELATIVE = {
    "day after tomorrow": 2, "มะรืน": 2, "มื้อฮือ": 2,
    "tomorrow": 1, "พรุ่งนี้": 1, "พรุ้งนี้": 1, "พุ่งนี้": 1, "มื้ออื่น": 1,
    "yesterday": -1, "เมื่อวาน": -1, "มื้อวาน": -1, "today": 0, "วันนี้": 0, "มื้อนี้": 0,
}  # fmt: skip


class Era(Enum):
    """Which years are meant, if that is said."""

    BUDDHIST = "be"
    COMMON = "ce"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it was written; what was left out is None."""

    year: str | None = None
    month: int | None = None
    day: int | None = None
    era: Era = Era.UNSAID


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a date: always its Common year, perhaps its month and its day."""

    year: int
    month: int | None = None
    day: int | None = None

    def exists(self) -> bool:
        """Say whether there is such a day or month in the calendar."""
        try:
            return self.month != 0 and self.day != 0 and self.first() <= self.last()
        except ValueError:
            return False

    def first(self) -> date:
        """Return the first day it may be. Raises `ValueError` for a day that never was."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Return the last day it may be. Raises `ValueError` for a day that never was."""
        if self.day:
            return self.first()
        month = date(self.year, self.month or 12, 28) + timedelta(days=4)
        return month.replace(day=1) - timedelta(days=1)

    def iso(self) -> str:
        """Write it as far as it is known: `1967-02-12`, `1967-02` or `1967`."""
        return self.first().isoformat()[: 10 if self.day else 7 if self.month else 4]

    def render(self, language: Language = ENGLISH) -> str:
        """Show it without the weekday; what is not known is left out."""
        thai = language.code == "th"
        year = str(buddhist(self.year, self.month) if thai else self.year)
        month = (MONTHS[self.month - 1].render(language),) if self.month else ()
        return " ".join((*((str(self.day),) if self.day else ()), *month, year))


@dataclass(frozen=True, slots=True)
class ShortDay:
    """A day of the coming weeks on a button: `จ. 23 พ.ย.` or `Mon 23 Nov`."""

    value: date

    def render(self, language: Language = ENGLISH) -> str:
        weekday, month = WEEKDAYS[self.value.weekday()], MONTHS[self.value.month - 1]
        return f"{weekday.render(language)} {self.value.day} {month.render(language)}"


def relative_day(text: str, today: date) -> date | None:
    """Read a day that is named by its distance: today, tomorrow."""
    words = without_courtesy(text)
    if _DIGITS.search(words):
        return None
    return next(
        (today + timedelta(days=ahead) for word, ahead in _RELATIVE.items() if word in words), None
    )


def read_written(text: str) -> Written | None:
    """Find the one date that stands in a text; None when there is none or it is not clear."""
    words = without_courtesy(text)
    months = find_months(words)
    if len(months) > 1:
        return None
    if months:
        number, found = months[0]
        before, after = words[: found.start()], words[found.end() :]
        return _with_month(_numbers(before), _numbers(after), number, _era(words))
    together = _TOGETHER.findall(words)
    return _in_numbers(list(together[0]) if len(together) == 1 else _numbers(words), _era(words))


def _numbers(words: str) -> list[str]:
    return _DIGITS.findall(words)


def _era(words: str) -> Era:
    if _BUDDHIST.search(words):
        return Era.BUDDHIST
    return Era.COMMON if _COMMON.search(words) else Era.UNSAID


def _with_month(before: list[str], after: list[str], month: int, era: Era) -> Written | None:
    match before, after:
        case ([day], [year]) | ([], [day, year]):
            year, day = (day, year) if len(day) > 2 else (year, day)
            return _made(year, month, day, era)
        case ([only], []) | ([], [only]):
            years = len(only) > 2 or era is not Era.UNSAID
            return _made(only, month, None, era) if years else _made(None, month, only, era)
        case ([], []):
            return Written(month=month, era=era)
    return None


def _in_numbers(numbers: list[str], era: Era) -> Written | None:
    match numbers:
        case [first, month, last]:
            year, day = (first, last) if len(first) > 2 else (last, first)
            return _made(year, int(month[:5]), day, era)
        case [first, last] if len(first) > 2 or len(last) > 2:
            year, month = (first, last) if len(first) > 2 else (last, first)
            return _made(year, int(month[:5]), None, era)
        case [day, month]:
            return _made(None, int(month), day, era)
        case [only]:
            years = len(only) > 2 or era is not Era.UNSAID
            return _made(only, None, None, era) if years else _made(None, None, only, era)
    return None


def _made(year: str | None, month: int | None, day: str | None, era: Era) -> Written:
    return Written(year, month, int(day[:5]) if day else None, era)


def read_parts(parts: Mapping[str, str]) -> Written | None:
    """Read the three inputs of a web form; None when a day or month is no number."""
    day, year = (without_courtesy(parts.get(name, "")) for name in ("day", "year"))
    named = without_courtesy(parts.get("month", ""))
    months = [number for number, _found in find_months(named)] or [*map(int, _numbers(named[:4]))]
    if len(months) > 1 or (named and not months) or (day and not day.isdecimal()):
        return None
    digits = _numbers(year)
    if len(digits) > 1 or (year and not digits):
        return None
    return _made(digits[0] if digits else None, months[0] if months else None, day, _era(year))


def common_years(written: Written, today: date) -> list[int]:
    """Return the Common years a written year may mean, the likeliest first."""
    digits = (written.year or "").lstrip("0") if len(written.year or "") > 2 else written.year
    if not digits or len(digits) > 4:
        return []
    if len(digits) > 2:
        return _of_four(int(digits), written)
    number = int(digits)
    found = [common(century + number, written.month) for century in (2500, 2400)]
    buddhist_years = [year for year in found if year] if written.era is not Era.COMMON else []
    others = [1900 + number, 2000 + number] if written.era is not Era.BUDDHIST else []
    return [
        year
        for year in dict.fromkeys((*buddhist_years, *others))
        if today.year - OLDEST <= year <= today.year + FARTHEST
    ]


def _of_four(number: int, written: Written) -> list[int]:
    era = written.era
    is_buddhist = era is Era.BUDDHIST or (era is Era.UNSAID and number >= FIRST_BUDDHIST)
    year = common(number, written.month) if is_buddhist else number
    return [year] if year and FIRST_YEAR <= year <= LAST_YEAR else []


def never_was(written: Written) -> bool:
    """Say whether it names a month before the Thai year 2483 began: it had no first quarter."""
    number = int(written.year) if written.year and len(written.year) == 4 else 0
    return number > BETWEEN and common(number, written.month) is None


def known_of(stored: object) -> Known | None:
    """Return what a stored answer knows of a date; None when it is no date."""
    if isinstance(stored, str):
        found = _STORED.fullmatch(stored)
        known = Known(*map(int, found.groups())) if found else None
    else:
        known = _known_parts(stored) if isinstance(stored, Mapping) else None
    return known if known and known.exists() and not (known.day and not known.month) else None


def _known_parts(stored: Mapping[object, object]) -> Known | None:
    year, month, day = (stored.get(name) for name in ("year", "month", "day"))
    if type(year) is not int or not (month is None or type(month) is int):
        return None
    return Known(year, month, day) if day is None or type(day) is int else None


def unknown_part(known: Known) -> Text | None:
    """Say what is not known of a date, if anything."""
    if known.month is None:
        return _("{year} (day and month not known)", year=known)
    return None if known.day else _("{month} (day not known)", month=known)
