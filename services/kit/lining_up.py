"""Lining up: in which order the people waiting at the counters are called, and about when. Pure.

The rule is the one the office publishes (`offices/tables/queue_priority.toml`): first come, first
served, but those with a published reason go first, though never so many of them in a row that
somebody else waits for ever.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median
from typing import Protocol, TypeVar

from services.kit.dated import NoRate, in_force
from services.kit.office import Named, Office, Queue

TABLE = "queue_priority"
STEP = 5
"""Minutes. Nobody can say more exactly how long others will take."""
MOST_TIMES = 20
"""How many of the latest service times say how long the next ones take."""


@dataclass(frozen=True, slots=True)
class PriorityReason:
    """Why somebody may be called earlier: a name for a button, and whom it means."""

    key: str
    name: Named
    whom: Named


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """The rule as it is published on a day."""

    reasons: Mapping[str, PriorityReason] = field(default_factory=dict)
    in_a_row: int = 0
    """After so many with a reason, somebody without one who has waited longer comes first."""
    confirmed: bool = False
    source: str = ""


class Ticket(Protocol):
    """What the order looks at."""

    @property
    def letter(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def priority(self) -> str | None: ...
    @property
    def taken_at(self) -> datetime: ...


Lined = TypeVar("Lined", bound=Ticket)


def rule_on(office: Office, day: date) -> PriorityRule:
    """Return the rule that holds on a day; without one nobody is called earlier."""
    try:
        row = in_force(office.tables, TABLE, day)
    except NoRate:
        return PriorityRule()
    reasons = {told["key"]: _reason(told) for told in row.values["reasons"]}
    return PriorityRule(reasons, row.values["in_a_row"], row.confirmed, row.source)


def order(waiting: Iterable[Lined], recent: Sequence[Ticket], rule: PriorityRule) -> list[Lined]:
    """Return those who wait in the order in which they will be called.

    `recent` are those who were called already, the latest last: they say how many with a reason
    have just been called in a row.
    """
    in_time = sorted(waiting, key=_since)
    early = deque(one for one in in_time if goes_first(one, rule))
    others = deque(one for one in in_time if not goes_first(one, rule))
    row, lined = _in_a_row(recent, rule), list[Lined]()
    while early and others:
        longer = _since(others[0]) < _since(early[0])
        from_early = not longer or row < rule.in_a_row
        lined.append((early if from_early else others).popleft())
        row = row + 1 if from_early else 0
    return [*lined, *early, *others]


def ahead(ticket: Ticket, lined: Sequence[Ticket]) -> int:
    """Return how many are called before this one; everybody when it does not wait there."""
    names = [(one.letter, one.number) for one in lined]
    wanted = (ticket.letter, ticket.number)
    return names.index(wanted) if wanted in names else len(names)


def expected_wait(before: int, times: Sequence[timedelta], queue: Queue) -> int:
    """Return about how many minutes pass until so many people were called, in steps of five."""
    known = [time.total_seconds() / 60 for time in times[-MOST_TIMES:]]
    each = median(known) if known else queue.minutes
    return ceil(before * each / max(queue.counters, 1) / STEP) * STEP


def goes_first(ticket: Ticket, rule: PriorityRule) -> bool:
    """Say whether it has a reason that is published today."""
    return ticket.priority in rule.reasons


def _since(ticket: Ticket) -> tuple[datetime, str, int]:
    """Two tickets of one moment go by their numbers, so that the order is never left to chance."""
    return ticket.taken_at, ticket.letter, ticket.number


def _in_a_row(recent: Sequence[Ticket], rule: PriorityRule) -> int:
    row = 0
    for one in reversed(recent):
        if not goes_first(one, rule):
            break
        row += 1
    return row


def _reason(told: Mapping[str, Mapping[str, str]]) -> PriorityReason:
    name, whom = Named(str(told["th"]), str(told["en"])), told["whom"]
    return PriorityReason(str(told["key"]), name, Named(whom["th"], whom["en"]))
