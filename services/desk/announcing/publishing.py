"""Publishing: an approved announcement gets its number, its messages and its walk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import (
    AnnouncementKind,
    AnnouncementState,
    AnnouncementWay,
    ChunkState,
)
from models.channel_address import ChannelAddress
from models.vocabulary import ChannelName
from services.desk import audit
from services.desk.announcing.content import content_of
from services.desk.announcing.editing import subject_of
from services.desk.announcing.finding import announcement, locked, next_number
from services.desk.announcing.messages import Issue, message_of
from services.desk.announcing.steering import stop_now
from services.desk.announcing.timing import is_quiet
from services.desk.subscribing.audience import audience_size
from services.desk.work import Work
from services.kit.message import Written
from services.kit.presses import STOP_NEWS

TOLD_ON = (ChannelName.LINE, ChannelName.TELEGRAM, ChannelName.WEBCHAT)
BOTH = "both"
"""The language of a broadcast: everybody gets the words of both."""


async def due_to_publish(session: AsyncSession, now: datetime) -> Sequence[UUID]:
    """Return what may go out now, the urgent first; at night only those."""
    wanted = select(Announcement.id).where(
        Announcement.state == AnnouncementState.SCHEDULED,
        or_(col(Announcement.scheduled_at).is_(None), col(Announcement.scheduled_at) <= now),
    )
    urgent = col(Announcement.kind) == AnnouncementKind.EMERGENCY
    if is_quiet(now):
        wanted = wanted.where(urgent)
    return (await session.exec(wanted.order_by(urgent.desc(), col(Announcement.id)))).all()


@dataclass(frozen=True, slots=True)
class Measured:
    """How many people there are, counted before anything is written: a million take a while."""

    meant: Mapping[str, int]
    on_line: int
    """Everybody who can be reached on LINE."""


async def measure(session: AsyncSession, announcement_id: UUID) -> Measured:
    """Count whom an announcement is for."""
    found = await announcement(session, announcement_id)
    everybody = select(func.count()).where(
        ChannelAddress.channel == ChannelName.LINE,
        col(ChannelAddress.blocked_at).is_(None),
        col(ChannelAddress.resident_id).is_not(None),
    )
    on_line = (await session.exec(everybody)).one()
    return Measured(await audience_size(session, found.audience), on_line)


async def publish(work: Work, announcement_id: UUID, measured: Measured) -> Announcement | None:
    """Begin to send: from now on it stands in the public archive and its words do not change.

    None when somebody was faster: another process, or a colleague who took it back.
    """
    found = await locked(work, announcement_id)
    if found.state != AnnouncementState.SCHEDULED:
        return None
    found.number = await next_number(work.session)
    found.state, found.published_at = AnnouncementState.SENDING, work.now
    corrected = await _corrected(work, found)
    found.rank = rank_of(found, corrected)
    found.onward = corrected is not None and await _stop_the_wrong_one(work, corrected)
    found.expected = await _expected(work.session, found, corrected, measured)
    found.written = _written(work, found, corrected)
    if await _may_broadcast(work.session, found, corrected, measured):
        await _broadcast(work, found)
    work.session.add(found)
    await work.session.flush()
    await audit.record(work, "desk", "announcement_publish", subject_of(found), audit.DONE)
    return found


async def _corrected(work: Work, found: Announcement) -> Announcement | None:
    return await locked(work, found.corrects_id) if found.corrects_id else None


async def _stop_the_wrong_one(work: Work, wrong: Announcement) -> bool:
    """Nobody else is told what is wrong; return whether it was still on its way."""
    if wrong.state not in {AnnouncementState.SENDING, AnnouncementState.PAUSED}:
        return False
    await stop_now(work, wrong)
    return True


async def _expected(
    session: AsyncSession,
    found: Announcement,
    corrected: Announcement | None,
    measured: Measured,
) -> dict[str, int]:
    if corrected is None or found.onward:
        return dict(measured.meant)
    chunk = AnnouncementChunk
    wanted = (
        select(chunk.channel, func.sum(chunk.size))
        .where(chunk.announcement_id == corrected.id)
        .group_by(col(chunk.channel))
    )
    return {channel: int(size) for channel, size in await session.exec(wanted)}


def rank_of(found: Announcement, corrected: Announcement | None) -> int:
    """Return 0 for what goes before everything else: an emergency, and what puts one right."""
    kinds = (found.kind, corrected.kind if corrected else "")
    return 0 if AnnouncementKind.EMERGENCY in kinds else 1


def _written(work: Work, found: Announcement, corrected: Announcement | None) -> dict[str, Any]:
    """Write it in every language, once: every attempt has to say the same to the letter."""
    content = content_of(found)
    ordinary = found.kind == AnnouncementKind.NORMAL
    address = f"{work.base_url}/announcements/{found.number}/picture"
    issue = Issue(
        number=found.number or 0,
        corrects=corrected.number or 0 if corrected else 0,
        picture_url=address if found.picture else "",
        stop_press=STOP_NEWS if ordinary else "",
    )
    told: dict[str, Any] = {
        code: [message_of(content, code, issue).written(language)]
        for code, language in work.around.languages.items()
    }
    spoken = list(told) if content.speaks_english else list(told)[:1]
    told[BOTH] = _one_after_the_other([told[code][0] for code in spoken])
    return told


def _one_after_the_other(messages: Sequence[Written]) -> list[Written]:
    """Show the picture once, above the first."""
    first, *others = messages
    return [first, *({k: v for k, v in one.items() if k != "picture"} for one in others)]


async def _may_broadcast(
    session: AsyncSession,
    found: Announcement,
    corrected: Announcement | None,
    measured: Measured,
) -> bool:
    """A broadcast asks nobody: only for an emergency that really everybody is to hear.

    One resident who said no to those, too, and LINE is told its people one by one.
    """
    if corrected is not None:
        return await _was_broadcast(session, corrected.id)
    narrowed = set(found.audience) - {"emergency"}
    if found.kind != AnnouncementKind.EMERGENCY or narrowed:
        return False
    meant = measured.meant.get(ChannelName.LINE, 0)
    return meant > 1 and meant == measured.on_line


async def _was_broadcast(session: AsyncSession, announcement_id: UUID) -> bool:
    chunk = AnnouncementChunk
    wanted = select(chunk.number).where(
        chunk.announcement_id == announcement_id, chunk.way == AnnouncementWay.BROADCAST
    )
    return (await session.exec(wanted)).first() is not None


async def _broadcast(work: Work, found: Announcement) -> None:
    work.session.add(
        AnnouncementChunk(
            announcement_id=found.id,
            number=1,
            channel=ChannelName.LINE,
            language=BOTH,
            way=AnnouncementWay.BROADCAST,
            rank=found.rank,
            chats=[],
            size=found.expected.get(ChannelName.LINE, 0),
            state=ChunkState.WAITING,
            due_at=work.now,
        )
    )
    found.walked = {**found.walked, ChannelName.LINE.value: True}
