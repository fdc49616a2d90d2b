"""A rating: what a resident thought of how their case was handled."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class Rating(SQLModel, table=True):
    """One vote for one case, 1 to 5, with a word if the resident likes. One per case."""

    __table_args__ = (Index("ix_rating_rated", "rated_at", "stars", "case_id"),)

    case_id: UUID = Field(foreign_key="case.id", primary_key=True)
    stars: int = Field(ge=1, le=5)
    comment: str | None = Field(default=None, max_length=1000)
    rated_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
