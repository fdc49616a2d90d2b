"""Emptying: takes out, table by table, what a person said and where they can be reached.

A new table that holds something of a person is emptied here, or the test that walks all tables
(`tests/residents/test_every_table.py`) wants to know why not.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, cast, or_, tuple_
from sqlmodel import SQLModel, col, delete, select, update

from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import ChunkState
from models.attachment import Attachment
from models.case import Case
from models.case_event import CaseEvent
from models.case_notice import CaseNotice
from models.case_presence import CasePresence
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.conversation import Conversation
from models.loan import Loan
from models.merged_resident import MergedResident
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.promise_warning import PromiseWarning
from models.queue_ticket import QueueTicket
from models.rating import Rating
from models.round_stop import RoundStop
from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic
from models.vocabulary import AttachmentState, ChannelName, OutboxState
from services.desk.residents.reading import chats_of
from services.desk.searching.indexing import forget_text
from services.desk.work import Work

ERASED = "erased"
"""Stands where the chat of a case was. It leads nowhere."""

_GO_WITH_THE_CASE: tuple[type[SQLModel], ...] = (
    CaseNotice,
    CasePresence,
    OneTimeCode,
    PromiseWarning,
)
"""Rows that only say what staff had still to do, or who could go on with it."""

_WORDS_ABOUT_IT: tuple[tuple[type[SQLModel], str], ...] = (
    (Rating, "comment"),
    (QueueTicket, "comment"),
    (RoundStop, "note"),
    (Loan, "note"),
)
"""What was written beside a number or a day that stays."""

_UNDER_WAY = (ChunkState.WAITING, ChunkState.HELD)


async def erase_cases(work: Work, ids: Sequence[UUID]) -> None:
    """Empty the cases. Their numbers stay: service, days, status, village, stars."""
    empty: dict[str, Any] = {
        "answers": {}, "latitude": None, "longitude": None, "filed_for": None,
        "channel": ChannelName.COUNTER, "chat": ERASED, "unread_since": None,
    }  # fmt: skip
    await _change_cases(work, col(Case.id).in_(ids), empty)
    events = update(CaseEvent).where(col(CaseEvent.case_id).in_(ids))
    await work.session.exec(events.values(words=None, message_key=None))
    for table, column in _WORDS_ABOUT_IT:
        await work.session.exec(update(table).where(_of(table, ids)).values({column: None}))
    for table in _GO_WITH_THE_CASE:
        await work.session.exec(delete(table).where(_of(table, ids)))
    await forget_text(work, ids)
    await _erase_files(work, col(Attachment.case_id).in_(ids))
    await _erase_said(work, col(OutboxMessage.case_id).in_(ids))


async def erase_chats(work: Work, resident_id: UUID) -> None:
    """Forget where somebody can be reached, what stands there, and the news they wanted."""
    chats = [(one.channel, one.chat) for one in await chats_of(work.session, resident_id)]
    in_windows = [chat for channel, chat in chats if channel == ChannelName.WEBCHAT]
    await work.session.exec(delete(ChatLine).where(col(ChatLine.chat).in_(in_windows)))
    of_files = tuple_(col(Attachment.channel), col(Attachment.chat)).in_(chats)
    await _erase_files(work, of_files & col(Attachment.case_id).is_(None))
    await _erase_said(work, tuple_(col(OutboxMessage.channel), col(OutboxMessage.chat)).in_(chats))
    for table in (Conversation, SubscriptionTopic, Subscription, ChannelAddress):
        await work.session.exec(delete(table).where(col(table.resident_id) == resident_id))
    for channel, chat in chats:
        await _leave_announcements(work, channel, chat)
    await _forget_what_moved(work, resident_id)
    without = {"channel": ChannelName.COUNTER, "chat": ERASED}
    await _change_cases(work, col(Case.resident_id) == resident_id, without)


def _of(table: Any, ids: Sequence[UUID]) -> ColumnElement[bool]:
    return col(table.case_id).in_(ids)


async def _change_cases(work: Work, which: ColumnElement[bool], values: dict[str, Any]) -> None:
    """A closed case that is kept for the accounts needs no address any more either."""
    changing = update(Case).where(which).values(version=Case.version + 1, **values)
    await work.session.exec(changing.execution_options(synchronize_session=False))


async def _leave_announcements(work: Work, channel: str, chat: str) -> None:
    """Take a chat out of what was announced; a correction no longer comes to it.

    Their place stays, so that all counts do. What is under way keeps its people: a messenger knows
    that attempt by the people it is for.
    """
    named = select(AnnouncementChunk).where(
        col(AnnouncementChunk.channel) == channel,
        col(AnnouncementChunk.state).not_in(_UNDER_WAY),
        cast(col(AnnouncementChunk.chats), Text).contains(chat, autoescape=True),
    )
    for chunk in await work.session.exec(named.with_for_update()):
        chunk.chats = ["" if one == chat else one for one in chunk.chats]
        work.session.add(chunk)


async def _forget_what_moved(work: Work, resident_id: UUID) -> None:
    """What was kept for parting two residents again names their chats; nobody can be parted now."""
    merges = update(MergedResident).where(
        or_(
            col(MergedResident.kept_id) == resident_id, col(MergedResident.merged_id) == resident_id
        )
    )
    await work.session.exec(merges.values(moved={"cases": [], "requests": [], "chats": []}))


async def _erase_files(work: Work, which: ColumnElement[bool]) -> None:
    """Let go of files; the store throws those away at which no row points any more."""
    values: dict[str, Any] = {
        "state": AttachmentState.LOST, "sha256": None, "source": {}, "message_key": None,
        "chat": ERASED, "error": ERASED, "size": None, "media_type": None,
    }  # fmt: skip
    changing = update(Attachment).where(which).values(**values)
    await work.session.exec(changing.execution_options(synchronize_session=False))


async def _erase_said(work: Work, which: ColumnElement[bool]) -> None:
    """What is on its way arrives first; what was said, or was held back, is forgotten."""
    held = col(OutboxMessage.held_at).is_not(None)
    over = or_(col(OutboxMessage.state) != OutboxState.WAITING, held)
    await work.session.exec(delete(OutboxMessage).where(which, over))
