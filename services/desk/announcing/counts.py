"""How far an announcement came: counted from its chunks, by channel."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import ChunkState


@dataclass(frozen=True, slots=True)
class Counts:
    """People of one channel."""

    waiting: int = 0
    sent: int = 0
    failed: int = 0
    unreachable: int = 0
    held: int = 0
    """The month's messages were used up: they hear of it in another way."""
    stopped: int = 0

    @property
    def known(self) -> int:
        """How many were put into chunks so far."""
        tried = self.sent + self.failed + self.unreachable
        return tried + self.waiting + self.held + self.stopped

    def and_expected(self, expected: int, *, all_known: bool) -> "Counts":
        """Count also those who wait to be put into a chunk."""
        missing = 0 if all_known else max(expected - self.known, 0)
        return Counts(
            self.waiting + missing, self.sent, self.failed, self.unreachable, self.held,
            self.stopped,
        )  # fmt: skip


async def counts_of(session: AsyncSession, announcement_id: UUID) -> dict[str, Counts]:
    """Return the counts by channel; a channel that was not reached yet is left out."""
    chunk = AnnouncementChunk
    left = col(chunk.size) - col(chunk.done)
    wanted = (
        select(
            col(chunk.channel),
            _sum_where(left, ChunkState.WAITING),
            _sum_where(left, ChunkState.HELD, ChunkState.HANDED_ON),
            *(func.sum(what) for what in (chunk.sent, chunk.failed, chunk.unreachable)),
            _sum_where(left, ChunkState.STOPPED),
        )
        .where(col(chunk.announcement_id) == announcement_id)
        .group_by(col(chunk.channel))
        .order_by(col(chunk.channel))
    )
    rows = (await (await session.connection()).execute(wanted)).all()
    return {
        channel: Counts(
            waiting=waiting, held=held, sent=sent, failed=failed, unreachable=lost, stopped=stopped
        )
        for channel, waiting, held, sent, failed, lost, stopped in (
            (row[0], *(int(number or 0) for number in row[1:])) for row in rows
        )
    }


async def reasons_of(session: AsyncSession, announcement_id: UUID) -> dict[str, int]:
    """Return why people could not be told, and how many each time."""
    chunk = AnnouncementChunk
    wanted = select(col(chunk.reasons)).where(
        col(chunk.announcement_id) == announcement_id,
        col(chunk.failed) + col(chunk.unreachable) > 0,
    )
    found: dict[str, int] = {}
    rows = await (await session.connection()).execute(wanted)
    for (reasons,) in rows:
        for reason, count in reasons.items():
            found[reason] = found.get(reason, 0) + int(count)
    return found


def _sum_where(what: Any, *states: ChunkState) -> Any:
    return func.sum(case((col(AnnouncementChunk.state).in_(states), what), else_=0))
