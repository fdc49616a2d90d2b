"""What each page of the console costs with a long past, beside a desk that has only its newest day.

Both show the same rows, so what differs is the looking for them. The best of several visits counts,
by the clock and by the processor time of this process: with SQLite that is all of the work, with
PostgreSQL all but the server's.

And the search: how long the page's own question takes beside the bare question to the index.

    python -m bench.console [--cases 1000000] [--databases sqlite postgresql]
    python -m bench.console --filled FEW FULL      # two databases that were filled before
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import insert, text
from sqlmodel import col, select

from bench.past import STILL_OPEN, fill_past
from bench.postgresql import fresh_database
from models.bulk import execute_rows
from models.case import Case
from models.case_words import CaseWords
from models.columns import utc_now
from models.database import Database
from services.desk import codes, staffing
from services.desk.searching.finding import find
from services.desk.searching.words import asked_for, folded
from web.app import Sala
from web.settings import Settings

PAGES = {
    "today, or where it leads": "/console",
    "open cases": "/console/cases?group=open",
    "late cases": "/console/cases?group=overdue",
    "all cases": "/console/cases?group=all",
    "closed cases": "/console/cases?group=closed",
    "one department": "/console/cases?group=all&department=health",
    "one service": "/console/cases?group=all&service=waste-bin",
    "one village": "/console/cases?group=all&village=3",
    "filed by staff": "/console/cases?group=all&channel=counter",
    "unread": "/console/cases?group=all&unread=1",
    "mine": "/console/cases?group=all&assignee=me",
    "a month four years ago": "/console/cases?group=all&first=2022-11-01&last=2022-11-30",
    "payments": "/console/payments",
    "queue": "/console/queue",
    "loans": "/console/loans",
    "rounds": "/console/rounds",
    "problems": "/console/problems",
    "table of cases, form": "/console/cases/export",
    "one case": "/console/cases/{reference}",
    "residents": "/console/residents",
    "one resident": "/console/residents/{resident}",
    "audit log": "/console/log",
    "audit log, one step": "/console/log?what=file",
    "staff": "/console/staff",
    "announcements": "/console/announcements",
    "statistics, public": "/statistics",
}
FOR_THE_EXECUTIVE = {"today, for the executive": "/console"}
WORDS = ("ถังขยะ", "ไฟดับ", "น้ำไม่ไหล", "ถนนพัง", "ต้นไม้", "เสาไฟ", "ยุงเยอะ", "หมาจรจัด")
PLACES = ("หน้าวัดป่า", "หลังตลาด", "ข้างโรงเรียน", "ปากซอย", "ริมคลอง", "ใกล้สะพาน")
NAMES = ("สมชาย", "สมหญิง", "บุญมี", "คำแพง", "ทองดี", "ประเสริฐ", "วิไล", "สุดา", "จันทร์เพ็ญ")
FAMILIES = ("ใจดี", "ศรีสุข", "แก้วมณี", "พงษ์ไพร", "ทองคำ", "บุญเรือง", "แสงจันทร์")
QUESTIONS = 200
NEWEST = STILL_OPEN
Opened = tuple[str, str]
"""The address of a database, and the folder of its desk."""

AT_ONCE = 5000
_words = insert(CaseWords)


def words_for(number: int) -> str:
    """Return made-up words for a case, the same for the same number."""
    draw = random.Random(number)
    told = [draw.choice(kind) for kind in (NAMES, FAMILIES, WORDS, PLACES)]
    house = f"{draw.randrange(1, 400)}/{draw.randrange(1, 30)}"
    phone = f"08{draw.randrange(10**8):08d}"
    return f" {folded(' · '.join((*told, house, f'หมู่ {1 + number % 9}', phone)))} "


async def fill_words(url: str) -> None:
    """Let the search know every case, in batches; the desk itself would do it step by step."""
    database = Database(url)
    async with database.reading() as session:
        found = await (await session.connection()).execute(
            text('SELECT id FROM "case" ORDER BY id')
        )
        ids = [_id(row[0]) for row in found]
    for start in range(0, len(ids), AT_ONCE):
        some = enumerate(ids[start : start + AT_ONCE], start)
        rows = [{"case_id": case_id, "words": words_for(at)} for at, case_id in some]
        async with database.writing() as session:
            await execute_rows(await session.connection(), _words, rows)
    await database.change_schema(lambda connection: connection.exec_driver_sql("ANALYZE").close())
    await database.close()


def _id(written: Any) -> Any:
    """SQLite keeps it as letters."""
    return UUID(written) if isinstance(written, str) else written


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in to a desk, and the newest case there."""

    client: httpx.AsyncClient
    newest: Mapping[str, str]

    async def visit(self, address: str) -> tuple[float, float]:
        """Open a page; return the milliseconds it took and those the processor worked for it."""
        where = address.format(**self.newest)
        started, worked = time.perf_counter(), time.process_time()
        answer = await self.client.get(where)
        if answer.status_code >= 400:
            raise RuntimeError(f"{where}: {answer.status_code}")
        return (time.perf_counter() - started) * 1e3, (time.process_time() - worked) * 1e3


@asynccontextmanager
async def visiting(url: str, folder: str, role: str) -> AsyncIterator[Visitor]:
    """Open a desk and sign somebody in; nothing else runs on it."""
    settings = Settings(database_url=url, data_dir=Path(folder) / "data")
    sala = Sala(settings, utc_now, sending=False)
    async with sala.desk.work() as work:
        somebody = await staffing.add_staff(work, f"Bench {role}", role)
        code = await codes.make_code(work, "sign_in", somebody.id)
        last = (await work.session.exec(select(Case).order_by(col(Case.id).desc()).limit(1))).one()
    newest = {"reference": last.reference, "resident": str(last.resident_id)}
    transport = httpx.ASGITransport(sala.app)
    base = sala.desk.base_url
    async with httpx.AsyncClient(transport=transport, base_url=base, timeout=600) as client:
        await _sign_in(client, code)
        yield Visitor(client, newest)
    await sala.desk.database.close()


async def visit_all(few: Opened, many: Opened, times: int) -> None:
    """Visit as an administrator and as an executive."""
    for role, pages in (("admin", PAGES), ("executive", FOR_THE_EXECUTIVE)):
        async with visiting(*few, role) as empty, visiting(*many, role) as full:
            for what, address in pages.items():
                await _compare(what, address, empty, full, times)


async def _compare(what: str, address: str, empty: Visitor, full: Visitor, times: int) -> None:
    """Visit a page of both desks in turn, and print the best times with their ratios."""
    both = [(await empty.visit(address), await full.visit(address)) for _ in range(times)]
    least, little = (min(few[at] for few, _many in both) for at in (0, 1))
    most, much = (min(many[at] for _few, many in both) for at in (0, 1))
    print(f"  {what:<26} {least:>7.1f} ms   {most:>7.1f} ms   {most / least:>5.2f}"
          f"   CPU {little:>6.1f} ms   {much:>6.1f} ms   {much / little:>5.2f}",
          flush=True)  # fmt: skip


async def _sign_in(client: httpx.AsyncClient, code: str) -> None:
    page = await client.get(f"/console/sign-in/{code}")
    token = page.text.partition('name="form_token" value="')[2].partition('"')[0]
    await client.post(f"/console/sign-in/{code}", data={"form_token": token})


def questions() -> dict[str, list[str]]:
    """Return what somebody types: names, places, a rare number, a mistyped word."""
    draw = random.Random(7)
    full = [f"{draw.choice(NAMES)} {draw.choice(FAMILIES)}" for _one in range(QUESTIONS)]
    rare = [words_for(draw.randrange(1000)).split()[-1] for _one in range(QUESTIONS)]
    near = [f"{draw.choice(WORDS)} {draw.choice(PLACES)}" for _one in range(QUESTIONS)]
    wrong = [f"{one[:4]}ฮ{one[5:]}" for one in near]
    return {"name and family": full, "telephone": rare, "thing and place": near, "mistyped": wrong}


async def search(url: str) -> None:
    """Ask both ways, in turn, and print the middle and the slowest hundredth."""
    database = Database(url)
    for what, typed in questions().items():
        ours = await _asked(database, typed, _ours)
        bare = await _asked(database, typed, _bare)
        print(f"  search, {what:<17} p50 {ours[49]:>7.1f}  p99 {ours[98]:>7.1f} ms   "
              f"bare index p50 {bare[49]:>7.1f}  p99 {bare[98]:>7.1f} ms", flush=True)  # fmt: skip
    await database.close()


async def _asked(
    database: Database, typed: list[str], ask: Callable[[Database, str], Awaitable[None]]
) -> list[float]:
    await ask(database, typed[0])
    took = []
    for one in typed:
        started = time.perf_counter()
        await ask(database, one)
        took.append((time.perf_counter() - started) * 1e3)
    return statistics.quantiles(took, n=100)


async def _ours(database: Database, typed: str) -> None:
    async with database.reading() as session:
        await find(session, asked_for(typed), (), 26)


async def _bare(database: Database, typed: str) -> None:
    """Ask the index alone, for the numbers of the newest 26."""
    pieces = asked_for(typed).pieces
    async with database.reading() as session:
        connection = await session.connection()
        if database.is_sqlite:
            match = " AND ".join(f'"{piece}"' for piece in pieces)
            asked = text("SELECT rowid FROM case_search WHERE case_search MATCH :m "
                         "ORDER BY rowid DESC LIMIT 26")  # fmt: skip
            (await connection.execute(asked, {"m": match})).all()
            return
        stands = " AND ".join(f"words LIKE '%{piece}%'" for piece in pieces)
        (await connection.exec_driver_sql(
            f"SELECT id FROM case_words WHERE {stands} ORDER BY id DESC LIMIT 26"  # noqa: S608
        )).all()  # fmt: skip


def measure(kind: str, cases: int, times: int) -> None:
    """Fill one desk with everything and another with the newest, and visit both in turn."""
    with (
        tempfile.TemporaryDirectory() as folder,
        fresh_database(kind, Path(folder) / "full") as full,
        fresh_database(kind, Path(folder) / "few") as few,
    ):
        started = time.perf_counter()
        asyncio.run(fill_past(full, cases))
        asyncio.run(fill_words(full))
        asyncio.run(fill_past(few, cases, first=max(0, cases - NEWEST)))
        asyncio.run(fill_words(few))
        print(f"{kind}, {cases:,} cases (filled in {time.perf_counter() - started:.0f} s)")
        compare(few, full, times)


def compare(few: str, full: str, times: int) -> None:
    """Visit two desks that are filled."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        asyncio.run(visit_all((few, one), (full, other), times))
        asyncio.run(search(full))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--filled", nargs=2, metavar=("FEW", "FULL"), help="their addresses")
    args = parser.parse_args()
    if args.filled:
        few, full = args.filled
        compare(few, full, args.times)
        return
    for kind in args.databases:
        measure(kind, args.cases, args.times)


if __name__ == "__main__":
    main()
