"""A promise warning: what staff were told about a promised day, so that they are told once."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class PromiseWarning(SQLModel, table=True):
    """One step about one promise of one case. A new promise is warned of anew."""

    __tablename__ = "promise_warning"

    case_id: UUID = Field(foreign_key="case.id", primary_key=True)
    due_on: date = Field(primary_key=True)
    step: int = Field(primary_key=True)
    """Its place among `services.kit.climbing.IN_TIME`: a later step covers the earlier ones.
    Below zero: days before them of which the owner is reminded, -1 the last of them."""
    told_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
