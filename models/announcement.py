"""An announcement: what the office says to many people at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.announcement_vocabulary import AnnouncementKind, AnnouncementState
from models.columns import Json, Moment, new_id, utc_now

_TO_DO = text("state IN ('scheduled', 'sending')")


LARGEST_NUMBER = 2**31 - 1
"""What the column has room for; a larger one in an address names nothing."""


class Announcement(SQLModel, table=True):
    """Its words, for whom they are, and how far it came. After it was published only `state` and
    the progress change: whoever wants other words writes a correction.
    """

    __table_args__ = (
        Index("ix_announcement_to_do", "state", sqlite_where=_TO_DO, postgresql_where=_TO_DO),
        Index("ix_announcement_published", "published_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    number: int | None = Field(default=None, unique=True)
    """Counted from 1 in the order of publishing; none before."""
    kind: str = Field(default=AnnouncementKind.NORMAL, max_length=12)
    state: str = Field(default=AnnouncementState.DRAFT, max_length=24)
    version: int = Field(default=1)
    """Counts every edit; who saves an older one is told, and an approval is of one version."""
    title_th: str = Field(default="", max_length=120)
    title_en: str = Field(default="", max_length=120)
    text_th: str = Field(default="", max_length=4000)
    text_en: str = Field(default="", max_length=4000)
    link: str = Field(default="", max_length=1000)
    picture: str | None = Field(default=None, max_length=64)
    """SHA-256 of a JPEG or PNG among the stored files; anybody may see it once published."""
    buttons: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    """Each `{"label_th", "label_en", "url"}`."""
    audience: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """As `services.desk.announcing.audience.Audience`; empty means everybody who wants news."""
    rank: int = Field(default=1)
    """0 for what goes before everything else; decided when it is published."""
    corrects_id: UUID | None = Field(default=None, foreign_key="announcement.id", index=True)
    written_by: UUID = Field(foreign_key="staff.id")
    written_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    approved_by: UUID | None = Field(default=None, foreign_key="staff.id")
    """Never who wrote it; nobody for an emergency."""
    approved_at: datetime | None = Field(default=None, sa_type=Moment)
    scheduled_at: datetime | None = Field(default=None, sa_type=Moment)
    """When it may go out; none means as soon as it is approved."""
    published_at: datetime | None = Field(default=None, sa_type=Moment)
    """When sending began."""
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    """When everybody was tried, or the office stopped it."""
    trouble: str = Field(default="", max_length=300)
    """Why the desk itself paused it."""
    expected: dict[str, int] = Field(default_factory=dict, sa_type=Json)
    """How many people of each channel there were when sending began."""
    written: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """The messages by language as they are sent, so that every attempt says the same."""
    walked: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """How far its people were put into chunks, by channel: the place, or true at the end."""
    onward: bool = Field(default=False)
    """A correction that came while the wrong one was being sent: who was not told yet is told
    this one instead."""
