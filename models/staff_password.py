"""A password with a code from an app: for those who work here and have no chat."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class StaffPassword(SQLModel, table=True):
    """Neither half is kept in the clear, and wrong tries are counted where all processes see it."""

    __tablename__ = "staff_password"

    staff_id: UUID = Field(foreign_key="staff.id", primary_key=True)
    sign_in_name: str = Field(max_length=40, unique=True)
    hash: str = Field(max_length=200)
    sealed_secret: str
    last_step: int = 0
    """The newest half minute whose code was used: each code works once."""
    wrong_tries: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=Moment)
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
