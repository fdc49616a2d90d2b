"""An outbox message: what will be said to one chat, written with what it is about."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now
from models.vocabulary import MessageClass, OutboxState, Urgency

_WAITING = text("state = 'waiting'")
_HELD = text("held_at IS NOT NULL")
_PAID = text("cost > 0")
_FAILED = text("state = 'failed'")


class OutboxMessage(SQLModel, table=True):
    """One or more messages to one chat, sent together and in the order of their ids.

    The row is written in the transaction that caused it, already leased to the process that
    wrote it; what a crash leaves behind is found by `due_at` and `leased_until`.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index(
            "ix_outbox_message_waiting", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING
        ),
        Index("ix_outbox_message_failed", "id", sqlite_where=_FAILED, postgresql_where=_FAILED),
        Index(
            "ix_outbox_message_held",
            "channel", "chat",
            sqlite_where=_HELD,
            postgresql_where=_HELD,
        ),
        Index(
            "ix_outbox_message_paid", "finished_at", sqlite_where=_PAID, postgresql_where=_PAID
        ),
    )  # fmt: skip

    id: UUID = Field(default_factory=new_id, primary_key=True)
    channel: str = Field(max_length=20)
    chat: str = Field(max_length=100)
    messages: list[dict[str, Any]] = Field(sa_type=Json)
    """As `services.kit.message.Written`, already in the reader's language."""
    urgency: str = Field(default=Urgency.CONVERSATION, max_length=20)
    message_class: str = Field(default=MessageClass.STATUS, max_length=12)
    state: str = Field(default=OutboxState.WAITING, max_length=10)
    reply_token: str | None = Field(default=None, max_length=200)
    reply_until: datetime | None = Field(default=None, sa_type=Moment)
    retry_key: UUID = Field(default_factory=uuid4)
    """Sent as X-Line-Retry-Key; stored before the first attempt, the same for every attempt. At
    first the row's own id; a new one when staff try again after the 24 h LINE remembers it."""
    case_id: UUID | None = Field(default=None, foreign_key="case.id", index=True)
    attempts: int = Field(default=0)
    created_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    due_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    cost: int = Field(default=0)
    """How many of the month's messages it took: none for a free reply, one per head in a group."""
    held_at: datetime | None = Field(default=None, sa_type=Moment)
    """Since when it waits because the month's messages are used up or kept for others."""
    insisted: bool = Field(default=False)
    """Staff want it paid for all the same."""
    error: str | None = Field(default=None, max_length=300)
