"""A staff chat: where a department hears about its cases."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class StaffChat(SQLModel, table=True):
    """A group, room, topic or private chat linked to a department by a one-time code."""

    __tablename__ = "staff_chat"

    channel: str = Field(primary_key=True, max_length=20)
    chat: str = Field(primary_key=True, max_length=100)
    department: str = Field(index=True, max_length=40)
    linked_by: UUID | None = Field(default=None, foreign_key="staff.id")
    linked_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
