"""What the confidential channel keeps: sealed bytes, keys nobody can open alone, and days.

No row of a report holds a word, a time of day, an address or anything else that names somebody.
Only those who read reports, and are known anyway, leave moments: of their signing in.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import LargeBinary, MetaData, String
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from models.columns import Moment

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
    salt: bytes = Field(default=b"", sa_type=LargeBinary)
    sealed: bytes = Field(default=b"", sa_type=LargeBinary)
    """The private key and the secret of the second factor, sealed by the passphrase; of the printed
    key there is nothing here."""
    joined: date | None = None
    replaces: str | None = Field(default=None, max_length=16)
    """The key of the same person whose passphrase was lost."""
    wrong: int = 0
    shut_until: datetime | None = Field(default=None, sa_type=Moment)
    last_step: int = 0
    """The last code of the second factor: none works twice."""


class Invitation(Store, table=True):
    """Somebody may join, once and for some hours; only the digest of the code is kept."""

    __tablename__ = "integrity_invitation"

    digest: str = Field(primary_key=True, max_length=64)
    post: str = Field(max_length=120)
    replaces: str | None = Field(default=None, max_length=16)
    expires_at: datetime = Field(sa_type=Moment)


class Sitting(Store, table=True):
    """A recipient at work. The private key lies here sealed; what opens it is in their browser."""

    __tablename__ = "integrity_sitting"

    digest: str = Field(primary_key=True, max_length=64)
    key_id: str = Field(max_length=16)
    sealed: bytes = Field(sa_type=LargeBinary)
    began_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)


class Report(Store, table=True):
    """One report. It counts only when its receipt code was entered again."""

    __tablename__ = "integrity_report"

    lookup: str = Field(primary_key=True, max_length=64)
    day: date
    counts: bool = False
    closed_on: date | None = None
    """When the procedure ended: what is counted, and from when it is kept for how long."""


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


class Opening(Store, table=True):
    """Who opened a report on which day, sealed like the report: others who read it see it."""

    __tablename__ = "integrity_opening"

    lookup: str = Field(
        primary_key=True, max_length=64, foreign_key="integrity_report.lookup", ondelete="CASCADE"
    )
    position: int = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


class Deletion(Store, table=True):
    """A report that was deleted after its time: the proof that it is gone."""

    __tablename__ = "integrity_deletion"

    lookup: str = Field(primary_key=True, max_length=64)
    day: date
