"""Deliveries: what could not be said or handled; chats that moved or cannot be reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlmodel import col, delete, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.channel_address import ChannelAddress
from models.inbound_event import InboundEvent
from models.outbox_message import OutboxMessage
from models.staff_chat import StaffChat
from models.vocabulary import OutboxState
from services.desk import audit, department_notices
from services.desk.progress import OPEN
from services.desk.steps import record_step
from services.desk.telling import tell_department, unreachable_step, words_for
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.text import _

PAGE: Final = 100
KEY_LASTS: Final = timedelta(hours=24)
"""How long LINE remembers a retry key (Messaging API reference, retrying a request)."""

LONG_WAIT: Final = timedelta(minutes=10)
"""A refused message that waits longer than this for its next attempt is shown to staff: the month's
messages are used up, or the messenger has been away for a while."""

_MOST_REASON: Final = 200


async def failed_messages(session: AsyncSession, limit: int = PAGE) -> Sequence[OutboxMessage]:
    """Return what was given up, the newest first."""
    failed = select(OutboxMessage).where(OutboxMessage.state == OutboxState.FAILED)
    return (await session.exec(failed.order_by(col(OutboxMessage.id).desc()).limit(limit))).all()


async def stuck_messages(
    session: AsyncSession, now: datetime, limit: int = PAGE
) -> Sequence[OutboxMessage]:
    """Return what was refused and waits long for its next attempt, the newest first."""
    stuck = select(OutboxMessage).where(
        OutboxMessage.state == OutboxState.WAITING,
        col(OutboxMessage.error).is_not(None),
        col(OutboxMessage.due_at) > now + LONG_WAIT,
    )
    return (await session.exec(stuck.order_by(col(OutboxMessage.id).desc()).limit(limit))).all()


async def retry_message(work: Work, message_id: UUID) -> None:
    """Try once more to deliver a message. Raises `NotFound` unless it is given up or stuck.

    The retry key stays while LINE remembers it, so that nothing arrives twice.
    """
    message = await work.session.get(OutboxMessage, message_id, populate_existing=True)
    if message is None or not _in_trouble(message, work.now):
        raise NotFound(_("This message is not among those that failed. Look at the list again."))
    message.state, message.attempts, message.error = OutboxState.WAITING, 0, None
    message.due_at, message.leased_until, message.finished_at = work.now, None, None
    message.reply_token = None
    if work.now - message.created_at >= KEY_LASTS:
        message.retry_key = uuid4()
    work.session.add(message)


def _in_trouble(message: OutboxMessage, now: datetime) -> bool:
    stuck = message.error is not None and message.due_at > now + LONG_WAIT
    return message.state == OutboxState.FAILED or (message.state == OutboxState.WAITING and stuck)


async def failed_events(session: AsyncSession, limit: int = PAGE) -> Sequence[InboundEvent]:
    """Return events that could not be handled and were not replayed since, the newest first."""
    failed = select(InboundEvent).where(
        col(InboundEvent.error).is_not(None), col(InboundEvent.replayed_at).is_(None)
    )
    newest = failed.order_by(col(InboundEvent.received_at).desc()).limit(limit)
    return (await session.exec(newest)).all()


async def mark_unreachable(work: Work, channel: str, chat: str, reason: str) -> None:
    """Note that nothing arrives in a chat any more; departments with open cases hear it once."""
    address = await _address(work, channel, chat)
    if address.blocked_at is not None:
        return
    address.blocked_at, address.blocked_reason = work.now, reason[:_MOST_REASON]
    work.session.add(address)
    await work.session.flush()
    await _record_lost_staff_chat(work, channel, chat)
    for case in await _open_cases(work, channel, chat):
        record_step(work, case, unreachable_step(case))
        await tell_department(work, case, department_notices.unreachable(words_for(work, case)))


async def mark_reachable(work: Work, channel: str, chat: str) -> None:
    """Note that a chat can be written to again."""
    address = await _address(work, channel, chat)
    address.blocked_at, address.blocked_reason = None, None
    work.session.add(address)
    await work.session.flush()


async def mark_moved(work: Work, channel: str, chat: str, moved_to: str) -> None:
    """Follow a group that got another id: its link to a department and what waits for it."""
    await _follow(work, channel, chat, moved_to)
    waiting = (
        update(OutboxMessage)
        .where(col(OutboxMessage.channel) == channel, col(OutboxMessage.chat) == chat)
        .where(col(OutboxMessage.state) == OutboxState.WAITING)
    )
    await work.session.exec(waiting.values(chat=moved_to))


async def _follow(work: Work, channel: str, chat: str, moved_to: str) -> None:
    """Move the link, once: a repeated event finds nothing to move and takes nothing away."""
    linked = col(StaffChat.channel) == channel
    old = select(StaffChat.chat).where(linked, col(StaffChat.chat) == chat)
    if (await work.session.exec(old)).first() is None:
        return
    await work.session.exec(delete(StaffChat).where(linked, col(StaffChat.chat) == moved_to))
    moving = update(StaffChat).where(linked, col(StaffChat.chat) == chat).values(chat=moved_to)
    await work.session.exec(moving.execution_options(synchronize_session=False))


async def _record_lost_staff_chat(work: Work, channel: str, chat: str) -> None:
    lost = await work.session.get(StaffChat, (channel, chat))
    if lost is not None:
        await audit.record(work, "desk", "staff_chat_lost", lost.department, audit.DONE, channel)


async def _open_cases(work: Work, channel: str, chat: str) -> Sequence[Case]:
    wanted = select(Case).where(Case.channel == channel, Case.chat == chat)
    still_open = wanted.where(col(Case.status).in_(OPEN)).execution_options(populate_existing=True)
    return (await work.session.exec(still_open.order_by(col(Case.id)))).all()


async def _address(work: Work, channel: str, chat: str) -> ChannelAddress:
    known = await work.session.get(ChannelAddress, (channel, chat), populate_existing=True)
    return known or ChannelAddress(channel=channel, chat=chat)
