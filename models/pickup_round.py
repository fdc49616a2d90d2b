"""A round: one trip of a crew on one day, past the places of several cases."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import RoundState


class PickupRound(SQLModel, table=True):
    """What one department does on one trip: collecting branches, bringing water, spraying."""

    __tablename__ = "pickup_round"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    department: str = Field(max_length=40)
    service_key: str = Field(max_length=20)
    day: date = Field(index=True)
    crew: str = Field(max_length=100)
    """Who goes, or with which truck; staff words, empty when it does not matter."""
    state: str = Field(default=RoundState.PLANNED, index=True, max_length=10)
    staff_id: UUID = Field(foreign_key="staff.id")
    """Who planned it."""
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    started_at: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
