"""An API answer: what a program was told, so that asking again acts no second time."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.columns import Moment, utc_now


class ApiAnswer(SQLModel, table=True):
    """One key of one token. It names the case and its version, and nothing anybody wrote."""

    __tablename__ = "api_answer"

    digest: str = Field(primary_key=True, max_length=64)
    """Of the token."""
    key: str = Field(primary_key=True, max_length=80)
    """The `Idempotency-Key` the program chose."""
    asked: str = Field(max_length=64)
    """A digest of what was asked, so that a key used for something else is noticed."""
    reference: str = Field(max_length=12)
    status: str = Field(default="", max_length=24)
    version: int = Field(default=0)
    at: datetime = Field(default_factory=utc_now, sa_type=Moment, index=True)
