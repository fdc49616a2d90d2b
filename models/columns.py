"""Column kinds every table shares: ids that grow with time, moments with their zone, JSON."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a UUID version 7: unguessable enough for a key, and growing within one process.

    Rows written one after another sort in that order, so the outbox keeps the order of what was
    said, and new rows land at the end of the index instead of all over it.
    """
    return uuid7()


def utc_now() -> datetime:
    """Return the time now. Only edges call this; decisions take `now` as an argument."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone, always read as UTC.

    PostgreSQL has a type for it. SQLite has none and is given the ISO form in UTC, always equally
    long, so that the database compares and sorts it rightly; SQLAlchemy's own form costs the hot
    path three times as much to write.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        native = DateTime(timezone=True) if dialect.name != "sqlite" else String(32)
        return dialect.type_descriptor(native)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone: it would be a different one on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone")
        return _in_iso(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


@lru_cache(maxsize=64)
def _in_iso(value: datetime) -> str:
    """Write a moment; the rows of one batch share two or three of them."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


Json = JSON
"""Plain JSON on both databases: rows are found by their columns, never by what is inside."""
