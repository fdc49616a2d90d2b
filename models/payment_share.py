"""A payment share: how much of one payment counts towards one bill."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class PaymentShare(SQLModel, table=True):
    """One transfer may pay several bills, and one bill may be paid by several transfers."""

    __tablename__ = "payment_share"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    payment_id: UUID = Field(foreign_key="payment.id", index=True)
    bill_id: UUID = Field(foreign_key="bill.id", index=True)
    satang: int = Field(sa_type=BigInteger)
    counted_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
