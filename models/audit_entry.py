"""An audit entry: who did, or was refused, what. Never what a resident wrote."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from models.columns import Moment, new_id, utc_now

_UNSEALED = text("number IS NULL")


class AuditEntry(SQLModel, table=True):
    """One line for the office's own control. `actor` is a staff id or a digest of an account.

    The database itself refuses to change or remove a line; only number and seal are added, once.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_actor", "actor", "at"),
        Index("ix_audit_entry_action", "action", "at"),
        Index("ix_audit_entry_subject", "subject", "at"),
        Index("ix_audit_entry_number", "number", unique=True),
        Index(
            "ix_audit_entry_unsealed",
            "id",
            sqlite_where=_UNSEALED,
            postgresql_where=_UNSEALED,
        ),
    )

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
    service: str = Field(default="", max_length=20)
    """The service of the case, for a step of a case."""
    status: str = Field(default="", max_length=24)
    """Where the case stood after this, for a step of a case: so the log can be counted."""
    number: int | None = Field(default=None, sa_type=BigInteger)
    """Its place in the chain, from 1; none until it is sealed, a moment after its commit."""
    sealed_at: datetime | None = Field(default=None, sa_type=Moment)
    seal: str | None = Field(default=None, max_length=64)
    """SHA-256 over the seal before it and everything above; see `services.desk.audit_log`."""
