"""Column kinds every table shares: ids that grow with time, moments with their zone, JSON."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import JSON, DateTime, TypeDecorator
from sqlalchemy.engine import Dialect
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
    """A moment with its zone. SQLite forgets the zone, so it is kept and read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: it would be a different one on another machine."""
        if value is not None and value.tzinfo is None:
            raise ValueError("A moment without a time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON
"""Plain JSON on both databases: rows are found by their columns, never by what is inside."""
