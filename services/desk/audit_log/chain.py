"""The arithmetic of the chain: how a seal is made, and which entry does not fit first. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from services.kit.text import BANGKOK

FORM = "sala-log-1"
"""Names the canonical form. Another form gets another name; old entries keep theirs."""


@dataclass(frozen=True, slots=True)
class Line:
    """Everything an entry says, as it is sealed."""

    id: UUID
    at: datetime
    actor: str
    action: str
    subject: str
    outcome: str
    note: str
    channel: str
    service: str
    status: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A line in its place."""

    line: Line
    number: int
    sealed_at: datetime | None
    seal: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """How far the chain goes."""

    number: int = 0
    seal: str = ""
    sealed_at: datetime | None = None


class Fault(StrEnum):
    """Why an entry does not fit."""

    MISSING = "missing"
    ADDED = "added"
    """It stands in a place that is taken, or behind the end of the chain."""
    CHANGED = "changed"
    """It says something else than what was sealed, or does not follow from the one before."""
    CUT_OFF = "cut_off"
    """It and whatever came after it is gone from the end."""
    END = "end"
    """The entries fit, but the note of where the chain ends does not."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first entry that does not fit."""

    number: int
    fault: Fault


def seal_of(before: str, number: int, sealed_at: datetime, line: Line) -> str:
    """Return the seal of an entry: over the one before it, its place, and all it says."""
    said = [
        FORM, before, number, _moment(sealed_at), line.id.hex, _moment(line.at), line.actor,
        line.action, line.subject, line.outcome, line.note, line.channel, line.service, line.status,
    ]  # fmt: skip
    return sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def _moment(at: datetime) -> str:
    return f"{at.timestamp():.6f}"


def month_of(moment: datetime) -> str:
    """Name the month of a moment in Thailand, such as 2026-11."""
    return moment.astimezone(BANGKOK).strftime("%Y-%m")


@dataclass(slots=True)
class Walk:
    """Goes along the chain entry by entry, remembering only where it stands."""

    head: Head = field(default_factory=Head)
    noted: Head = field(default_factory=Head)
    """A place somebody wrote down elsewhere: who seals the whole chain anew does not reach that."""
    misfit: Misfit | None = None
    roots: dict[str, Head] = field(default_factory=dict)
    """The last entry sealed in each month: its seal stands for everything until then."""

    def pass_by(self, entries: Iterable[Sealed]) -> None:
        """Check entries in the order of their numbers, until the first that does not fit."""
        for entry in entries:
            if self.misfit is None:
                self._pass_one(entry)

    def arrive(self, end: Head) -> None:
        """Compare what was found with where the chain is said to end, and was known to reach."""
        if self.misfit is None and self.head.number < self.noted.number:
            self.misfit = Misfit(self.head.number + 1, Fault.CUT_OFF)
        if self.misfit is not None or (end.number, end.seal) == (self.head.number, self.head.seal):
            return
        if end.number > self.head.number:
            self.misfit = Misfit(self.head.number + 1, Fault.CUT_OFF)
        elif end.number < self.head.number:
            self.misfit = Misfit(end.number + 1, Fault.ADDED)
        else:
            self.misfit = Misfit(end.number, Fault.END)

    def _pass_one(self, entry: Sealed) -> None:
        expected = self.head.number + 1
        if entry.number > expected:
            self.misfit = Misfit(expected, Fault.MISSING)
        elif entry.number < expected:
            self.misfit = Misfit(entry.number, Fault.ADDED)
        elif entry.sealed_at is None or not self._fits(entry, entry.sealed_at):
            self.misfit = Misfit(expected, Fault.CHANGED)
        else:
            self.head = Head(entry.number, entry.seal or "", entry.sealed_at)
            self.roots[month_of(entry.sealed_at)] = self.head

    def _fits(self, entry: Sealed, sealed_at: datetime) -> bool:
        before = self.head.sealed_at
        in_order = before is None or sealed_at >= before
        known = entry.number != self.noted.number or entry.seal == self.noted.seal
        seal = seal_of(self.head.seal, entry.number, sealed_at, entry.line)
        return in_order and known and entry.seal == seal


def root_of(walk: Walk, month: str) -> Head | None:
    """Return the end of the chain as it was when a month ended; none before the first entry."""
    until = [one for one in walk.roots if one <= month]
    return walk.roots[max(until)] if until else None
