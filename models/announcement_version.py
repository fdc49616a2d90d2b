"""A version of an announcement: the words as they stood after one edit."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, utc_now


class AnnouncementVersion(SQLModel, table=True):
    """Who wrote which words when: kept for the office, never changed."""

    __tablename__ = "announcement_version"

    announcement_id: UUID = Field(foreign_key="announcement.id", primary_key=True)
    version: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=Json)
    """The columns of the announcement that an edit may change."""
    written_by: UUID = Field(foreign_key="staff.id")
    written_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
