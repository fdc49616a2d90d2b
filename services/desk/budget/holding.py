"""Held messages: said elsewhere where that is possible, else with the next free reply.

A message is held when the month's messages are used up, or kept for what is more important. The row
stays in the outbox as waiting; it is looked at again every hour, so a new month or more messages
bring it out by themselves.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.bulk import execute_rows
from models.channel_address import ChannelAddress
from models.outbox_message import OutboxMessage
from models.vocabulary import ChannelName, MessageClass, OutboxState, Urgency
from services.desk import audit
from services.desk.outbox import Destination, outbox_row
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.message import Written
from services.kit.text import _

FREE: Final = (ChannelName.TELEGRAM.value, ChannelName.WEBCHAT.value)
"""Where speaking costs nothing, the better first."""

LOOK_AGAIN: Final = timedelta(hours=1)
PAGE: Final = 100


async def say_elsewhere(work: Work, row: Mapping[str, Any]) -> bool:
    """Move a held message to a free channel of the same resident, if there is one."""
    other = (await _elsewhere(work, row["channel"], [row["chat"]])).get(row["chat"])
    if other is None:
        return False
    moving = update(OutboxMessage).where(col(OutboxMessage.id) == row["id"])
    await work.session.exec(
        moving.values(
            channel=other[0], chat=other[1], due_at=work.now, held_at=None, reply_token=None
        )
    )
    return True


async def hold_announcement(
    work: Work,
    channel: str,
    chats: Sequence[str],
    messages: list[Written],
    note: str,
    kind: MessageClass = MessageClass.ANNOUNCEMENT,
) -> None:
    """Keep an announcement for people the month's messages do not reach any more."""
    others = await _elsewhere(work, channel, chats)
    rows = []
    for chat in chats:
        to = Destination(*others.get(chat, (channel, chat)))
        row = _announcement_row(work, to, messages, kind)
        if chat not in others:
            row |= {"held_at": work.now, "due_at": work.now + LOOK_AGAIN, "error": note[:300]}
        rows.append(row | {"leased_until": None})
    if rows:
        await execute_rows(await work.session.connection(), _insert(), rows)


async def held_messages(session: AsyncSession, limit: int = PAGE) -> Sequence[OutboxMessage]:
    """Return what is held or was overtaken while it was, the oldest first."""
    wanted = select(OutboxMessage).where(
        col(OutboxMessage.held_at).is_not(None),
        col(OutboxMessage.state).in_([OutboxState.WAITING, OutboxState.DROPPED]),
    )
    return (await session.exec(wanted.order_by(col(OutboxMessage.id)).limit(limit))).all()


async def send_anyway(work: Work, message_id: UUID, staff_id: UUID) -> None:
    """Pay for a held message now. Raises `NotFound` unless it is held."""
    message = await work.session.get(OutboxMessage, message_id, populate_existing=True)
    still = {OutboxState.WAITING.value, OutboxState.DROPPED.value}
    if message is None or message.held_at is None or message.state not in still:
        raise NotFound(_("This message is not held any more. Look at the list again."))
    message.state, message.insisted, message.error = OutboxState.WAITING, True, None
    message.due_at, message.leased_until, message.finished_at = work.now, None, None
    work.session.add(message)
    await audit.record(
        work, str(staff_id), "send_held_message", str(message_id), audit.DONE, "console"
    )


def _announcement_row(
    work: Work, to: Destination, messages: list[Written], kind: MessageClass
) -> dict[str, Any]:
    return outbox_row(to, messages, work.now, Urgency.MUST_ARRIVE, None, kind, first=False)


def _insert() -> Any:
    return OutboxMessage.__table__.insert()  # type: ignore[attr-defined] # SQLModel adds it


async def _elsewhere(work: Work, channel: str, chats: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the free channel and chat of whoever writes in these chats, by chat."""
    if channel in FREE:
        return {}
    here, there = ChannelAddress.__table__.alias(), ChannelAddress.__table__.alias()  # type: ignore[attr-defined]
    wanted = (
        here.select()
        .with_only_columns(here.c.chat, there.c.channel, there.c.chat.label("other"))
        .join(there, there.c.resident_id == here.c.resident_id)
        .where(here.c.channel == channel, here.c.chat.in_(chats))
        .where(there.c.channel.in_(FREE), there.c.blocked_at.is_(None))
    )
    rows = await (await work.session.connection()).execute(wanted)
    found: dict[str, tuple[str, str]] = {}
    for chat, other_channel, other in sorted(rows.all(), key=lambda row: FREE.index(row[1])):
        found.setdefault(chat, (other_channel, other))
    return found
