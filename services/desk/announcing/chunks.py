"""Chunks in the database: taken by one process at a time, and written after every step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import AnnouncementState, ChunkState
from models.vocabulary import ChannelName
from services.desk.announcing.timing import is_quiet
from services.desk.work import Work

LEASE: Final = timedelta(seconds=60)
"""How long a chunk belongs to the process that took it, from its last step. Longer than any one
call to a messenger may take."""

ALONE: Final = frozenset({ChannelName.TELEGRAM.value})
"""Channels without retry keys: one message at a time is under way in the whole office, so that a
process that dies leaves one person in doubt, not many."""

_LOCK: Final = 7_370_001
_waiting = col(AnnouncementChunk.state) == ChunkState.WAITING.value
_chunk = AnnouncementChunk.__table__  # type: ignore[attr-defined] # SQLModel adds it


@dataclass(frozen=True, slots=True)
class Progress:
    """What to write about a chunk after a step. What is counted is added."""

    done: int
    state: ChunkState = ChunkState.WAITING
    sent: int = 0
    failed: int = 0
    unreachable: int = 0
    reasons: Mapping[str, int] | None = None
    attempts: int = 0
    due_at: datetime | None = None
    """When to try again; none means that it goes on at once."""
    way: str = ""
    in_doubt: bool = True
    """Whether the messenger may have acted on the last attempt."""
    error: str = ""
    pauses: bool = False
    """Whether it would fail for everybody, so that the announcement is paused."""


async def release_all(session: AsyncSession) -> None:
    """Free every chunk: at the start of the only process there is, no lease is alive."""
    await session.exec(update(AnnouncementChunk).where(_waiting).values(leased_until=None))


async def claim(work: Work, channel: str) -> AnnouncementChunk | None:
    """Take the chunk whose turn it is. Its first attempt is noted before it is made."""
    if channel in ALONE:
        await _one_at_a_time(work)
        if await _is_busy(work, channel):
            return None
    chunk: AnnouncementChunk | None = (await work.session.exec(_next(channel, work.now))).first()
    if chunk is None:
        return None
    chunk.leased_until = work.now + LEASE
    chunk.tried_at = chunk.tried_at or work.now
    work.session.add(chunk)
    return chunk


async def anything_for(session: AsyncSession, channel: str, now: datetime) -> bool:
    """Say whether a chunk of this channel is due: one row is looked for, nothing is held."""
    return (await session.exec(_next(channel, now, lock=False))).first() is not None


async def write(work: Work, chunk: AnnouncementChunk, progress: Progress) -> bool:
    """Write a step, and say whether to go on: the chunk is still ours, nobody paused or stopped.

    A process that was held up longer than its lease finds that the chunk is another's.
    """
    going_on = progress.due_at is None and progress.state == ChunkState.WAITING
    lease = work.now + LEASE if going_on else None
    ours = update(_chunk).where(
        _chunk.c.announcement_id == chunk.announcement_id,
        _chunk.c.number == chunk.number,
        _chunk.c.leased_until == chunk.leased_until,
    )
    written = await work.session.exec(ours.values(_values(chunk, progress, lease, work.now)))
    if not written.rowcount:
        return False
    _note(chunk, progress, lease)
    return going_on and await _is_sending(work.session, chunk.announcement_id)


async def is_ours(work: Work, chunk: AnnouncementChunk) -> bool:
    """Say whether this process still holds the chunk; until the end of this transaction it does."""
    held = (
        select(AnnouncementChunk.leased_until)
        .where(
            col(AnnouncementChunk.announcement_id) == chunk.announcement_id,
            col(AnnouncementChunk.number) == chunk.number,
        )
        .with_for_update()
    )
    return (await work.session.exec(held)).first() == chunk.leased_until


async def let_go(work: Work, chunk: AnnouncementChunk) -> None:
    """Give a chunk back unchanged: its announcement was paused."""
    ours = update(_chunk).where(
        _chunk.c.announcement_id == chunk.announcement_id,
        _chunk.c.number == chunk.number,
        _chunk.c.leased_until == chunk.leased_until,
    )
    await work.session.exec(ours.values(leased_until=None))


async def pause_for(work: Work, announcement_id: UUID, trouble: str) -> None:
    """Pause an announcement that would fail for everybody; the office sees why."""
    sending = update(Announcement).where(
        col(Announcement.id) == announcement_id,
        col(Announcement.state) == AnnouncementState.SENDING,
    )
    await work.session.exec(sending.values(state=AnnouncementState.PAUSED, trouble=trouble[:300]))


async def look_again_at_held(work: Work) -> int:
    """Let what waits for messages of the month be tried again, each hour."""
    again = update(AnnouncementChunk).where(
        col(AnnouncementChunk.state) == ChunkState.HELD, col(AnnouncementChunk.due_at) <= work.now
    )
    return (await work.session.exec(again.values(state=ChunkState.WAITING))).rowcount


def _next(channel: str, now: datetime, *, lock: bool = True) -> Any:
    chunk = AnnouncementChunk
    wanted = (
        select(AnnouncementChunk)
        .join(Announcement, col(Announcement.id) == col(chunk.announcement_id))
        .where(_waiting, col(chunk.channel) == channel, col(chunk.due_at) <= now)
        .where(or_(col(chunk.leased_until).is_(None), col(chunk.leased_until) < now))
        .where(col(Announcement.state) == AnnouncementState.SENDING)
        .order_by(col(chunk.rank), col(Announcement.number), col(chunk.number))
        .limit(1)
        .execution_options(populate_existing=True)
    )
    if is_quiet(now):
        wanted = wanted.where(col(chunk.rank) == 0)
    return wanted.with_for_update(skip_locked=True, of=AnnouncementChunk) if lock else wanted


async def _one_at_a_time(work: Work) -> None:
    """Let processes choose one after the other, where there can be more than one."""
    connection = await work.session.connection()
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


async def _is_busy(work: Work, channel: str) -> bool:
    held = select(AnnouncementChunk.number).where(
        _waiting,
        col(AnnouncementChunk.channel) == channel,
        col(AnnouncementChunk.leased_until) >= work.now,
    )
    return (await work.session.exec(held.limit(1))).first() is not None


def _values(
    chunk: AnnouncementChunk, progress: Progress, lease: datetime | None, now: datetime
) -> dict[str, Any]:
    over = progress.state != ChunkState.WAITING
    return {
        "state": progress.state.value,
        "done": progress.done,
        "sent": chunk.sent + progress.sent,
        "failed": chunk.failed + progress.failed,
        "unreachable": chunk.unreachable + progress.unreachable,
        "reasons": _added(chunk.reasons, progress.reasons or {}),
        "attempts": progress.attempts,
        "due_at": progress.due_at or chunk.due_at,
        "way": progress.way or chunk.way,
        "tried_at": chunk.tried_at if progress.in_doubt else None,
        "leased_until": lease,
        "finished_at": now if over else None,
        "error": progress.error[:300] or None,
    }


def _note(chunk: AnnouncementChunk, progress: Progress, lease: datetime | None) -> None:
    """Keep what the caller holds in step with the row."""
    chunk.done, chunk.leased_until, chunk.attempts = progress.done, lease, progress.attempts
    chunk.sent += progress.sent
    chunk.failed += progress.failed
    chunk.unreachable += progress.unreachable
    chunk.reasons = _added(chunk.reasons, progress.reasons or {})
    chunk.way = progress.way or chunk.way


def _added(known: Mapping[str, Any], more: Mapping[str, int]) -> dict[str, Any]:
    return {**known, **{reason: known.get(reason, 0) + count for reason, count in more.items()}}


async def _is_sending(session: AsyncSession, announcement_id: UUID) -> bool:
    wanted = select(Announcement.state).where(col(Announcement.id) == announcement_id)
    state = (await session.exec(wanted)).first()
    return bool(state == AnnouncementState.SENDING)
