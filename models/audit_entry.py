"""An audit entry: who did, or was refused, what. Never what a resident wrote."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now


class AuditEntry(SQLModel, table=True):
    """One line for the office's own control. `actor` is a staff id or a digest of an account."""

    __tablename__ = "audit_entry"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    at: datetime = Field(default_factory=utc_now, sa_type=Moment, index=True)
    actor: str = Field(max_length=80)
    action: str = Field(max_length=40)
    subject: str = Field(default="", max_length=80)
    """What it was done to: a case reference, a department key, a staff id."""
    outcome: str = Field(max_length=20)
    note: str = Field(default="", max_length=500)
    """Why and how much, where that has to be told."""
    channel: str = Field(default="", max_length=20)
