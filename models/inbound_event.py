"""An inbound event: the proof that something a messenger told us has been acted upon."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, utc_now


class InboundEvent(SQLModel, table=True):
    """One event, by the messenger's own id. The payload is kept only when acting on it failed."""

    __tablename__ = "inbound_event"
    __table_args__ = (
        Index(
            "ix_inbound_event_failed",
            "received_at",
            sqlite_where=text("error IS NOT NULL"),
            postgresql_where=text("error IS NOT NULL"),
        ),
    )

    key: str = Field(primary_key=True, max_length=120)
    """`channel:id`, so that one index finds it."""
    received_at: datetime = Field(default_factory=utc_now, sa_type=Moment, index=True)
    payload: dict[str, Any] | None = Field(default=None, sa_type=Json, nullable=True)
    error: str | None = Field(default=None, max_length=200)
    replayed_at: datetime | None = Field(default=None, sa_type=Moment)
