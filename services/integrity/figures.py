"""Public numbers of the channel: so few that nobody is found by counting (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.integrity.procedure import Counts

FEWEST = 5
"""A number below this, other than none, is not said."""

SHOWN_HALVES = 4
_OCTOBER, _APRIL = 10, 4


@dataclass(frozen=True, slots=True)
class Half:
    """Half a year of the budget, which begins in October."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """One half year; a number that is not said is None."""

    half: Half
    received: int | None
    finished: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """What anybody may know."""

    rows: tuple[Row, ...]
    in_progress: int | None
    """Today. Only said when every other number is: it would give away the others."""


def halves(today: date) -> Iterator[Half]:
    """Return the half year of today and those before, the newest first."""
    month = _OCTOBER if not _APRIL <= today.month < _OCTOBER else _APRIL
    year = today.year - (today.month < _APRIL)
    first = date(year, month, 1)
    for _half in range(SHOWN_HALVES):
        yield Half(first, _half_later(first) - timedelta(days=1))
        first = _half_earlier(first)


def published(counted: Sequence[tuple[Half, Counts]]) -> Published:
    """Hide what is too small, and with it whatever could be set against it.

    No more is finished than was received: beside a small number of one, those of the other tell.
    What was received in one half year says nothing about another.
    """
    received = [_said(counts.received) for _half, counts in counted]
    others = [_said(counts.finished) for _half, counts in counted]
    in_progress = _said(counted[0][1].in_progress) if counted else 0
    if None in (*received, *others, in_progress):
        others, in_progress = [None] * len(counted), None
    halves_ = (half for half, _counts in counted)
    return Published(tuple(map(Row, halves_, received, others)), in_progress)


def _said(number: int) -> int | None:
    return None if 0 < number < FEWEST else number


def _half_later(first: date) -> date:
    return date(first.year + (first.month == _OCTOBER), _april_or_october(first), 1)


def _half_earlier(first: date) -> date:
    return date(first.year - (first.month == _APRIL), _april_or_october(first), 1)


def _april_or_october(first: date) -> int:
    return _APRIL if first.month == _OCTOBER else _OCTOBER
