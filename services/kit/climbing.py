"""Climbing: when a notice nobody acknowledged goes on to somebody higher, and to whom. Pure.

The hours are the office's own (`offices/tables/climbing.toml`). They are counted while the office
is open, so that nobody is woken for what can wait; what is dangerous is counted by the clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from services.kit.calendar import after_open_hours, is_open, working_days_after
from services.kit.dated import NoRate, in_force
from services.kit.fields import Answers
from services.kit.office import Office

TABLE = "climbing"


class Rung(StrEnum):
    """Whose turn it is, in the order in which a notice climbs."""

    NONE = ""
    OFFICER = "officer"
    """Whoever looks after the case, or the department's chat: told at once."""
    SECOND = "second"
    """The other officers of the department, each in their own chat."""
    HEAD = "head"
    EXECUTIVE = "executive"


class PromiseStep(StrEnum):
    """What is said about a promise, in the order of the days."""

    SOON = "soon"
    TODAY = "today"
    HEAD = "head"
    EXECUTIVE = "executive"


UPWARDS = tuple(Rung)
IN_TIME = tuple(PromiseStep)


@dataclass(frozen=True, slots=True)
class Ladder:
    """How long each rung has before the next one hears of it."""

    after: Mapping[Rung, timedelta]
    by_clock: bool = False
    """True for danger: nights and holidays count, and people are told then, too."""


@dataclass(frozen=True, slots=True)
class PromiseDays:
    """Working days before and after a promised day on which somebody is told."""

    warn: int = 1
    head: int = 1
    executive: int = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice nobody has acknowledged: which rung was told last, and when."""

    rung: Rung
    told_at: datetime
    """For the first rung: when it came."""


@dataclass(frozen=True, slots=True)
class Climb:
    """The next rung, and the moment at which it is told."""

    rung: Rung
    at: datetime


@dataclass(frozen=True, slots=True)
class _Danger:
    service: str
    question: str
    answers: tuple[str, ...]

    def fits(self, service: str, answers: Answers) -> bool:
        if service != self.service:
            return False
        return not self.question or answers.get(self.question) in self.answers


@dataclass(frozen=True, slots=True)
class ClimbingRule:
    """The office's rule as it stands on a day."""

    usual: Mapping[Rung, timedelta]
    in_danger: Mapping[Rung, timedelta]
    dangers: tuple[_Danger, ...] = ()
    of_services: Mapping[str, Mapping[Rung, timedelta]] = field(default_factory=dict)
    days: PromiseDays = PromiseDays()
    confirmed: bool = False

    def ladder(self, service: str, answers: Answers) -> Ladder:
        """Return the ladder of a case: danger goes before everything else."""
        if self.is_danger(service, answers):
            return Ladder(self.in_danger, by_clock=True)
        return Ladder(self.of_services.get(service, self.usual))

    def is_danger(self, service: str, answers: Answers) -> bool:
        """Say whether these answers mean that somebody may be hurt."""
        return any(danger.fits(service, answers) for danger in self.dangers)


def next_climb(waiting: Waiting, ladder: Ladder, office: Office) -> Climb | None:
    """Return whom to tell next and when; None above the top, and where the office never opens.

    Each rung keeps its whole time: what a stopped desk missed does not fall on everybody at once.
    """
    place = UPWARDS.index(waiting.rung) + 1
    if place == len(UPWARDS):
        return None
    rung = UPWARDS[place]
    if rung is Rung.OFFICER:
        return Climb(rung, waiting.told_at)
    length = ladder.after[rung] - ladder.after.get(waiting.rung, timedelta())
    if ladder.by_clock:
        return Climb(rung, waiting.told_at + length)
    at = after_open_hours(waiting.told_at, length, office)
    return Climb(rung, at) if at else None


def may_tell(now: datetime, ladder: Ladder, office: Office) -> bool:
    """Say whether people may be told now: in quiet hours only of danger."""
    return ladder.by_clock or is_open(now, office)


def warning_on(today: date, due_on: date, days: PromiseDays, office: Office) -> PromiseStep | None:
    """Return what is to be said about a promise on this day: the latest that has come."""
    if today == due_on:
        return PromiseStep.TODAY
    if today < due_on:
        return PromiseStep.SOON if due_on <= _working_day(today, days.warn, office) else None
    if today >= _working_day(due_on, days.executive, office):
        return PromiseStep.EXECUTIVE
    return PromiseStep.HEAD if today >= _working_day(due_on, days.head, office) else None


def days_passed(today: date, since: date, days: Sequence[int]) -> int:
    """Return how many of these calendar days after a day have come; the last one is meant."""
    return sum(today >= since + timedelta(days=number) for number in days)


def rule_on(office: Office, day: date) -> ClimbingRule | None:
    """Return the rule of the office's table; None where it has none: then nothing climbs."""
    try:
        row = in_force(office.tables, TABLE, day)
    except NoRate:
        return None
    told = row.values
    return ClimbingRule(
        usual=_hours(told),
        in_danger=_hours(told["danger"]),
        dangers=tuple(_danger(one) for one in told.get("dangers", ())),
        of_services={one["key"]: _hours(one) for one in told.get("services", ())},
        days=PromiseDays(told["warn_days"], told["head_days"], told["executive_days"]),
        confirmed=row.confirmed,
    )


def _working_day(day: date, number: int, office: Office) -> date:
    """Return the so manieth working day after a day; the day itself for none."""
    return next(islice(working_days_after(day, office), number - 1, None)) if number else day


def _hours(row: Mapping[str, Any]) -> dict[Rung, timedelta]:
    """Read the hours of a row. Raises `ValueError` when a higher rung is told before a lower."""
    rungs = (Rung.SECOND, Rung.HEAD, Rung.EXECUTIVE)
    hours = {rung: timedelta(hours=float(row[rung])) for rung in rungs}
    if sorted(hours.values()) != list(hours.values()):
        raise ValueError(f"{TABLE}: a higher one is told before a lower one: {row}")
    return hours


def _danger(row: Mapping[str, Any]) -> _Danger:
    return _Danger(row["service"], row.get("question", ""), tuple(row.get("answers", ())))
