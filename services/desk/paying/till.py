"""The till: money is handled by one transaction at a time, so that two of them never cross."""

from types import ModuleType

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from services.desk.work import Work

_TAKE = text("SELECT pg_advisory_xact_lock(hashtextextended('sala payments', 0))")


async def take_the_till(work: Work) -> None:
    """Wait until nobody else handles money. SQLite has one writer anyway.

    An office confirms a few payments a day; waiting for each other costs nothing, while locks on
    single bills, payments and receipt numbers could wait for each other in a circle.
    """
    if dialect_of(work) is postgresql:
        await work.session.exec(_TAKE)  # type: ignore[call-overload] # plain SQL is not in its types


def dialect_of(work: Work) -> ModuleType:
    """Return SQLAlchemy's module for the database: both know how to insert what is not there."""
    return sqlite if work.session.get_bind().dialect.name == "sqlite" else postgresql
