"""An assessment: one line of the office's own list of what is due, as it was imported."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class Assessment(SQLModel, table=True):
    """What one notice asks for. No name: the last four digits only keep neighbours from looking."""

    __table_args__ = (UniqueConstraint("tax", "year", "notice"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    tax: str = Field(max_length=20)
    year: int
    """In the Buddhist Era."""
    notice: str = Field(max_length=40)
    digits: str = Field(max_length=4)
    satang: int = Field(sa_type=BigInteger)
    due_on: date
    warned_on: date | None = None
    """When the letter of warning reached the owner, if one was sent."""
    warned_until: date | None = None
    """The last day of the term in that letter."""
    imported_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
