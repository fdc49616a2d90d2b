"""A saved filter: a list of cases that somebody opens again and again."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class SavedFilter(SQLModel, table=True):
    """The address of a list under a name. What it shows is always limited to what one may see."""

    __tablename__ = "saved_filter"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    staff_id: UUID = Field(foreign_key="staff.id", index=True)
    name: str = Field(max_length=40)
    query: str = Field(max_length=600)
    department: str | None = Field(default=None, max_length=40, index=True)
    """Whose staff see it as well; none: only who saved it."""
    opens_first: bool = Field(default=False)
    """Shown to who saved it when they open the list without asking for anything."""
    made_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
