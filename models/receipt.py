"""A receipt: the numbered confirmation that a bill is paid."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class Receipt(SQLModel, table=True):
    """One for each paid bill. Numbers of a fiscal year have no gaps."""

    __table_args__ = (UniqueConstraint("year", "serial"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    year: int
    """The fiscal year, in the Buddhist Era."""
    serial: int
    bill_id: UUID = Field(foreign_key="bill.id", unique=True)
    case_id: UUID = Field(foreign_key="case.id", index=True)
    satang: int = Field(sa_type=BigInteger)
    paid_on: date
    issued_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    issued_by: UUID | None = Field(default=None, foreign_key="staff.id")

    @property
    def number(self) -> str:
        """The number as it stands on the paper, e.g. `2570/00012`."""
        return f"{self.year}/{self.serial:05d}"
