"""A data request: a resident wants a copy of what is kept of them, wants it gone or put right."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class DataRequest(SQLModel, table=True):
    """The law gives the office thirty days. It holds no words of the resident."""

    __tablename__ = "data_request"
    __table_args__ = (Index("ix_data_request_open", "done_at", "due_on"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    resident_id: UUID = Field(foreign_key="resident.id", index=True)
    kind: str = Field(max_length=10)
    channel: str = Field(default="", max_length=20)
    """Where they asked; `counter` when staff entered it."""
    received_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    due_on: date
    entered_by: UUID | None = Field(default=None, foreign_key="staff.id")
    """None: the resident asked by themselves."""
    proposed_by: UUID | None = Field(default=None, foreign_key="staff.id")
    """Who looked at what may be erased and asked a second person to agree."""
    proposed_at: datetime | None = Field(default=None, sa_type=Moment)
    done_at: datetime | None = Field(default=None, sa_type=Moment)
    done_by: UUID | None = Field(default=None, foreign_key="staff.id")
    told_late_at: datetime | None = Field(default=None, sa_type=Moment)
    """When heads were told that the days are over."""
    outcome: str = Field(default="", max_length=10)
    note: str = Field(default="", max_length=500)
    """Why staff refused it, or what was put right."""
