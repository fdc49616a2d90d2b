"""An own sentence: what the office says in its own words instead of ours."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Json, Moment, new_id, utc_now


class OwnSentence(SQLModel, table=True):
    """One change of one sentence in one language; rows are added and never changed."""

    __tablename__ = "own_sentence"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    digest: str = Field(max_length=32, index=True)
    """Of the sentence as it stands in the code; stable across versions."""
    language: str = Field(max_length=5)
    original: Any = Field(sa_type=Json)
    """The sentence in the code, or its two forms for one and for many."""
    words: Any = Field(default=None, sa_type=Json, nullable=True)
    """The office's own, a list of forms; None is ours again."""
    staff_id: UUID = Field(foreign_key="staff.id")
    at: datetime = Field(default_factory=utc_now, sa_type=Moment)
