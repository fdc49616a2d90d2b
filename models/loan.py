"""A loan: property of the office that is held for, or out with, whoever filed a case."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import LoanState


class Loan(SQLModel, table=True):
    """Which days property is promised for. Both days count; the next loan begins the day after."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    case_id: UUID = Field(foreign_key="case.id", unique=True)
    first_day: date
    last_day: date = Field(index=True)
    state: str = Field(default=LoanState.RESERVED, index=True, max_length=10)
    reserved_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    picked_up_at: datetime | None = Field(default=None, sa_type=Moment)
    returned_on: date | None = None
    """The day everything was back, in Thailand."""
    note: str | None = Field(default=None, max_length=500)
    """What was damaged or missing."""
    last_reminded_on: date | None = None
    times_overdue: int = Field(default=0)
    """How often the borrower was reminded after the last day."""
