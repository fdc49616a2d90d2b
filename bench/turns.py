"""How fast the desk takes its turns: LINE text events over HTTP to the commit and queued reply.

Beside it, in the same run: a bare FastAPI endpoint that only checks the signature, and a bare
loop of SQLite commits. Ratios travel between machines; the figures themselves do not.

    python -m bench.turns [--databases sqlite postgresql] [--seconds 5] [--prefill 1000000]
"""

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select

from bench.load import SECRET, press
from bench.postgresql import fresh_database
from bench.prefill import prefill
from bench.servers import serving
from models.database import Database
from models.inbound_event import InboundEvent
from models.outbox_message import OutboxMessage


@dataclass(frozen=True, slots=True)
class Figures:
    """What one measurement gave."""

    what: str
    residents: int
    events: int
    per_second: float
    cpu_micros: float
    p50: float
    p99: float

    def line(self) -> str:
        return (
            f"{self.what:<26} {self.residents:>3} residents  {self.per_second:>7.0f} events/s  "
            f"{self.cpu_micros:>6.0f} µs CPU/event  "
            f"p50 {self.p50:>6.1f} ms  p99 {self.p99:>6.1f} ms"
        )


def measure(what: str, factory: str, environment: dict[str, str], args: argparse.Namespace,
            residents: int) -> Figures:  # fmt: skip
    """Serve, warm up for a second, then measure; the best of the repetitions counts."""
    best: Figures | None = None
    with serving(factory, environment) as server:
        asyncio.run(press(server.port, "/webhooks/line", residents, 1.0, _run()))
        for _repetition in range(args.repetitions):
            cpu, started = server.cpu_seconds(), time.perf_counter()
            run = _run()
            met = asyncio.run(press(server.port, "/webhooks/line", residents, args.seconds, run))
            took, cpu = time.perf_counter() - started, server.cpu_seconds() - cpu
            if met.refused:
                raise RuntimeError(f"{met.refused} events were not answered 200")
            found = _figures(what, residents, met.seconds, took, cpu)
            best = found if best is None or found.per_second > best.per_second else best
    assert best is not None
    return best


def _run() -> str:
    return uuid4().hex[:6]


def _figures(what: str, residents: int, seconds: list[float], took: float, cpu: float) -> Figures:
    cuts = statistics.quantiles(seconds, n=100)
    return Figures(what, residents, len(seconds), len(seconds) / took,
                   cpu / len(seconds) * 1e6, cuts[49] * 1e3, cuts[98] * 1e3)  # fmt: skip


def bare_commits(seconds: float) -> float:
    """Return commits per second of one row each, as durable as the desk's (WAL, FULL)."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, words TEXT)")
        commits, until = 0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            connection.execute("INSERT INTO row (words) VALUES (?)", ("x" * 600,))
            commits += 1
        connection.close()
    return commits / seconds


async def _count(url: str) -> tuple[int, int]:
    database = Database(url)
    async with database.reading() as session:
        connection = await session.connection()
        events = await connection.scalar(select(func.count()).select_from(InboundEvent))
        said = await connection.scalar(select(func.count()).select_from(OutboxMessage))
    await database.close()
    return int(events or 0), int(said or 0)


def measure_desk(kind: str, args: argparse.Namespace) -> list[Figures]:
    """Measure the desk on one kind of database, with as long a past as wanted."""
    with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as url:
        asyncio.run(prefill(url, args.prefill))
        environment = {
            "SALA_DATABASE_URL": url,
            "SALA_DATA_DIR": folder,
            "SALA_LINE_CHANNEL_SECRET": SECRET,
            "SALA_LINE_CHANNEL_ACCESS_TOKEN": "bench",
        }
        name = f"desk, {kind}" + (f", {args.prefill:,} cases" if args.prefill else "")
        figures = [measure(name, "desk", environment, args, many) for many in args.residents]
        events, said = (found - args.prefill for found in asyncio.run(_count(url)))
        print(f"  {kind}: {events:,} events acted upon, {said:,} answers in the outbox")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--residents", nargs="+", type=int, default=[1, 50])
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--prefill", type=int, default=0)
    args = parser.parse_args()
    commits = bare_commits(args.seconds)
    print(f"{'bare SQLite commits':<26} {commits:>23.0f} commits/s")
    bare = {many: measure("bare FastAPI endpoint", "bare", {}, args, many)
            for many in args.residents}  # fmt: skip
    for figures in bare.values():
        print(figures.line())
    for kind in args.databases:
        for figures in measure_desk(kind, args):
            print(figures.line())
            ratio = figures.per_second / bare[figures.residents].per_second
            print(f"  = {ratio:.2f} of the bare endpoint, {figures.per_second / commits:.2f} "
                  "of the bare commits")  # fmt: skip


if __name__ == "__main__":
    main()
