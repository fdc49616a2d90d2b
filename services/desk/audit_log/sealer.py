"""The sealer: gives entries that are committed their number and their seal, in one short go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, bindparam, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.audit_entry import AuditEntry
from models.audit_head import THE_ONE, AuditHead
from models.bulk import execute_rows
from models.database import Database
from services.desk.audit_log.chain import Head, Line, Sealed, seal_of

MOST_AT_ONCE: Final = 500
"""Entries in one transaction: on SQLite residents wait meanwhile, some ten milliseconds."""

_entries = AuditEntry.__table__  # type: ignore[attr-defined] # SQLModel adds it to every table
_heads = AuditHead.__table__  # type: ignore[attr-defined] # as above
_said = _entries.c
COLUMNS: Final = (
    _said.id, _said.at, _said.actor, _said.action, _said.subject, _said.outcome, _said.note,
    _said.channel, _said.service, _said.status,
)  # fmt: skip
_IN_PLACE: Final = (_said.number, _said.sealed_at, _said.seal)

_waiting = select(_said.id).where(text("number IS NULL")).limit(1)
_next = select(*COLUMNS).where(text("number IS NULL")).order_by(_said.id)
_head = select(_heads.c.number, _heads.c.seal, _heads.c.sealed_at).where(_heads.c.id == THE_ONE)
_first = text(
    "INSERT INTO audit_head (id, number, seal) "
    "SELECT 1, 0, '' WHERE NOT EXISTS (SELECT 1 FROM audit_entry WHERE number IS NOT NULL) "
    "ON CONFLICT (id) DO NOTHING"
)
"""Only where nothing is sealed yet: a head that was taken away is not made up again."""

_put = (
    update(AuditEntry)
    .where(_said.id == bindparam("entry"))
    .values(number=bindparam("place"), sealed_at=bindparam("moment"), seal=bindparam("mark"))
)


class HeadIsGone(Exception):
    """The row that says where the chain ends is missing: somebody took it away."""


async def seal_new(database: Database, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """Seal what is committed and has no seal, at most so many; return how many it were.

    A process that is killed in between has sealed nothing: the next one finds the same entries.
    """
    async with database.reading() as session:
        if (await (await session.connection()).execute(_waiting)).first() is None:
            return 0
    async with database.writing() as session:
        return await seal_within(await session.connection(), now, most)


async def seal_all(database: Database, now: datetime) -> int:
    """Seal everything that is committed."""
    count = 0
    while some := await seal_new(database, now):
        count += some
    return count


async def seal_within(connection: AsyncConnection, now: datetime, most: int) -> int:
    """Seal in a transaction that somebody else ends."""
    head = await _locked_head(connection)
    rows = (await connection.execute(_next.limit(most))).all()
    if not rows:
        return 0
    moment = max(now, head.sealed_at or now)
    sealed = _sealed(head, [line_of(row) for row in rows], moment)
    await execute_rows(connection, _put, [_placed(one) for one in sealed])
    end = {"number": sealed[-1].number, "seal": sealed[-1].seal, "sealed_at": moment}
    await connection.execute(update(AuditHead).where(_heads.c.id == THE_ONE).values(end))
    return len(rows)


async def _locked_head(connection: AsyncConnection) -> Head:
    """Let one process at a time seal; the others wait here for its commit."""
    await connection.execute(_first)
    found = (await connection.execute(_head.with_for_update())).first()
    if found is None:
        raise HeadIsGone
    return Head(*found)


def _sealed(head: Head, lines: Sequence[Line], moment: datetime) -> list[Sealed]:
    sealed, before = [], head.seal
    for number, line in enumerate(lines, start=head.number + 1):
        before = seal_of(before, number, moment, line)
        sealed.append(Sealed(line, number, moment, before))
    return sealed


def _placed(one: Sealed) -> dict[str, Any]:
    return {"entry": one.line.id, "place": one.number, "moment": one.sealed_at, "mark": one.seal}


def line_of(row: Sequence[Any]) -> Line:
    """Read what an entry says from the columns above."""
    return Line(*row[: len(COLUMNS)])


def sealed_of(row: Sequence[Any]) -> Sealed:
    """Read an entry in its place from a row of `in_place`."""
    return Sealed(line_of(row), *row[len(COLUMNS) :])


def in_place() -> Select[Any]:
    """Choose sealed entries in the order of the chain."""
    return select(*COLUMNS, *_IN_PLACE).order_by(_said.number, _said.id)
