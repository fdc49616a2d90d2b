"""A joint step: what became of one of several cases that were handled at once."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class JointStep(SQLModel, table=True):
    """Written with the step itself, so the same form sent again does nothing twice."""

    __tablename__ = "joint_step"

    batch_id: UUID = Field(primary_key=True)
    """Made with the page on which the cases were ticked."""
    reference: str = Field(primary_key=True, max_length=12)
    staff_id: UUID = Field(foreign_key="staff.id")
    action: str = Field(max_length=20)
    at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    refusal: str | None = Field(default=None, max_length=500)
    """Why it was not done, in the words of the person who pressed; none: it was done."""
