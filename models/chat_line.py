"""A chat line: one message of the web chat, whose page has no messenger to remember it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now


class ChatLine(SQLModel, table=True):
    """What stands in the window, from either side, so that a reload shows it again."""

    __tablename__ = "chat_line"
    __table_args__ = (Index("ix_chat_line_chat", "chat", "id"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    chat: str = Field(max_length=100)
    from_resident: bool
    message: dict[str, Any] = Field(sa_type=Json)
    """As `services.kit.message.Written`; a resident's line has `text` and maybe `attachment`."""
    at: datetime = Field(default_factory=utc_now, sa_type=Moment, index=True)
