"""A staff identity: the account with which a member of staff presses buttons on a messenger."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class StaffIdentity(SQLModel, table=True):
    """Linked by a one-time code typed from that account; nobody else may act as this person."""

    __tablename__ = "staff_identity"

    channel: str = Field(primary_key=True, max_length=20)
    person: str = Field(primary_key=True, max_length=100)
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    linked_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
