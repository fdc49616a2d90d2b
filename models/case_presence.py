"""A presence: who of the staff has a case open at this moment. Forgotten after a day."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class CasePresence(SQLModel, table=True):
    """One person at one case. It decides nothing: it only lets colleagues see each other."""

    __tablename__ = "case_presence"
    __table_args__ = (Index("ix_case_presence_who", "case_id", "staff_id", unique=True),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    case_id: UUID = Field(foreign_key="case.id", ondelete="CASCADE")
    staff_id: UUID = Field(foreign_key="staff.id", ondelete="CASCADE")
    seen_at: datetime = Field(default_factory=utc_now, sa_type=Moment, index=True)
    typing_at: datetime | None = Field(default=None, sa_type=Moment)
