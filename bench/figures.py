"""How long the public figures take with a long past: each page's questions, on both databases.

python -m bench.figures [--cases 1000000] [--databases sqlite postgresql]
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.past import NOW, fill_past
from bench.postgresql import fresh_database
from bot.desk import Desk
from models.database import Database
from services.catalogue import all_services
from services.desk.figures.periods import Period, month_at, months_before, year_so_far
from services.kit.fields import Surroundings
from services.kit.office import read_office
from web.kept_figures import KeptFigures
from web.settings import Settings

Question = Callable[[KeptFigures], Awaitable[Any]]
MINUTE = timedelta(seconds=61)


class Clock:
    """The time as this measurement wants it."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


def questions() -> dict[str, Question]:
    """Return what the pages ask, by what they show."""
    this = month_at(NOW)

    def of(period: Period) -> Question:
        return lambda figures: figures.services(period)

    return {
        "now, and this month": lambda figures: figures.now(),
        "last month, by service": of(Period(this.plus(-1), this.plus(-1))),
        "the fiscal year so far": of(year_so_far(this)),
        "the last twelve months": lambda figures: figures.months(months_before(this, 12)),
        "a month four years ago": of(Period(this.plus(-48), this.plus(-48))),
    }


async def measure(url: str, folder: Path) -> None:
    """Ask as a desk that was just opened, in the same minute, and a minute later."""
    clock = Clock()
    around = Surroundings(read_office(Settings().office))
    desk = Desk(Database(url), around, all_services(), clock, "", folder, b"bench")
    for what, ask in questions().items():
        figures = KeptFigures(desk)
        first, same = await _timed(ask, figures), await _timed(ask, figures)
        clock.now += MINUTE
        later = await _timed(ask, figures)
        print(f"  {what:<24} first {first}   again {same}   a minute later {later}", flush=True)
    await desk.database.close()


async def _timed(ask: Question, figures: KeptFigures) -> str:
    """Return how long it took, and how much of that this process worked: with SQLite, all of it."""
    started, worked = time.perf_counter(), time.process_time()
    await ask(figures)
    took, work = time.perf_counter() - started, time.process_time() - worked
    return f"{took * 1e3:>8.1f} ms (CPU {work * 1e3:>7.1f})"


async def prepare(url: str, cases: int) -> None:
    """Fill the database, and let it learn what is in its tables, as it does by itself overnight."""
    await fill_past(url, cases)
    database = Database(url)
    await database.change_schema(lambda connection: connection.exec_driver_sql("ANALYZE").close())
    await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--cases", type=int, default=1_000_000)
    args = parser.parse_args()
    for kind in args.databases:
        with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as url:
            asyncio.run(prepare(url, args.cases))
            print(f"{kind}, {args.cases:,} cases", flush=True)
            asyncio.run(measure(url, Path(folder)))


if __name__ == "__main__":
    main()
