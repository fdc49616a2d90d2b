"""What happened to cases within a period, and the balance that has to add up. Pure.

A closing counts in the month in which it happened. When a resident later says that it is not
done, that is counted as opened again in the month in which they said so: what was published about
a month stays as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import floor
from typing import TypeVar

Key = TypeVar("Key", int, str)

GOOD_STARS = 4
"""From here on a rating says that somebody was content."""

TARGET = 80
"""Percent of ratings the office's plan wants to be good ones."""

LEAST_RATINGS = 3
"""With fewer, an average would tell what one person thought."""

Counts = Mapping[int, int]
"""How often each number occurred."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one service, or of several together."""

    before: int = 0
    """Still open when the period began."""
    received: int = 0
    reopened: int = 0
    """Opened again, because a resident said that it was not done."""
    done: int = 0
    rejected: int = 0
    withdrawn: int = 0
    in_time: int = 0
    late: int = 0
    """Answered after the promised day."""
    days: Counts = field(default_factory=dict)
    """Working days from filing to each answer of the office."""
    stars: Counts = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    """Where what was received came from."""

    @property
    def still_open(self) -> int:
        """Open when the period ended: what came minus what went."""
        came = self.before + self.received + self.reopened
        return came - self.done - self.rejected - self.withdrawn

    @property
    def answered(self) -> int:
        """Closed by the office, with a yes or a no."""
        return self.done + self.rejected

    @property
    def moved(self) -> int:
        """Everything that happened: a row of nothing is not shown."""
        return self.received + self.reopened + self.answered + self.withdrawn + self.ratings

    @property
    def in_time_percent(self) -> int | None:
        return percent(self.in_time, self.in_time + self.late)

    @property
    def median_days(self) -> float | None:
        return median(self.days)

    @property
    def ratings(self) -> int:
        return sum(self.stars.values())

    @property
    def average_stars(self) -> float | None:
        """The average with one decimal; None while there are too few ratings to say one."""
        if self.ratings < LEAST_RATINGS:
            return None
        total = sum(stars * count for stars, count in self.stars.items())
        return floor(total * 10 / self.ratings + 0.5) / 10

    @property
    def good_percent(self) -> int | None:
        """The share of ratings with four or five stars, under the same condition."""
        if self.ratings < LEAST_RATINGS:
            return None
        good = sum(count for stars, count in self.stars.items() if stars >= GOOD_STARS)
        return percent(good, self.ratings)

    def __add__(self, other: "Figures") -> "Figures":
        counted = {name: getattr(self, name) + getattr(other, name) for name in _NUMBERS}
        return Figures(
            **counted,
            days=_together(self.days, other.days),
            stars=_together(self.stars, other.stars),
            channels=_together(self.channels, other.channels),
        )


_NUMBERS = (
    "before", "received", "reopened", "done", "rejected", "withdrawn", "in_time", "late",
)  # fmt: skip


Rows = Mapping[str, Figures]
"""The figures of each service by its key; of what moved alone while `before` is unknown."""


def total(rows: Iterable[Figures]) -> Figures:
    """Add up several services."""
    return sum(rows, Figures())


def together(months: Iterable[Rows]) -> dict[str, Figures]:
    """Add up several months, service by service."""
    summed: dict[str, Figures] = {}
    for rows in months:
        for key, row in rows.items():
            summed[key] = summed.get(key, Figures()) + row
    return summed


def balanced(open_now: Mapping[str, int], within: Rows, since: Rows) -> dict[str, Figures]:
    """Give every service what was open before: worked back from now over what moved since."""
    keys = sorted(open_now.keys() | within.keys() | since.keys())
    nothing = Figures()
    found = {
        key: opening(
            open_now.get(key, 0) - since.get(key, nothing).still_open, within.get(key, nothing)
        )
        for key in keys
    }
    return {key: row for key, row in found.items() if row.moved or row.before}


def opening(open_at_end: int, figures: Figures) -> Figures:
    """Work back from what is open at the end to what was open when the period began."""
    unbalanced = replace(figures, before=0)
    return replace(figures, before=open_at_end - unbalanced.still_open)


def percent(part: int, whole: int) -> int | None:
    """Return a share in whole percent, a half rounded up; never 100 while something is missing."""
    if whole == 0:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    return 99 if rounded == 100 and part < whole else rounded


def median(counts: Counts) -> float | None:
    """Return the middle of what was counted, the mean of the two in the middle if there are two."""
    many = sum(counts.values())
    if many == 0:
        return None
    lower, upper = _nth(counts, (many - 1) // 2), _nth(counts, many // 2)
    return (lower + upper) / 2


def _nth(counts: Counts, place: int) -> int:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError("Counted less than that")


def _together(one: Mapping[Key, int], other: Mapping[Key, int]) -> dict[Key, int]:
    summed = dict(one)
    for key, count in other.items():
        summed[key] = summed.get(key, 0) + count
    return summed
