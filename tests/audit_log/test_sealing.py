"""Sealing and verifying on both databases: also with two processes, and after one was killed."""

import asyncio
import signal
import sys
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from bot.desk import Desk
from models import AuditEntry
from models.database import Database
from services.desk import audit
from services.desk.audit_log.chain import Fault, Misfit
from services.desk.audit_log.sealer import HeadIsGone, seal_all, seal_new
from services.desk.audit_log.verifying import verify


async def write(desk: Desk, count: int, first: int = 0) -> None:
    """Entries, each in a transaction of its own."""
    for number in range(first, first + count):
        async with desk.work() as work:
            await audit.record(work, "desk", "read", f"case {number}", audit.DONE)


async def sealed_log(desk: Desk, count: int = 6) -> None:
    await write(desk, count)
    await seal_all(desk.database, desk.clock())


async def tamper(database: Database, *statements: str) -> None:
    """What somebody with the database's own rights can do: take the guards off first."""
    off = {
        True: ["DROP TRIGGER audit_entry_stays", "DROP TRIGGER audit_entry_remains"],
        False: ["SET LOCAL session_replication_role = replica"],
    }[database.is_sqlite]
    async with database.writing() as session:
        connection = await session.connection()
        for statement in [*off, *statements]:
            await connection.execute(text(statement))


async def numbers(desk: Desk) -> list[int | None]:
    async with desk.database.reading() as session:
        wanted = select(AuditEntry.number).order_by(col(AuditEntry.number))
        return list(await session.exec(wanted))


async def test_what_is_committed_gets_its_number_and_its_seal(desk: Desk) -> None:
    await write(desk, 3)
    assert (await verify(desk.database)).unsealed == 3
    assert await seal_new(desk.database, desk.clock()) == 3
    verified = await verify(desk.database)
    assert (verified.misfit, verified.walk.head.number, verified.unsealed) == (None, 3, 0)
    assert await numbers(desk) == [1, 2, 3]


async def test_sealing_goes_on_where_it_ended(desk: Desk) -> None:
    await sealed_log(desk, 3)
    await write(desk, 2, first=3)
    await seal_new(desk.database, desk.clock(), most=1)
    assert (await verify(desk.database, batch=2)).walk.head.number == 4
    await seal_all(desk.database, desk.clock())
    verified = await verify(desk.database, batch=2)
    assert (verified.misfit, verified.walk.head.number) == (None, 5)


async def test_a_clock_that_goes_back_does_not_break_the_chain(desk: Desk) -> None:
    await sealed_log(desk, 1)
    await write(desk, 1)
    await seal_all(desk.database, datetime.fromisoformat("2020-01-01T00:00:00+00:00"))
    assert (await verify(desk.database)).misfit is None


async def test_a_transaction_that_was_undone_leaves_no_hole(desk: Desk) -> None:
    await write(desk, 1)
    with pytest.raises(ZeroDivisionError):
        await _undone(desk)
    await write(desk, 1)
    await seal_all(desk.database, desk.clock())
    assert await numbers(desk) == [1, 2]


async def _undone(desk: Desk) -> None:
    async with desk.work() as work:
        await audit.record(work, "desk", "read", "undone", audit.DONE)
        raise ZeroDivisionError


KILLED = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from models.database import Database
from services.desk.audit_log.sealer import seal_within

async def die() -> None:
    async with Database(sys.argv[1]).writing() as session:
        sealed = await seal_within(await session.connection(), datetime.now(UTC), 2)
        print(sealed, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(die())
"""


async def test_killed_between_commit_and_seal_nothing_is_lost(
    desk: Desk, database_url: str
) -> None:
    await write(desk, 4)
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, database_url, stdout=asyncio.subprocess.PIPE
    )
    said, _none = await killed.communicate()
    assert (said, killed.returncode) == (b"2\n", -signal.SIGKILL)
    assert (await verify(desk.database)).unsealed == 4
    await seal_all(desk.database, desk.clock())
    verified = await verify(desk.database)
    assert (verified.misfit, verified.walk.head.number) == (None, 4)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_write_and_seal_at_once(desk: Desk, database_url: str) -> None:
    other = Database(database_url)

    async def work_on(database: Database, name: str) -> None:
        for number in range(20):
            async with database.writing() as session:
                session.add(
                    AuditEntry(actor=name, action="read", subject=str(number), outcome="done")
                )
            await seal_new(database, desk.clock(), most=3)

    try:
        await asyncio.gather(
            *(work_on(database, f"{name}{n}") for n in range(3)
              for name, database in (("one", desk.database), ("two", other)))
        )  # fmt: skip
    finally:
        await other.close()
    await seal_all(desk.database, desk.clock())
    verified = await verify(desk.database)
    assert (verified.misfit, verified.walk.head.number, verified.unsealed) == (None, 120, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET note = 'nothing happened' WHERE number = 2",
        "UPDATE audit_entry SET number = 99 WHERE number = 2",
        "UPDATE audit_entry SET actor = 'x' WHERE number IS NULL",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry WHERE number IS NULL",
    ],
)
async def test_the_database_itself_refuses_to_change_the_log(desk: Desk, statement: str) -> None:
    await sealed_log(desk, 3)
    await write(desk, 1)
    with pytest.raises(DBAPIError, match="only added to"):
        async with desk.database.writing() as session:
            await (await session.connection()).execute(text(statement))
    assert (await verify(desk.database)).misfit is None


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["UPDATE audit_entry SET note = 'x' WHERE number = 3"], Misfit(3, Fault.CHANGED)),
        (["UPDATE audit_entry SET status = 'done' WHERE number = 3"], Misfit(3, Fault.CHANGED)),
        (["DELETE FROM audit_entry WHERE number = 3"], Misfit(3, Fault.MISSING)),
        (["UPDATE audit_entry SET number = NULL WHERE number = 3"], Misfit(3, Fault.MISSING)),
        (["DELETE FROM audit_entry WHERE number > 4"], Misfit(5, Fault.CUT_OFF)),
        (["DELETE FROM audit_entry"], Misfit(1, Fault.CUT_OFF)),
        (
            [
                "UPDATE audit_entry SET number = 99 WHERE number = 2",
                "UPDATE audit_entry SET number = 2 WHERE number = 4",
                "UPDATE audit_entry SET number = 4 WHERE number = 99",
            ],
            Misfit(2, Fault.CHANGED),
        ),
        (["UPDATE audit_entry SET number = 7 WHERE number = 6"], Misfit(6, Fault.CUT_OFF)),
        (["UPDATE audit_entry SET number = 0 WHERE number = 1"], Misfit(1, Fault.MISSING)),
        (["UPDATE audit_head SET number = 4"], Misfit(4, Fault.END)),
        (
            [
                "UPDATE audit_head SET number = 4, "
                "seal = (SELECT seal FROM audit_entry WHERE number = 4)"
            ],
            Misfit(5, Fault.ADDED),
        ),
        (["UPDATE audit_head SET seal = 'x'"], Misfit(6, Fault.END)),
        (["DELETE FROM audit_head"], Misfit(1, Fault.END)),
    ],
)
async def test_tampering_past_the_guards_is_named(
    desk: Desk, statements: list[str], expected: Misfit
) -> None:
    await sealed_log(desk)
    await tamper(desk.database, *statements)
    assert (await verify(desk.database, batch=2)).misfit == expected


async def test_a_head_that_was_taken_away_is_not_made_up_again(desk: Desk) -> None:
    await sealed_log(desk)
    await tamper(desk.database, "DELETE FROM audit_head")
    await write(desk, 1)
    with pytest.raises(HeadIsGone):
        await seal_new(desk.database, desk.clock())
