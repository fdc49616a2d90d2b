"""A token: a program that may act for a member of staff."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class ApiToken(SQLModel, table=True):
    """Found by the digest of what the program sends, so that the table alone lets nobody in."""

    __tablename__ = "api_token"

    digest: str = Field(primary_key=True, max_length=64)
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    name: str = Field(max_length=40)
    """What its owner calls the program."""
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
