"""A stop of a round: the place of one case, in the order in which the crew goes there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id
from models.vocabulary import StopState


class RoundStop(SQLModel, table=True):
    """A case stands on one round at a time; what was missed may stand on a later one."""

    __tablename__ = "round_stop"
    __table_args__ = (
        Index("ix_round_stop_round", "round_id", "position"),
        Index(
            "ix_round_stop_standing",
            "case_id",
            unique=True,
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    round_id: UUID = Field(foreign_key="pickup_round.id")
    case_id: UUID = Field(foreign_key="case.id", index=True)
    position: int
    state: str = Field(default=StopState.PLANNED, max_length=10)
    told_day: date | None = None
    """The day the resident was told; they hear again when it changes."""
    visited_at: datetime | None = Field(default=None, sa_type=Moment)
    staff_id: UUID | None = Field(default=None, foreign_key="staff.id")
    """Who said how it went."""
    note: str | None = Field(default=None, max_length=500)
    """Why nothing could be done; the resident reads it."""
