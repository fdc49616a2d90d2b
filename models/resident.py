"""A resident: somebody who asked the office something. Kept as small as the law wishes."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class Resident(SQLModel, table=True):
    """A person without a name: their cases and addresses point here (PDPA: no more than needed)."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    language: str = Field(default="th", max_length=8)
    first_seen_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
