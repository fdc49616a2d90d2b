"""A case event: one entry of a case's history."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class CaseEvent(SQLModel, table=True):
    """Who did what when. `for_resident` says whether the resident sees it."""

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_action", "action", "at", "case_id", "due_on"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    case_id: UUID = Field(foreign_key="case.id", index=True)
    at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    actor: str = Field(max_length=10)
    staff_id: UUID | None = Field(default=None, foreign_key="staff.id")
    action: str = Field(max_length=20)
    status: str = Field(max_length=24)
    """Where the case stood after this."""
    due_on: date | None = None
    """Until when the answer was promised at that moment: a later promise changes no past figure."""
    department: str | None = Field(default=None, max_length=40)
    """Which department looks after the case from this entry on; none when that did not change."""
    assignee_id: UUID | None = None
    """To whom the case was given with this entry."""
    words: str | None = Field(default=None, max_length=2000)
    """What was written, if anything. Emptied when the writer takes the message back (unsend)."""
    attachment_id: UUID | None = Field(default=None, foreign_key="attachment.id")
    for_resident: bool = Field(default=True)
    message_key: str | None = Field(default=None, max_length=120, index=True)
    """`channel:message id` of the messenger, so that an unsend finds it."""
