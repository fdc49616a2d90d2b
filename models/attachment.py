"""An attachment: a file a resident sent, kept by the digest of its content."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now
from models.vocabulary import AttachmentState

_WAITING = text("state = 'waiting'")
_TO_FOLLOW = text("follow_at IS NOT NULL")


class Attachment(SQLModel, table=True):
    """Where a file came from and where it is: `DATA_DIR/attachments/ab/abcdef…` by SHA-256."""

    __table_args__ = (
        Index("ix_attachment_waiting", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index(
            "ix_attachment_to_follow",
            "follow_at",
            sqlite_where=_TO_FOLLOW,
            postgresql_where=_TO_FOLLOW,
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    channel: str = Field(max_length=20)
    chat: str = Field(max_length=100)
    source: dict[str, Any] = Field(sa_type=Json)
    """What the channel needs to fetch it, as the channel wrote it."""
    message_key: str | None = Field(default=None, max_length=120, index=True)
    state: str = Field(default=AttachmentState.WAITING, max_length=10)
    case_id: UUID | None = Field(default=None, foreign_key="case.id", index=True)
    sha256: str | None = Field(default=None, max_length=64, index=True)
    media_type: str | None = Field(default=None, max_length=60)
    size: int | None = None
    attempts: int = Field(default=0)
    created_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    due_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    follow_at: datetime | None = Field(default=None, sa_type=Moment)
    """When what follows on storing it is due (`bot.after_storing`); None once it is done."""
    error: str | None = Field(default=None, max_length=300)
