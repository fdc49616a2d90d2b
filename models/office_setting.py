"""An office setting: what somebody changed of the office file, in the console."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now
from models.vocabulary import SettingState


class OfficeSetting(SQLModel, table=True):
    """One change; rows are added and never changed but for their state, so all of them are the
    history.
    """

    __tablename__ = "office_setting"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    key: str = Field(max_length=80, index=True)
    """A section of the office file, or a table of rates."""
    value: Any = Field(default=None, sa_type=Json, nullable=True)
    """The whole section; None is what the file says."""
    state: str = Field(default=SettingState.IN_FORCE, max_length=10)
    staff_id: UUID = Field(foreign_key="staff.id")
    at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    decided_by: UUID | None = Field(default=None, foreign_key="staff.id")
    """The second person, where one is needed."""
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
