"""The head of the audit log: how far it is sealed, kept apart so that a cut-off end is noticed."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from models.columns import Moment

THE_ONE = 1


class AuditHead(SQLModel, table=True):
    """One row, made with the first seal. Whoever seals holds its lock."""

    __tablename__ = "audit_head"

    id: int = Field(default=THE_ONE, primary_key=True)
    number: int = Field(default=0, sa_type=BigInteger)
    seal: str = Field(default="", max_length=64)
    sealed_at: datetime | None = Field(default=None, sa_type=Moment)
