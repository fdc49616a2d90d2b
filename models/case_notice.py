"""A case notice: what a department was told about a case and has not acknowledged yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now

_CLIMBING = text("next_at IS NOT NULL")
_UNHEARD = text("unheard_at IS NOT NULL")


class CaseNotice(SQLModel, table=True):
    """One for a case: it waits from the first thing nobody saw until staff do anything about it.

    `rung` and `next_at` are changed together with what is said, in one transaction that names the
    rung it found, so that each rung is told once whatever stops or runs twice.
    """

    __tablename__ = "case_notice"
    __table_args__ = (
        Index("ix_case_notice_next", "next_at", sqlite_where=_CLIMBING, postgresql_where=_CLIMBING),
        Index(
            "ix_case_notice_unheard",
            "unheard_at",
            sqlite_where=_UNHEARD,
            postgresql_where=_UNHEARD,
        ),
    )

    case_id: UUID = Field(foreign_key="case.id", primary_key=True)
    came_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    rung: str = Field(default="", max_length=10)
    """Who was told last, a `services.kit.climbing.Rung`."""
    told_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    next_at: datetime | None = Field(default=None, sa_type=Moment)
    """When to look whether it climbs; none when it was acknowledged or stands at the top."""
    unheard_at: datetime | None = Field(default=None, sa_type=Moment)
    """When there was nobody at a rung who could be told, or no executive at the top; none since
    somebody was."""
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    acknowledged_by: UUID | None = Field(default=None, foreign_key="staff.id")
