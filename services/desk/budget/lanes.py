"""Which way a message goes: paid, or held for a free one. Pure.

A messenger that counts gives the office so many messages a month. The kinds are served in order:
each leaves a share of the month to those above it, less of it the nearer the month's end. Danger
asks nobody.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from models.vocabulary import MessageClass
from services.kit.text import BANGKOK

RESERVED: Mapping[str, float] = {
    MessageClass.DANGER: 0.0,
    MessageClass.DEADLINE: 0.0,
    MessageClass.STATUS: 0.05,
    MessageClass.ANNOUNCEMENT: 0.30,
    MessageClass.DIGEST: 0.50,
}
"""The share of a whole month that a kind leaves to those above it."""

OVERTAKEN_AFTER: Mapping[str, timedelta] = {
    MessageClass.DANGER: timedelta(days=2),
    MessageClass.DEADLINE: timedelta(days=14),
    MessageClass.STATUS: timedelta(days=30),
    MessageClass.ANNOUNCEMENT: timedelta(days=7),
    MessageClass.DIGEST: timedelta(days=1),
}
"""After so long a held message says nothing new any more: it is shown to staff, not sent."""


class Way(StrEnum):
    PAID = "paid"
    HELD = "held"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class Budget:
    """Messages of this month, as the messenger says."""

    used: int
    most: int | None
    """None where the plan has no limit."""

    @property
    def left(self) -> int | None:
        return None if self.most is None else max(self.most - self.used, 0)


def lane_for(row: Mapping[str, Any], cost: int, budget: Budget | None, now: datetime) -> Way:
    """Choose the way of a message that costs something. An unknown budget stops nothing."""
    kind = row.get("message_class", MessageClass.STATUS)
    if row.get("held_at") and now - row["created_at"] > OVERTAKEN_AFTER[kind]:
        return Way.PAID if row.get("insisted") else Way.OVERTAKEN
    if kind == MessageClass.DANGER:
        return Way.PAID
    room = None if budget is None else room_for(kind, budget, now)
    if room is None or row.get("insisted") or cost <= room:
        return Way.PAID
    return Way.HELD


def goes_before(kind: str, other: str) -> bool:
    """Say whether a message need not wait for one of another kind that is held back."""
    order = [one.value for one in MessageClass]
    return order.index(kind) < order.index(other)


def room_for(kind: str, budget: Budget, now: datetime) -> int | None:
    """Return how many messages of a kind may still be paid for; None means any number."""
    if budget.most is None or budget.left is None:
        return None
    kept_back = int(budget.most * RESERVED[kind] * (1 - month_gone(now)))
    return max(budget.left - kept_back, 0)


def forecast(used: int, now: datetime) -> int:
    """Return what the month comes to at the pace so far."""
    return round(used / max(month_gone(now), 1 / 31))


def month_gone(now: datetime) -> float:
    """Return which part of the month lies behind us, between 0 and 1."""
    local = now.astimezone(BANGKOK)
    days = monthrange(local.year, local.month)[1]
    return (local.day - 1 + local.hour / 24) / days


def month_began(now: datetime) -> datetime:
    """Return when this month began in Thailand."""
    local = now.astimezone(BANGKOK)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
