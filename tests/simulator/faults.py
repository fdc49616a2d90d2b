"""What goes wrong on purpose: a seeded plan of failures, by endpoint."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

EVERY_ENDPOINT = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way a platform fails its caller, before or after it has done what was asked."""

    kind: Literal["answer", "drop", "hang", "slow"]
    status: int = 500
    retry_after: int | None = None
    seconds: float = 0.0
    after_acting: bool = False

    @property
    def name(self) -> str:
        what = str(self.status) if self.kind == "answer" else self.kind
        return f"{what} after acting" if self.after_acting else what


def answers(status: int, *, after_acting: bool = False) -> Fault:
    """The platform answers 500, 502 or the like instead of the truth."""
    return Fault("answer", status=status, after_acting=after_acting)


def too_many(retry_after: int = 1) -> Fault:
    """The platform answers 429; Telegram names the seconds to wait."""
    return Fault("answer", status=429, retry_after=retry_after)


def drops(*, after_acting: bool = False) -> Fault:
    """The connection is cut without a byte of answer."""
    return Fault("drop", after_acting=after_acting)


def hangs(*, after_acting: bool = False) -> Fault:
    """No answer comes until the caller gives up."""
    return Fault("hang", after_acting=after_acting)


def slow(seconds: float) -> Fault:
    """The true answer, late."""
    return Fault("slow", seconds=seconds)


@dataclass(slots=True)
class Planned:
    endpoint: str
    fault: Fault
    calls_left: int | None
    probability: float

    def fits(self, endpoint: str) -> bool:
        return self.calls_left != 0 and self.endpoint in {EVERY_ENDPOINT, endpoint}


@dataclass(slots=True)
class FaultPlan:
    """Which calls fail, and how: the next few, or some by chance. The same seed fails the same."""

    chance: Random
    planned: list[Planned] = field(default_factory=list)

    def add(
        self, endpoint: str, fault: Fault, *, calls: int | None = 1, probability: float = 1.0
    ) -> None:
        """Fail the next `calls` calls of an endpoint (None: for ever) with a probability each."""
        self.planned.append(Planned(endpoint, fault, calls, probability))

    def clear(self) -> None:
        self.planned.clear()

    def pick(self, endpoint: str) -> Fault | None:
        """The fault that strikes this call, if any; the plan remembers that it struck."""
        if not self.planned:
            return None
        for plan in self.planned:
            if plan.fits(endpoint) and self.chance.random() < plan.probability:
                plan.calls_left = None if plan.calls_left is None else plan.calls_left - 1
                return plan.fault
        return None
