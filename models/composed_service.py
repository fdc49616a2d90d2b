"""A composed service: what an office put together in the console, one row for each version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now
from models.vocabulary import ComposedState


class ComposedService(SQLModel, table=True):
    """Version 0 is being worked on; 1, 2 … are what was published, and never change."""

    __tablename__ = "composed_service"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    key: str = Field(max_length=20)
    version: int = Field(default=0)
    state: str = Field(default=ComposedState.DRAFT, max_length=12)
    """Of the whole service; kept with version 0."""
    department: str = Field(max_length=40)
    definition: dict[str, Any] = Field(sa_type=Json)
    """As `services.kit.composing.definition.Definition`."""
    changes: int = Field(default=1)
    """Counts every change of version 0; two people writing at once cannot both win."""
    changed_by: UUID | None = Field(default=None, foreign_key="staff.id")
    changed_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
