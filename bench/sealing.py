"""What the chained audit log costs: sealing, verifying, and filing with it beside filing without.

Beside sealing stands the bare arithmetic of the chain. Filing is done both ways in turn, batch by
batch, on the same desk, and counted in processor time of this process: with SQLite that is all of
the work, with PostgreSQL all but the server's.

    python -m bench.sealing [--entries 100000] [--batches 40] [--databases sqlite postgresql]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bench.postgresql import fresh_database
from bench.prefill import reference
from bot.desk import Desk
from locales import load_languages
from models.audit_entry import AuditEntry
from models.bulk import execute_rows
from models.columns import new_id, utc_now
from models.database import Database
from models.migrations import upgrade
from models.resident import Resident
from services.catalogue import all_services
from services.desk.actor import Actor
from services.desk.audit_log.chain import Line, seal_of
from services.desk.audit_log.sealer import seal_all
from services.desk.audit_log.verifying import verify
from services.desk.filing import file_case
from services.kit.fields import Surroundings
from services.kit.office import read_office
from web.settings import Settings

CASES_AT_ONCE = 50
ANSWERS: dict[str, Any] = {
    "reason": "lost", "how-many": 2, "house": {"number": "45/1", "village": 3},
    "place": {"latitude": 15.5, "longitude": 102.5, "words": "หน้าบ้าน ใกล้วัด"},
    "phone": "0812345678",
}  # fmt: skip
_entries = insert(AuditEntry)

Took = tuple[float, float]
"""Seconds by the clock, and of the processor."""


async def measured(work: Callable[[], Awaitable[object]]) -> Took:
    started, worked = time.perf_counter(), time.process_time()
    await work()
    return time.perf_counter() - started, time.process_time() - worked


def entry(number: int, now: datetime) -> dict[str, Any]:
    """Return an entry as a step of a case leaves it."""
    return {
        "id": new_id(), "at": now, "actor": "resident", "action": "file",
        "subject": reference(number), "outcome": "done", "note": "", "channel": "line",
        "service": "waste-bin", "status": "received",
    }  # fmt: skip


def bare_chain(many: int) -> float:
    """Return seals a second with nothing but the arithmetic."""
    now, before = utc_now(), ""
    line = Line(**entry(1, now))
    started = time.process_time()
    for number in range(many):
        before = seal_of(before, number, now, line)
    return many / (time.process_time() - started)


async def seal_and_verify(url: str, many: int) -> None:
    """Seal a log and walk along it, and print entries a second."""
    database, now = Database(url), utc_now()
    await database.change_schema(upgrade)
    for first in range(0, many, 5000):
        rows = [entry(number, now) for number in range(first, min(first + 5000, many))]
        async with database.writing() as session:
            await execute_rows(await session.connection(), _entries, rows)
    bare = bare_chain(20_000)
    for what, work in (
        ("sealed", lambda: seal_all(database, now)), ("verified", lambda: verify(database)),
    ):  # fmt: skip
        took, worked = await measured(work)
        print(f"  {what:<9} {many / took:>8,.0f} entries/s   {many / worked:>8,.0f} per second of "
              f"CPU   {many / worked / bare:.2f} of the bare chain ({bare:,.0f})",
              flush=True)  # fmt: skip
    await database.close()


async def file_both_ways(url: str, folder: Path, batches: int) -> None:
    """File cases with the chain and without it, in turn, and print what it adds."""
    office = read_office(Settings().office)
    around = Surroundings(office, load_languages(office.politeness))
    desk = Desk(Database(url), around, all_services(), utc_now, "", folder, b"bench")
    async with desk.work() as work:
        resident = Resident()
        work.session.add(resident)
    actor = Actor("line", "Ubench", "Ubench", True, "th", resident_id=resident.id)
    chained, bare = [], []
    for _batch in range(batches):
        chained.append((await measured(lambda: _file(desk, actor, chained=True)))[1])
        bare.append((await measured(lambda: _file(desk, actor, chained=False)))[1])
    await desk.database.close()
    per_case = [statistics.median(one) / CASES_AT_ONCE * 1e6 for one in (chained, bare)]
    print(f"  filed     {per_case[0]:>6,.0f} µs of CPU a case with the log and its chain, "
          f"{per_case[1]:,.0f} without: {per_case[0] / per_case[1]:.3f}", flush=True)  # fmt: skip


async def _file(desk: Desk, actor: Actor, *, chained: bool) -> None:
    async with desk.work() as work:
        for _case in range(CASES_AT_ONCE):
            await file_case(work, desk.services["waste-bin"], ANSWERS, actor)
        if not chained:
            work.entries.clear()
    if chained:
        await seal_all(desk.database, desk.clock())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--batches", type=int, default=40)
    args = parser.parse_args()
    for kind in args.databases:
        with tempfile.TemporaryDirectory() as name, fresh_database(kind, Path(name)) as url:
            print(f"{kind}, {args.entries:,} entries", flush=True)
            asyncio.run(seal_and_verify(url, args.entries))
            asyncio.run(file_both_ways(url, Path(name), args.batches))


if __name__ == "__main__":
    main()
