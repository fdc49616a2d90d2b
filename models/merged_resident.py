"""A merged resident: two residents turned out to be one person; it can be undone for a while."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now


class MergedResident(SQLModel, table=True):
    """What moved from one to the other, so that exactly this can be moved back."""

    __tablename__ = "merged_resident"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kept_id: UUID = Field(foreign_key="resident.id", index=True)
    merged_id: UUID = Field(foreign_key="resident.id", index=True)
    moved: dict[str, Any] = Field(sa_type=Json)
    """Ids of cases and requests, the chats, and what both had chosen of news: `cases`, `requests`,
    `chats`, `news`."""
    at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    by: UUID = Field(foreign_key="staff.id")
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
    undone_by: UUID | None = Field(default=None, foreign_key="staff.id")
