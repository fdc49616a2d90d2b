"""How long the public figures take with a long past: each page's questions, on both databases.

python -m bench.figures [--cases 1000000] [--databases sqlite postgresql]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bench.past import NOW, fill_past
from bench.postgresql import fresh_database
from models.database import Database
from services.desk.figures import counting
from services.desk.figures.periods import Month, Period, month_at, months_before, year_so_far
from services.desk.figures.reading import read_figures, read_months
from services.kit.office import read_office
from web.settings import Settings

Question = Callable[[AsyncSession], Awaitable[Any]]
REPETITIONS = 5


def questions() -> dict[str, Question]:
    """Return what the pages ask, by what they show."""
    office = read_office(Settings().office)
    this = month_at(NOW)
    old: Month = this.plus(-48)

    def of(period: Period) -> Question:
        return lambda session: read_figures(session, period, office, NOW)

    return {
        "where everything stands now": counting.standing_now,
        "what is late now": lambda session: counting.late_now(session, NOW.date()),
        "this month, by service": of(Period(this, this)),
        "last month, by service": of(Period(this.plus(-1), this.plus(-1))),
        "a month four years ago": of(Period(old, old)),
        "the fiscal year so far": of(year_so_far(this)),
        "a whole fiscal year": of(Period(this.fiscal_start.plus(-12), this.fiscal_start.plus(-1))),
        "the last twelve months": lambda session: read_months(
            session, months_before(this, 12), office, NOW
        ),
    }


async def measure(url: str) -> None:
    """Ask everything some times; the middle one counts."""
    database = Database(url)
    for what, ask in questions().items():
        took = []
        for _repetition in range(REPETITIONS):
            started = time.perf_counter()
            async with database.reading() as session:
                await ask(session)
            took.append((time.perf_counter() - started) * 1e3)
        print(f"  {what:<28} {statistics.median(took):>8.1f} ms   (first {took[0]:.1f})")
    await database.close()


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
            print(f"{kind}, {args.cases:,} cases")
            asyncio.run(measure(url))


if __name__ == "__main__":
    main()
