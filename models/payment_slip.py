"""A payment slip: the picture of a transfer that a resident sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now
from models.vocabulary import SlipState


class PaymentSlip(SQLModel, table=True):
    """What its code says is only good for knowing it again: no amount and no payee stand in it."""

    __tablename__ = "payment_slip"
    __table_args__ = (UniqueConstraint("bank", "transfer"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    code: str = Field(unique=True, max_length=8)
    """A short name of it, for buttons."""
    case_id: UUID = Field(foreign_key="case.id", index=True)
    bill_id: UUID = Field(foreign_key="bill.id", index=True)
    attachment_id: UUID = Field(foreign_key="attachment.id", unique=True)
    bank: str | None = Field(default=None, max_length=20)
    transfer: str | None = Field(default=None, max_length=60)
    """Both are empty while the code is unread, unreadable, or that of a slip sent before."""
    state: str = Field(default=SlipState.ARRIVING, index=True, max_length=10)
    same_as_id: UUID | None = Field(default=None, foreign_key="payment_slip.id")
    sent_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: UUID | None = Field(default=None, foreign_key="staff.id")
