"""What the confidential channel keeps: sealed bytes, keys nobody can open alone, and days.

No row holds a word of a report, a time of day, an address or anything else that names somebody.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import LargeBinary, MetaData, String
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

THE_ONE = 1


class Store(SQLModel, registry=registry(metadata=MetaData())):
    """What all tables of the channel have in common: a metadata that is not the desk's."""


class ReaderKind(StrEnum):
    """Whose key it is: of somebody who works on reports, or the printed one in a safe."""

    RECIPIENT = "recipient"
    RECOVERY = "recovery"


class Installation(Store, table=True):
    """One row: the salt of all codes, so that no table of codes fits two offices."""

    __tablename__ = "integrity_installation"

    id: int = Field(default=THE_ONE, primary_key=True)
    salt: bytes = Field(sa_type=LargeBinary)


class Reader(Store, table=True):
    """A public key to which reports are sealed, and the post of whoever holds the private one."""

    __tablename__ = "integrity_reader"

    key_id: str = Field(primary_key=True, max_length=16)
    kind: ReaderKind = Field(sa_type=String(12))
    post: str = Field(default="", max_length=120)
    public_key: bytes = Field(sa_type=LargeBinary)
    confirmed: bool = False
    """Only after somebody who reads already has compared the fingerprint."""


class Report(Store, table=True):
    """One report. It counts only when its receipt code was entered again."""

    __tablename__ = "integrity_report"

    lookup: str = Field(primary_key=True, max_length=64)
    day: date
    counts: bool = False


class Part(Store, table=True):
    """The report itself, or one message of it, sealed and padded."""

    __tablename__ = "integrity_part"

    lookup: str = Field(
        primary_key=True, max_length=64, foreign_key="integrity_report.lookup", ondelete="CASCADE"
    )
    position: int = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


class Wrap(Store, table=True):
    """The content key of one report, sealed to one key. Some open nothing, and look the same."""

    __tablename__ = "integrity_wrap"

    lookup: str = Field(
        primary_key=True, max_length=64, foreign_key="integrity_report.lookup", ondelete="CASCADE"
    )
    key_id: str = Field(primary_key=True, max_length=16)
    wrapped: bytes = Field(sa_type=LargeBinary)
