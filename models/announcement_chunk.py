"""A chunk of an announcement: some of its people, told together, and how far that came."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.announcement_vocabulary import ChunkState
from models.columns import Json, Moment, utc_now

_WAITING = text("state = 'waiting'")


class AnnouncementChunk(SQLModel, table=True):
    """People of one channel and one language. What must survive a crash stands here before the
    first attempt: who they are, and the retry key under which a messenger knows the attempt.
    """

    __tablename__ = "announcement_chunk"
    __table_args__ = (
        Index(
            "ix_announcement_chunk_waiting",
            "channel", "rank", "due_at",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
    )  # fmt: skip

    announcement_id: UUID = Field(foreign_key="announcement.id", primary_key=True)
    number: int = Field(primary_key=True)
    channel: str = Field(max_length=20)
    language: str = Field(max_length=8)
    way: str = Field(max_length=12)
    rank: int = Field(default=1)
    """Emergencies have 0 and go first."""
    chats: list[str] = Field(sa_type=Json)
    """Nobody in particular for a broadcast."""
    size: int
    """How many people it is for."""
    retry_key: UUID = Field(default_factory=uuid4)
    tried_at: datetime | None = Field(default=None, sa_type=Moment)
    """The first attempt: a messenger remembers the key for 24 hours from then."""
    state: str = Field(default=ChunkState.WAITING, max_length=10)
    done: int = Field(default=0)
    """How many of its people were tried, in their order."""
    sent: int = Field(default=0)
    failed: int = Field(default=0)
    unreachable: int = Field(default=0)
    reasons: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Why it failed, and for how many."""
    attempts: int = Field(default=0)
    """In vain, of the person whose turn it is."""
    due_at: datetime = Field(default_factory=utc_now, sa_type=Moment)
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    error: str | None = Field(default=None, max_length=300)
