"""The lines of one web chat: what the window shows, and the resident's own words in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk import Desk
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.columns import new_id
from models.vocabulary import ChannelName
from services.kit.message import Written

MOST_LINES = 100
"""Lines a page gets at once; older ones stay with the case they led to."""

LOOKED_BACK = 50
"""Own lines among which a repeat is looked for: more than any browser sends again."""

SHOWN = ("text", "buttons", "wants", "date", "picture", "said")

OVERLAP_MILLISECONDS = 30_000
"""Lines get their id before they are committed, so a younger one may be seen first. Each answer
therefore repeats the last half minute; the page knows each line by its id."""


_lock_chat = text("SELECT pg_advisory_xact_lock(hashtextextended(:chat, 0))")
"""The same line sent twice at the same moment waits here; SQLite has one writer anyway."""


async def is_known(session: AsyncSession, chat: str) -> bool:
    """Say whether this chat was begun here."""
    wanted = select(ChannelAddress.chat).where(
        ChannelAddress.channel == ChannelName.WEBCHAT.value, ChannelAddress.chat == chat
    )
    return (await session.exec(wanted)).first() is not None


async def keep_own_line(desk: Desk, chat: str, said: UUID, message: Written) -> UUID:
    """Keep what a resident wrote and return its id; a repeat finds the line that is there.

    `said` is the name the browser gave it before sending, so that it knows its own line again.
    """
    async with desk.database.writing() as session:
        if not desk.database.is_sqlite:
            await (await session.connection()).execute(_lock_chat, {"chat": f"line:{chat}"})
        for line in await _own_lines(session, chat):
            if line.message.get("said") == str(said):
                return line.id
        kept = ChatLine(
            chat=chat,
            from_resident=True,
            message={**message, "said": str(said)},
            at=desk.clock(),
        )
        session.add(kept)
    return kept.id


async def lines_after(session: AsyncSession, chat: str, after: UUID | None) -> list[ChatLine]:
    """Return nothing when no line is newer than `after`; else the newer ones and the overlap."""
    wanted = select(ChatLine).where(ChatLine.chat == chat).order_by(col(ChatLine.id).desc())
    if after is not None:
        newest = (await session.exec(wanted.limit(1))).first()
        if newest is None or newest.id <= after:
            return []
        wanted = wanted.where(col(ChatLine.id) > earlier(after))
    return list(reversed((await session.exec(wanted.limit(MOST_LINES))).all()))


async def late_lines(session: AsyncSession, chat: str) -> list[ChatLine]:
    """Return the lines of the last half minute, among them one that was overtaken by all others."""
    wanted = select(ChatLine).where(ChatLine.chat == chat, col(ChatLine.id) > earlier(new_id()))
    return list((await session.exec(wanted.order_by(col(ChatLine.id)).limit(MOST_LINES))).all())


async def line_of(session: AsyncSession, chat: str, line_id: UUID) -> ChatLine | None:
    """Return one line of this chat, or None: also for a line of somebody else's."""
    wanted = select(ChatLine).where(ChatLine.id == line_id, ChatLine.chat == chat)
    return (await session.exec(wanted)).first()


def earlier(line_id: UUID) -> UUID:
    """Return the smallest id of half a minute before: ids of version 7 begin with their time."""
    milliseconds = line_id.int >> 80
    return UUID(int=max(milliseconds - OVERLAP_MILLISECONDS, 0) << 80)


def shown_line(line: ChatLine) -> dict[str, Any]:
    """Write a line as the page reads it. Where a file lies stays with us."""
    message = {name: line.message[name] for name in SHOWN if name in line.message}
    attachment = line.message.get("attachment")
    if attachment:
        message["attachment"] = {"media_type": attachment["media_type"]}
    return {"id": str(line.id), "mine": line.from_resident, "at": line.at.isoformat(), **message}


async def _own_lines(session: AsyncSession, chat: str) -> Sequence[ChatLine]:
    wanted = (
        select(ChatLine)
        .where(ChatLine.chat == chat, col(ChatLine.from_resident).is_(True))
        .order_by(col(ChatLine.id).desc())
        .limit(LOOKED_BACK)
    )
    return (await session.exec(wanted)).all()
