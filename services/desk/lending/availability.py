"""Availability: how many of a thing are free on a day. Pure; both days of a loan count.

What is to come back on one day is lent again from the next day on, so that somebody who is late
in the afternoon does not keep the next borrower waiting.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)
HORIZON = 90
"""Days within which the next free ones are looked for."""


@dataclass(frozen=True, slots=True)
class Held:
    """So many of one thing that nobody else can have from one day to another."""

    key: str
    first: date
    last: date
    count: int

    def on(self, day: date) -> bool:
        """Say whether they are away on this day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Shortage:
    """The first day on which there are fewer of a thing than asked for."""

    key: str
    day: date
    free: int


def free_on(key: str, day: date, total: int, held: Iterable[Held]) -> int:
    """Return how many are free on a day; never less than none, even when too many are out."""
    return max(0, total - sum(one.count for one in held if one.key == key and one.on(day)))


def days_from(first: date, last: date) -> Iterator[date]:
    """Yield the days of a loan, both ends included."""
    for number in range((last - first).days + 1):
        yield first + number * A_DAY


def shortages(
    asked: Mapping[str, int],
    first: date,
    last: date,
    stock: Mapping[str, int],
    held: Sequence[Held],
) -> list[Shortage]:
    """Return what is missing, one line for each thing; nothing when all of it is free."""
    found = (_first_shortage(key, asked[key], first, last, stock, held) for key in asked)
    return [one for one in found if one]


def next_free(
    asked: Mapping[str, int],
    first: date,
    last: date,
    stock: Mapping[str, int],
    held: Sequence[Held],
) -> date | None:
    """Return the nearest first day after `first` from which everything is free just as long."""
    for ahead in range(1, HORIZON):
        moved = ahead * A_DAY
        if not shortages(asked, first + moved, last + moved, stock, held):
            return first + moved
    return None


def _first_shortage(
    key: str,
    count: int,
    first: date,
    last: date,
    stock: Mapping[str, int],
    held: Sequence[Held],
) -> Shortage | None:
    for day in days_from(first, last):
        free = free_on(key, day, stock.get(key, 0), held)
        if free < count:
            return Shortage(key, day, free)
    return None
