"""The archive: what the office announced, what it put right, when, and on which channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import LARGEST_NUMBER, Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import PUBLIC_ANNOUNCEMENTS
from models.vocabulary import ChannelName
from services.kit.text import BANGKOK

PAGE: Final = 50
FEED: Final = 30
_FIRST_MONTH: Final = 10
"""The fiscal year of the Thai state begins in October."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a fiscal year, which is named after the year it ends in (Buddhist era)."""

    year: int
    number: int

    @property
    def begins(self) -> datetime:
        months = _FIRST_MONTH - 1 + 3 * (self.number - 1)
        year = self.year - 543 - 1 + months // 12
        return datetime(year, months % 12 + 1, 1, tzinfo=BANGKOK)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarter_of(moment: datetime) -> Quarter:
    """Return the fiscal quarter a moment lies in."""
    local = moment.astimezone(BANGKOK)
    since = (local.month - _FIRST_MONTH) % 12
    year = local.year + 543 + (1 if local.month >= _FIRST_MONTH else 0)
    return Quarter(year, since // 3 + 1)


async def published(
    session: AsyncSession, words: str = "", quarter: Quarter | None = None, limit: int = PAGE
) -> Sequence[Announcement]:
    """Return what was said, the newest first."""
    wanted = select_rows(Announcement).where(_public())
    if words:
        like = [
            col(column).icontains(words, autoescape=True)
            for column in (
                Announcement.title_th, Announcement.title_en,
                Announcement.text_th, Announcement.text_en,
            )
        ]  # fmt: skip
        wanted = wanted.where(or_(*like))
    if quarter:
        moment = col(Announcement.published_at)
        wanted = wanted.where(
            moment >= quarter.begins.astimezone(UTC),
            moment < quarter.next.begins.astimezone(UTC),
        )
    newest = wanted.order_by(col(Announcement.published_at).desc()).limit(limit)
    return (await session.exec(newest)).all()


async def announcement_numbered(session: AsyncSession, number: int) -> Announcement | None:
    """Return one that was said."""
    if number > LARGEST_NUMBER:
        return None
    wanted = select_rows(Announcement).where(Announcement.number == number, _public())
    return (await session.exec(wanted)).first()


async def corrections_of(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Announcement]:
    """Return the latest correction of each that was put right."""
    wanted = select_rows(Announcement).where(col(Announcement.corrects_id).in_(ids), _public())
    found = await session.exec(wanted.order_by(col(Announcement.published_at)))
    return {one.corrects_id: one for one in found if one.corrects_id}


async def reached_by(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """Count the people told of each, by channel."""
    chunk = AnnouncementChunk
    counting = (
        select(col(chunk.announcement_id), col(chunk.channel), func.sum(col(chunk.sent)))
        .where(col(chunk.announcement_id).in_(ids))
        .group_by(col(chunk.announcement_id), col(chunk.channel))
    )
    found: dict[UUID, dict[str, int]] = {}
    for announcement, channel, sent in (await (await session.connection()).execute(counting)).all():
        found.setdefault(announcement, {})[channel] = int(sent or 0)
    return found


CHANNELS: Final = (ChannelName.LINE.value, ChannelName.TELEGRAM.value, ChannelName.WEBCHAT.value)
SITE: Final = "site"
"""The archive itself and its feeds, on which everything stands."""


async def evidence(session: AsyncSession, limit: int = 8) -> list[tuple[Quarter, dict[str, int]]]:
    """Count the announcements of each quarter by channel, the latest first."""
    columns = select(col(Announcement.id), col(Announcement.published_at)).where(_public())
    rows = (await (await session.connection()).execute(columns)).all()
    reached = await reached_by(session, [row[0] for row in rows])
    table: dict[Quarter, dict[str, int]] = {}
    for announcement, moment in rows:
        if moment is None:
            continue
        counts = table.setdefault(quarter_of(moment), dict.fromkeys((SITE, *CHANNELS), 0))
        counts[SITE] += 1
        for channel, people in reached.get(announcement, {}).items():
            counts[channel] = counts.get(channel, 0) + (1 if people else 0)
    latest = sorted(table.items(), key=lambda one: (one[0].year, one[0].number), reverse=True)
    return latest[:limit]


def rounded(people: int) -> int:
    """Round a count down to tens: enough for the public, too coarse to find anybody."""
    return people // 10 * 10


def _public() -> ColumnElement[bool]:
    return col(Announcement.number).is_not(None) & col(Announcement.state).in_(
        [state.value for state in PUBLIC_ANNOUNCEMENTS]
    )
