"""A member of staff."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import Role


class Staff(SQLModel, table=True):
    """Somebody who works here. Never deleted, so that history keeps its names; left means left."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=100)
    role: str = Field(default=Role.OFFICER, max_length=20)
    department: str | None = Field(default=None, max_length=40)
    """Key in the office file; none for those who work for the whole office."""
    joined_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    left_at: datetime | None = Field(default=None, sa_type=Moment)
