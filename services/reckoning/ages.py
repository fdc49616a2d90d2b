"""Ages as Thai law counts them: an age is complete on the day before the birthday."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
JANUARY, APRIL = 1, 4
YEAR_BEGAN_IN_APRIL_UNTIL = 1940
"""The last year that began on 1 April: 2483 BE had nine months."""


@dataclass(frozen=True, slots=True)
class Born:
    """A day of birth, and whether a part of it had to be assumed."""

    day: date
    assumed: bool = False

    @property
    def doubtful(self) -> bool:
        """True where not even the beginning of the year of birth is plain."""
        return self.assumed and self.day.year <= YEAR_BEGAN_IN_APRIL_UNTIL


def read_born(stored: object) -> Born:
    """Read a stored date, of which day or month may be missing.

    A missing day is the first of the month. A missing month is the first of the year, which was
    April for as long as the Thai year began in April.
    """
    if isinstance(stored, Mapping):
        month, day = stored.get("month"), stored.get("day")
        year = int(stored["year"])
        first = APRIL if year <= YEAR_BEGAN_IN_APRIL_UNTIL else JANUARY
        whole = date(year, int(month or first), int(day if month and day else 1))
        return Born(whole, assumed=not (month and day))
    return Born(date.fromisoformat(str(stored)))


def birthday(born: date, age: int) -> date:
    """Return the birthday of an age; without a 29 February it is the last day of the month."""
    year = born.year + age
    return date(year, born.month, min(born.day, monthrange(year, born.month)[1]))


def completes(born: date, age: int) -> date:
    """Return the day on which an age is complete: the day before the birthday."""
    return birthday(born, age) - ONE_DAY


def age_on(day: date, born: date) -> int:
    """Return the age on a day as people count it, by birthdays."""
    age = day.year - born.year
    return age if birthday(born, age) <= day else age - 1


def completed_age_on(day: date, born: date) -> int:
    """Return the age on a day as the law counts it, complete the day before the birthday."""
    age = day.year - born.year
    return age if completes(born, age) <= day else age - 1
