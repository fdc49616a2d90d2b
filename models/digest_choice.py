"""A digest choice: which summaries somebody wants in their own chat, and which they have had."""

from datetime import date
from uuid import UUID

from sqlmodel import Field, SQLModel


class DigestChoice(SQLModel, table=True):
    """One for a member of staff, from the first summary, or the first change of mind, on."""

    __tablename__ = "digest_choice"

    staff_id: UUID = Field(foreign_key="staff.id", primary_key=True)
    daily: bool = Field(default=True)
    weekly: bool = Field(default=True)
    daily_on: date | None = None
    """The day of the last daily one."""
    weekly_on: date | None = None
