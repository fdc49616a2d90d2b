"""A case: one thing one resident asked the office to do."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now
from models.vocabulary import CaseStatus

_OPEN = text("closed_at IS NULL")
"""Open cases are few, however many there were: lists of them read nothing else."""


class Case(SQLModel, table=True):
    """One request, complaint or question, with the resident's answers as they gave them.

    SQLModel does not validate tables, so a row is only ever built by `services.desk.filing`,
    from answers that every field of the service has already accepted.
    """

    __table_args__ = (
        Index("ix_case_resident", "resident_id", "filed_at"),
        Index("ix_case_department_status", "department", "status", "due_on"),
        Index("ix_case_filed", "filed_at", "service_key", "filed_channel", "intake_way"),
        Index("ix_case_status", "status", "service_key", "due_on"),
        Index("ix_case_service", "service_key", "id"),
        Index("ix_case_department", "department", "id"),
        Index("ix_case_channel", "filed_channel", "id"),
        Index("ix_case_open", "due_on", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "ix_case_open_department",
            "department",
            "due_on",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "ix_case_open_service",
            "service_key",
            "village",
            "id",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_case_assignee", "assignee_id", "status", "due_on"),
        Index("ix_case_village", "village", "id"),
        Index("ix_case_place", "service_key", "latitude", "longitude"),
        Index(
            "ix_case_unread",
            "department",
            "unread_since",
            sqlite_where=text("unread_since IS NOT NULL"),
            postgresql_where=text("unread_since IS NOT NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    reference: str = Field(unique=True, max_length=12)
    service_key: str = Field(max_length=20)
    department: str = Field(max_length=40)
    answers: dict[str, Any] = Field(sa_type=Json)
    status: str = Field(default=CaseStatus.RECEIVED, max_length=24)
    resident_id: UUID = Field(foreign_key="resident.id")
    channel: str = Field(max_length=20)
    chat: str = Field(max_length=100)
    """Where the resident hears about it: where they filed it, until they go on elsewhere."""
    filed_channel: str = Field(default="", max_length=20)
    """Where it was filed. `channel` moves along with the resident, this stays."""
    village: int | None = Field(default=None)
    latitude: float | None = None
    longitude: float | None = None
    assignee_id: UUID | None = Field(default=None, foreign_key="staff.id")
    """Who looks after it now: at first who took it on, then to whom it was handed. Nobody after it
    was given back, moved to another department, or its officer left. Who accepted it and who had it
    stands in its history."""
    filed_by_staff_id: UUID | None = Field(default=None, foreign_key="staff.id")
    """Who filed it for the resident; none for those who filed it themselves."""
    filed_for: str | None = Field(default=None, max_length=100)
    """The name of whom it was filed for, as they gave it."""
    intake_way: str | None = Field(default=None, max_length=20)
    consent_at: datetime | None = Field(default=None, sa_type=Moment)
    """When they agreed that staff write down what they said."""
    filed_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    due_on: date
    changed_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    unread_since: datetime | None = Field(default=None, sa_type=Moment)
    """Since when words or files of the resident wait for somebody of the department to read."""
    version: int = Field(default=1)
    """Counts every change of status; two people pressing at once cannot both win."""
