"""A conversation: what must be remembered of one person in one chat between two messages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, utc_now


class Conversation(SQLModel, table=True):
    """What `take_turn` needs, as plain data. In a private chat `person` equals `chat`."""

    channel: str = Field(primary_key=True, max_length=20)
    chat: str = Field(primary_key=True, max_length=100)
    person: str = Field(primary_key=True, max_length=100)
    resident_id: UUID | None = Field(default=None, foreign_key="resident.id", index=True)
    remembered: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    version: int = Field(default=1)
    """Counts every change; a writer that read an older version must start again."""
    changed_at: datetime = Field(default_factory=utc_now, sa_type=Moment, index=True)
