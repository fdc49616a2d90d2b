"""What becomes of a message after an attempt to deliver it: decided here, without doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.channels import DeliveryFailed
from models.vocabulary import OutboxState, Urgency

MOST_ATTEMPTS = 12
"""With the waits below this takes about ten hours, well within the 24 h of a LINE retry key."""

LONGEST_WAIT = timedelta(hours=2)
QUOTA_WAIT = timedelta(hours=1)
"""A month's messages are used up: look again each hour, the office may have bought more."""

FIRST_WAIT = timedelta(seconds=1)

LONGEST_ASKED = timedelta(days=1)
"""Whatever a messenger asks for, it is tried again after a day."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to write about a message, and whether to try again at once."""

    state: OutboxState
    attempts: int
    error: str | None = None
    due_at: datetime | None = None
    keep_token: bool = False
    again: bool = False
    unreachable: bool = False
    moved_to: str = ""
    cost: int = 0
    """How many of the month's messages it took."""
    held: bool = False
    """It waits because the month's messages are used up or kept for others."""


def may_reply(row: Mapping[str, Any], now: datetime) -> bool:
    """Say whether the free reply is still worth trying."""
    until = row["reply_until"]
    return bool(row["reply_token"]) and until is not None and now < until


def too_late(row: Mapping[str, Any], now: datetime) -> bool:
    """Say whether this was an answer in a conversation whose free reply has passed."""
    return (
        bool(row["reply_token"])
        and not may_reply(row, now)
        and row["urgency"] == Urgency.CONVERSATION
    )


def delivered(row: Mapping[str, Any], cost: int = 0) -> Step:
    return Step(OutboxState.SENT, row["attempts"] + 1, cost=cost)


def held(row: Mapping[str, Any], now: datetime) -> Step:
    """Keep a message for a free reply, another channel, or a better hour."""
    reason = "kept for a free answer: the month's messages are spoken for"
    return Step(OutboxState.WAITING, row["attempts"], reason, now + QUOTA_WAIT, held=True)


def overtaken(row: Mapping[str, Any]) -> Step:
    return Step(OutboxState.DROPPED, row["attempts"], "held so long that it says nothing new")


def dropped(row: Mapping[str, Any]) -> Step:
    return Step(OutboxState.DROPPED, row["attempts"], "too late for the free reply")


def after_failure(
    row: Mapping[str, Any], failure: DeliveryFailed, now: datetime, luck: float
) -> Step:
    """Decide what to do after a refused or unanswered attempt.

    `luck` between 0 and 1 spreads the waits, so that many messages do not come back together.
    """
    attempts = row["attempts"] + 1
    if failure.moved_to and attempts < MOST_ATTEMPTS:
        return Step(
            OutboxState.WAITING, attempts, failure.reason, now, again=True,
            moved_to=failure.moved_to,
        )  # fmt: skip
    if failure.token_refused:
        return _after_refused_token(row, failure, now)
    if failure.quota:
        due_at = now + QUOTA_WAIT
        return Step(OutboxState.WAITING, row["attempts"], failure.reason, due_at, held=True)
    if failure.permanent or attempts >= MOST_ATTEMPTS:
        return Step(OutboxState.FAILED, attempts, failure.reason, unreachable=failure.unreachable)
    due_at = now + wait_before(attempts, luck, failure.retry_after)
    return Step(OutboxState.WAITING, attempts, failure.reason, due_at, keep_token=True)


def wait_before(attempts: int, luck: float, asked: float = 0.0) -> timedelta:
    """Return how long to wait: doubling from a second, as long as the messenger asks at least."""
    doubling: timedelta = min(FIRST_WAIT * 2.0 ** (attempts - 1), LONGEST_WAIT)
    wanted = timedelta(seconds=min(asked, LONGEST_ASKED.total_seconds()))
    return max(doubling * (0.5 + luck / 2), wanted)


def _after_refused_token(row: Mapping[str, Any], failure: DeliveryFailed, now: datetime) -> Step:
    """A reply token works once. Refused while it is still young, after an attempt whose answer was
    lost or in a row that a process left behind when it died, it was used by that earlier attempt:
    the resident has the message.
    """
    tried_before = row["attempts"] > 0 or row.get("left_behind", False)
    if tried_before and may_reply(row, now):
        return delivered(row)
    if row["urgency"] == Urgency.CONVERSATION:
        return dropped(row)
    return Step(OutboxState.WAITING, row["attempts"] + 1, failure.reason, now, again=True)
