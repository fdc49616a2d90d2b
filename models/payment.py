"""A payment: money that came in, as the bank, a confirmed slip or the counter tells it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import PaymentState


class Payment(SQLModel, table=True):
    """Never deleted. What of it counts towards no bill is listed until somebody decides."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    source: str = Field(max_length=10)
    key: str = Field(unique=True, max_length=100)
    """What makes it one and the same when it is told twice: a digest of the bank's line, the slip,
    the form of the counter."""
    satang: int = Field(sa_type=BigInteger)
    counted_satang: int = Field(default=0, sa_type=BigInteger)
    """How much of it counts towards bills, or is known by another row already."""
    paid_on: date
    ref1: str = Field(default="", max_length=40, index=True)
    ref2: str = Field(default="", max_length=40)
    bank_reference: str = Field(default="", max_length=80)
    state: str = Field(default=PaymentState.LISTED, index=True, max_length=10)
    reason: str = Field(default="", max_length=10)
    """Why it was listed."""
    slip_id: UUID | None = Field(default=None, foreign_key="payment_slip.id")
    same_as_id: UUID | None = Field(default=None, foreign_key="payment.id", unique=True)
    """The payment known by its slip of which this is the bank's own line."""
    recorded_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    recorded_by: UUID | None = Field(default=None, foreign_key="staff.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: UUID | None = Field(default=None, foreign_key="staff.id")
    note: str | None = Field(default=None, max_length=500)

    @property
    def rest_satang(self) -> int:
        """What of it counts towards nothing."""
        return self.satang - self.counted_satang
