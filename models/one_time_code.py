"""A one-time code: signs somebody in once, or links a chat or an account to the desk."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class OneTimeCode(SQLModel, table=True):
    """Kept as a digest only. `used_at` is set in the transaction that honours it."""

    __tablename__ = "one_time_code"

    digest: str = Field(primary_key=True, max_length=64)
    purpose: str = Field(max_length=20)
    staff_id: UUID | None = Field(default=None, foreign_key="staff.id")
    department: str | None = Field(default=None, max_length=40)
    case_id: UUID | None = Field(default=None, foreign_key="case.id")
    """The case that goes on in the chat where the code is typed."""
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
