"""What becomes of a chunk after an attempt: decided here, without doing it."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels import DeliveryFailed
from bot.delivery import QUOTA_WAIT, wait_before
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import AnnouncementWay, ChunkState
from models.vocabulary import ChannelName
from services.desk.announcing.chunks import LEASE, Progress

KEY_LASTS = timedelta(hours=23)
"""LINE knows a retry key for 24 hours; an attempt behind that could tell people twice."""

LONGEST_WAIT = timedelta(minutes=10)
MOST_ATTEMPTS_EACH = 8
"""For one person; the others of the chunk wait that long, about ten minutes."""

SAME_FOR_ALL = 3
"""So many refusals at the beginning of a chunk, and nobody reached: it is not about the people."""


def key_is_over(chunk: AnnouncementChunk, now: datetime) -> bool:
    """Say whether nobody can tell any more what became of the first attempt."""
    together = chunk.way in {AnnouncementWay.MULTICAST, AnnouncementWay.BROADCAST}
    return together and chunk.tried_at is not None and now - chunk.tried_at > KEY_LASTS


def given_up(chunk: AnnouncementChunk) -> Progress:
    """Count everybody of a chunk as not told: after a day, nobody is told twice to make sure."""
    left = chunk.size - chunk.done
    reason = "LINE gave no answer for a day"
    return Progress(
        chunk.size, ChunkState.DONE, failed=left, reasons={reason: left}, error=chunk.error or ""
    )


def told_all(chunk: AnnouncementChunk) -> Progress:
    """Everybody of the chunk was told with one call."""
    return Progress(chunk.size, ChunkState.DONE, sent=chunk.size - chunk.done)


def told_one(chunk: AnnouncementChunk) -> Progress:
    """The next person was told."""
    return replace(_next(chunk), sent=1)


def all_failed(
    chunk: AnnouncementChunk, failure: DeliveryFailed, now: datetime, luck: float
) -> Progress:
    """Decide after one call for many was refused or not answered.

    A refusal that is about the people (an id LINE does not take) is found by telling them one by
    one. Any other refusal would meet everybody, so the announcement is paused.
    """
    refused = failure.permanent or failure.quota or failure.retry_after > 0
    doubt = not (refused and _is_first_attempt(chunk))
    if failure.quota:
        return _held(chunk, failure, now, in_doubt=doubt)
    if failure.unreachable and chunk.way == AnnouncementWay.MULTICAST:
        return Progress(chunk.done, due_at=now, way=AnnouncementWay.EACH, in_doubt=doubt)
    if failure.permanent:
        return Progress(chunk.done, due_at=now, error=failure.reason, in_doubt=doubt, pauses=True)
    return _again(chunk, failure, now, luck, in_doubt=doubt)


def one_failed(
    chunk: AnnouncementChunk, failure: DeliveryFailed, now: datetime, luck: float
) -> Progress:
    """Decide after one person could not be told: the next, or the same one later."""
    if failure.quota:
        return _held(chunk, failure, now, in_doubt=False)
    if failure.unreachable:
        return replace(_next(chunk), unreachable=1, reasons={failure.reason: 1})
    if failure.permanent and _meets_everybody(chunk):
        return Progress(chunk.done, due_at=now, error=failure.reason, pauses=True)
    if failure.permanent or chunk.attempts + 1 >= MOST_ATTEMPTS_EACH:
        return replace(_next(chunk), failed=1, reasons={failure.reason: 1})
    return _again(chunk, failure, now, luck, in_doubt=True)


def _next(chunk: AnnouncementChunk) -> Progress:
    done = chunk.done + 1
    return Progress(done, ChunkState.DONE if done >= chunk.size else ChunkState.WAITING)


def _meets_everybody(chunk: AnnouncementChunk) -> bool:
    return chunk.sent == 0 and chunk.failed + 1 >= min(SAME_FOR_ALL, chunk.size)


def _again(
    chunk: AnnouncementChunk, failure: DeliveryFailed, now: datetime, luck: float, *, in_doubt: bool
) -> Progress:
    wait = wait_before(min(chunk.attempts + 1, 12), luck, failure.retry_after)
    asked = timedelta(seconds=failure.retry_after)
    due_at = now + max(min(wait, LONGEST_WAIT), asked)
    return Progress(
        chunk.done, attempts=chunk.attempts + 1, due_at=due_at, in_doubt=in_doubt,
        error=failure.reason,
    )  # fmt: skip


def _held(
    chunk: AnnouncementChunk, failure: DeliveryFailed, now: datetime, *, in_doubt: bool
) -> Progress:
    return Progress(
        chunk.done, ChunkState.HELD, due_at=now + QUOTA_WAIT, in_doubt=in_doubt,
        error=failure.reason,
    )  # fmt: skip


def _is_first_attempt(chunk: AnnouncementChunk) -> bool:
    """The lease is as old as the first attempt: no earlier one is in doubt."""
    return chunk.leased_until is not None and chunk.tried_at == chunk.leased_until - LEASE


def at_once(channel: str) -> int:
    """Return how many chunks of a channel one process has in hand."""
    return 2 if channel == ChannelName.LINE else 1
