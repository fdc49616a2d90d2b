"""A staff wish: a change of an administrator's role that a second administrator has to agree to."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class StaffWish(SQLModel, table=True):
    """Kept after it was decided, so that everybody can see who wanted it and who agreed."""

    __tablename__ = "staff_wish"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    wanted_by: UUID = Field(foreign_key="staff.id")
    role: str | None = Field(default=None, max_length=20)
    """None: they are to leave."""
    department: str | None = Field(default=None, max_length=40)
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    decided_by: UUID | None = Field(default=None, foreign_key="staff.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    agreed: bool | None = None
