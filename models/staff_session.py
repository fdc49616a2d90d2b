"""A staff session: one browser in which a member of staff is signed in."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class StaffSession(SQLModel, table=True):
    """Found by the digest of the cookie, so that the table alone lets nobody in."""

    __tablename__ = "staff_session"

    digest: str = Field(primary_key=True, max_length=64)
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    started_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    device: str | None = Field(default=None, max_length=40)
    """The kind of browser, such as `Chrome · Android`, so that people know their own again."""
    last_seen_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
