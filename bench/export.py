"""How much memory a table of cases takes, for a few cases and for many: it must not grow.

python -m bench.export [--cases 1000 100000]
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from starlette.types import Message

from bench.past import NOW, YEARS, fill_past
from locales import load_languages
from models.database import Database
from services.catalogue import all_services
from services.desk.exporting import Wish, headings, rows
from services.kit.fields import Surroundings
from services.kit.office import read_office
from web.settings import Settings
from web.tables import csv_response, xlsx_response

KEY = "waste-bin"
FORMS = ("csv", "xlsx")


async def take(url: str, form: str) -> int:
    """Send one table as the console does; return how many bytes went out."""
    office = read_office(Settings().office)
    around = Surroundings(office, load_languages(office.politeness))
    services = all_services()
    today = NOW.date()
    first = today - timedelta(days=366 * YEARS)
    wish = Wish(services[KEY], first, today, "all", None, today, services)
    names, database, sent = headings(wish, around), Database(url), 0

    async def send(message: Message) -> None:
        nonlocal sent
        sent += len(message.get("body", b""))

    async def receive() -> Message:
        await asyncio.Event().wait()
        return {}

    found = rows(database.reading, wish, around)
    language = around.languages["th"]
    if form == "csv":
        answer = await csv_response("bench", names, found, language)
    else:
        answer = await xlsx_response("bench", names, found, language)
    await answer({"type": "http", "method": "GET", "headers": []}, receive, send)
    await database.close()
    return sent


def measure(url: str, form: str) -> None:
    """Print what one table took, in a process of its own."""
    started = time.perf_counter()
    sent = asyncio.run(take(url, form))
    took, worked = time.perf_counter() - started, time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{form:>5}  {sent / 1e6:>6.1f} MB sent  {took:>6.1f} s  CPU {worked:>5.1f} s  "
          f"peak memory {peak:>4.0f} MB")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", nargs="+", type=int, default=[1_000, 100_000])
    parser.add_argument("--one", nargs=2, metavar=("URL", "FORM"))
    args = parser.parse_args()
    if args.one:
        measure(*args.one)
        return
    for cases in args.cases:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
            asyncio.run(fill_past(url, cases, KEY))
            for form in FORMS:
                print(f"{cases:>8,} cases", end=" ", flush=True)
                command = [sys.executable, "-m", "bench.export", "--one", url, form]
                subprocess.run(command, check=True)  # noqa: S603 -- this program itself


if __name__ == "__main__":
    main()
