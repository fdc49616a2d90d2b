"""A prepared text: what the office writes to residents again and again, in both languages."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class PreparedText(SQLModel, table=True):
    """One text for one kind of message; its gaps are filled for each case before it is sent."""

    __tablename__ = "prepared_text"
    __table_args__ = (Index("ix_prepared_text_action", "action", "department"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    title: str = Field(max_length=60)
    """What staff choose it by."""
    action: str = Field(max_length=20)
    """What it is for: a reply, a question, …"""
    department: str | None = Field(default=None, max_length=40)
    """Whose it is; none: the whole office's."""
    service_key: str | None = Field(default=None, max_length=20)
    """For which service it is offered; none: for every one."""
    words_th: str = Field(max_length=1500)
    words_en: str = Field(max_length=1500)
    changed_by: UUID | None = Field(default=None, foreign_key="staff.id")
    changed_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
