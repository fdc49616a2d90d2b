"""A passkey: a key in somebody's phone or computer that signs them in."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class StaffPasskey(SQLModel, table=True):
    """Only the public half is kept: a copy of the table lets nobody in."""

    __tablename__ = "staff_passkey"

    digest: str = Field(primary_key=True, max_length=64)
    """Of the credential's own id, which may be long."""
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    credential: str
    public_key: str
    sign_count: int = 0
    device: str = Field(default="", max_length=40)
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
