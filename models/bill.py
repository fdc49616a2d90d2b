"""A bill: one sum that is due for a case, with the references a bank reports with the money."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import BillState


class Bill(SQLModel, table=True):
    """What is due, and how much of it has come in. Amounts are whole satang."""

    __table_args__ = (UniqueConstraint("ref1", "ref2"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    case_id: UUID = Field(foreign_key="case.id", index=True)
    ref1: str = Field(max_length=20)
    """The reference of the case."""
    ref2: str = Field(max_length=20)
    """The fiscal year and the number of the bill within its case."""
    satang: int = Field(sa_type=BigInteger)
    received_satang: int = Field(default=0, sa_type=BigInteger)
    """The sum of the shares of payments that count towards it."""
    what_for: str = Field(max_length=200)
    due_on: date
    part: int = Field(default=1)
    parts: int = Field(default=1)
    state: str = Field(default=BillState.OPEN, max_length=10)
    assessment_id: UUID | None = Field(default=None, foreign_key="assessment.id", index=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    created_by: UUID | None = Field(default=None, foreign_key="staff.id")
    """None: the desk asked by itself."""
    paid_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def open_satang(self) -> int:
        """What is still to be paid."""
        return self.satang - self.received_satang if self.state == BillState.OPEN else 0
