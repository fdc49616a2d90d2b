"""The walk: people of an announcement are put into chunks, page by page, just ahead of sending.

Nobody is missed and nobody is met twice: each page follows the last chat of the one before, and
the chunks are kept in one transaction with how far the walk came. Whoever asks for news while it
walks is met if their place lies ahead, and otherwise reads it in the archive.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import AnnouncementState, AnnouncementWay, ChunkState
from models.bulk import execute_rows
from models.columns import new_id
from models.vocabulary import ChannelName
from services.desk.announcing.finding import locked
from services.desk.announcing.publishing import TOLD_ON
from services.desk.subscribing.audience import Recipient, audience_page
from services.desk.work import Work

PAGE: Final = 5000
AHEAD: Final = 20_000
"""No further page of a channel is read while so many of its people wait."""

CHUNK: Final = {
    ChannelName.LINE.value: 500,
    ChannelName.TELEGRAM.value: 50,
    ChannelName.WEBCHAT.value: 200,
}
"""LINE takes 500 with one call. Others are told one by one, and something urgent has to get in
between before long."""

ONWARD: Final = "@"
"""Before a place among people the corrected announcement had not come to."""

_insert = insert(AnnouncementChunk)


async def under_way(session: AsyncSession) -> Sequence[UUID]:
    """Return what is being sent, the urgent and the oldest first."""
    wanted = select(Announcement.id).where(Announcement.state == AnnouncementState.SENDING)
    return (await session.exec(wanted.order_by(col(Announcement.number)))).all()


async def channels_to_walk(session: AsyncSession, announcement_id: UUID) -> Sequence[str]:
    """Return the channels of which the next page is wanted now."""
    found = await session.get(Announcement, announcement_id, populate_existing=True)
    if found is None or found.state != AnnouncementState.SENDING:
        return []
    waiting = await _waiting(session, announcement_id, ChunkState.WAITING)
    return [
        channel.value
        for channel in TOLD_ON
        if found.walked.get(channel) is not True and waiting.get(channel, 0) < AHEAD
    ]


async def walk(work: Work, announcement_id: UUID, channel: str) -> int:
    """Put the next page of a channel into chunks; return how many people were met."""
    found = await locked(work, announcement_id)
    after = found.walked.get(channel, "")
    if found.state != AnnouncementState.SENDING or after is True:
        return 0
    if found.corrects_id:
        people, further = await _same_people(work.session, found, channel, after)
    else:
        people, further = await _next_people(work.session, found, channel, after)
    await _keep(work, found, channel, people)
    found.walked = {**found.walked, channel: further}
    work.session.add(found)
    return len(people)


async def end(work: Work, announcement_id: UUID) -> bool:
    """Say that it is sent when everybody was met and nobody waits; return whether it is."""
    found = await locked(work, announcement_id)
    if found.state != AnnouncementState.SENDING or not is_walked(found):
        return False
    if await _waiting(work.session, announcement_id, ChunkState.WAITING, ChunkState.HELD):
        return False
    found.state, found.sent_at = AnnouncementState.SENT, work.now
    work.session.add(found)
    return True


def is_walked(found: Announcement) -> bool:
    """Say whether everybody was put into a chunk."""
    return all(found.walked.get(channel) is True for channel in TOLD_ON)


async def _next_people(
    session: AsyncSession, found: Announcement, channel: str, after: str
) -> tuple[Sequence[Recipient], str | bool]:
    people = await audience_page(session, found.audience, channel, after, PAGE)
    return people, people[-1].chat if len(people) == PAGE else True


async def _same_people(
    session: AsyncSession, found: Announcement, channel: str, after: str
) -> tuple[Sequence[Recipient], str | bool]:
    """The people of the announcement that is put right, then those it had not come to."""
    if after.startswith(ONWARD):
        people, further = await _next_people(session, found, channel, after[len(ONWARD) :])
        return people, further if further is True else f"{ONWARD}{further}"
    chunks = await _chunks_before(session, found, channel, int(after or 0))
    people = [
        Recipient(channel, chat, chunk.language) for chunk in chunks for chat in _told(chunk, found)
    ]
    if chunks:
        return people, str(chunks[-1].number)
    return people, await _onward(session, found, channel)


async def _chunks_before(
    session: AsyncSession, found: Announcement, channel: str, after: int
) -> Sequence[AnnouncementChunk]:
    wanted = (
        select(AnnouncementChunk)
        .where(
            AnnouncementChunk.announcement_id == found.corrects_id,
            AnnouncementChunk.channel == channel,
            AnnouncementChunk.number > after,
        )
        .order_by(col(AnnouncementChunk.number))
        .limit(PAGE // CHUNK[channel])
    )
    return (await session.exec(wanted)).all()


def _told(chunk: AnnouncementChunk, found: Announcement) -> Sequence[str]:
    """What the office stopped went only to some; what a correction stopped, to all of them now.

    Whoever had their data erased meanwhile has left an empty place.
    """
    stopped = chunk.state == ChunkState.STOPPED and not found.onward
    told = chunk.chats[: chunk.done] if stopped else chunk.chats
    return [chat for chat in told if chat]


async def _onward(session: AsyncSession, found: Announcement, channel: str) -> str | bool:
    """Return where to go on with people the wrong one had not come to."""
    wrong = await session.get(Announcement, found.corrects_id)
    reached = wrong.walked.get(channel, "") if wrong and found.onward else True
    return True if reached is True else f"{ONWARD}{reached}"


async def _keep(work: Work, found: Announcement, channel: str, people: Sequence[Recipient]) -> None:
    """Keep chunks of one language each; the messages of several people of LINE go as one."""
    number = await _last_number(work.session, found.id)
    rows: list[dict[str, Any]] = []
    for language in sorted({one.language for one in people}):
        chats = [one.chat for one in people if one.language == language]
        for at in range(0, len(chats), CHUNK[channel]):
            number += 1
            rows.append(
                _row(work, found, number, channel, language, chats[at : at + CHUNK[channel]])
            )
    if rows:
        await execute_rows(await work.session.connection(), _insert, rows)


def _row(
    work: Work, found: Announcement, number: int, channel: str, language: str, chats: list[str]
) -> dict[str, Any]:
    together = channel == ChannelName.LINE and len(chats) > 1
    way = AnnouncementWay.MULTICAST if together else AnnouncementWay.EACH
    spoken = work.language(language).code
    return {
        "announcement_id": found.id, "number": number, "channel": channel, "language": spoken,
        "way": way.value, "rank": found.rank, "chats": chats, "size": len(chats),
        "retry_key": new_id(), "tried_at": None, "state": ChunkState.WAITING.value, "done": 0,
        "sent": 0, "failed": 0, "unreachable": 0, "reasons": {}, "attempts": 0,
        "due_at": work.now, "leased_until": None, "finished_at": None, "error": None,
    }  # fmt: skip


async def _last_number(session: AsyncSession, announcement_id: UUID) -> int:
    last = select(func.max(AnnouncementChunk.number)).where(
        AnnouncementChunk.announcement_id == announcement_id
    )
    return (await session.exec(last)).first() or 0


async def _waiting(
    session: AsyncSession, announcement_id: UUID, *states: ChunkState
) -> dict[str, int]:
    wanted = (
        select(AnnouncementChunk.channel, func.sum(AnnouncementChunk.size))
        .where(
            AnnouncementChunk.announcement_id == announcement_id,
            col(AnnouncementChunk.state).in_(states),
        )
        .group_by(col(AnnouncementChunk.channel))
    )
    return {channel: int(size) for channel, size in await session.exec(wanted)}
