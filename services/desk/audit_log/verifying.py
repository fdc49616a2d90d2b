"""Verifying: walk the whole chain, in flat memory, while the desk goes on."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models.audit_entry import AuditEntry
from models.audit_head import THE_ONE, AuditHead
from models.database import Database
from services.desk.audit_log.chain import Fault, Head, Misfit, Walk
from services.desk.audit_log.sealer import in_place, sealed_of

BATCH: Final = 2000

_entries = AuditEntry.__table__  # type: ignore[attr-defined] # SQLModel adds it to every table
_heads = AuditHead.__table__  # type: ignore[attr-defined] # as above
_head = select(_heads.c.number, _heads.c.seal, _heads.c.sealed_at).where(_heads.c.id == THE_ONE)
_unsealed = select(func.count()).select_from(_entries).where(text("number IS NULL"))


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the chain found."""

    walk: Walk
    unsealed: int

    @property
    def misfit(self) -> Misfit | None:
        return self.walk.misfit


async def verify(database: Database, batch: int = BATCH, noted: Head | None = None) -> Verified:
    """Walk the chain from its beginning to where it is said to end; past what was noted apart."""
    walk = Walk(noted=noted or Head())
    async with database.reading() as session:
        end = await head_now(await session.connection())
    while walk.misfit is None and walk.head.number < end.number:
        if not await _go_on(database, walk, end, batch):
            break
    walk.arrive(end)
    async with database.reading() as session:
        connection = await session.connection()
        stray = (await connection.execute(_behind_the_end())).scalar()
        waiting = (await connection.execute(_unsealed)).scalar_one()
    if walk.misfit is None and stray is not None:
        walk.misfit = Misfit(stray, Fault.ADDED if end.number else Fault.END)
    return Verified(walk, waiting)


async def head_now(connection: AsyncConnection) -> Head:
    """Return where the chain is said to end; at its beginning, when nothing says so."""
    found = (await connection.execute(_head)).first()
    return Head(*found) if found else Head()


async def unsealed_now(connection: AsyncConnection) -> int:
    """Count the entries that wait for their seal."""
    return int((await connection.execute(_unsealed)).scalar_one())


async def _go_on(database: Database, walk: Walk, end: Head, batch: int) -> int:
    """Check the next entries, in a reading of their own."""
    some = in_place().where(_entries.c.number > walk.head.number)
    async with database.reading() as session:
        connection = await session.connection()
        found = (
            await connection.execute(some.where(_entries.c.number <= end.number).limit(batch))
        ).all()
    walk.pass_by(sealed_of(row) for row in found)
    return len(found)


def _behind_the_end() -> Select[Any]:
    """Find an entry that has a number no seal of ours gave it: outside of what the head knows.

    One statement, so that it sees the head and the entries of the same moment.
    """
    end = select(func.coalesce(func.max(_heads.c.number), 0)).scalar_subquery()
    outside = (_entries.c.number > end) | (_entries.c.number < 1)
    return select(func.min(_entries.c.number)).where(outside)
