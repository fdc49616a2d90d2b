"""The crash drill: a real desk under load, killed again and again, and then counted.

Residents on LINE and Telegram run their errands as fast as they are answered (a bin they pay for, a
licence with a private number given on its page, a loan), while the server is killed with SIGKILL,
in turn at random and just when something is sent, and started again. What a messenger was not
answered 200 for it tells again, as the real ones do, and some of what was answered too; a page
whose sending broke is sent again.

    python -m bench.crash_drill [--kills 20] [--residents 12] [--database postgresql]
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bench.desk_process import DeskProcess, lasting_port
from bench.drill_errands import Counter, Resident
from bench.drill_findings import Outcome, examine
from bench.drill_ledger import read_ledger, waiting_messages
from bench.drill_people import Notes
from bench.postgresql import fresh_database
from models.database import Database
from models.migrations import upgrade
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from services.kit.office import read_office
from tests.simulator import Options, Redelivery, Simulator

OFFICE = Path(__file__).parent.parent / "tests" / "office.toml"
DEPARTMENT = "health"
MOVED = ("trade-registration", "borrow-property")
"""Services of other departments, which the one department of the drill answers too."""
MANY = 100_000
"""Of each thing the office lends: nobody is refused."""
SECRET_TOKEN = "drill-secret-token"  # noqa: S105 -- made up, for loopback only
LONGEST = 4.0
"""Seconds between two kills, at most: long enough for a slip to be read and confirmed."""
PATIENCE = 90.0
"""Seconds the desk gets at the end to say what is still waiting."""


@dataclass
class Drill:
    """One drill: its residents and its killer."""

    simulator: Simulator
    desk: DeskProcess
    counter: Counter
    outcome: Outcome = field(default_factory=Outcome)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    people: list[Any] = field(default_factory=list)

    async def run(self, residents: int, kills: int) -> None:
        self.people = [self._person(number) for number in range(residents)]
        async with AsyncExitStack() as browsers:
            talks = [
                asyncio.create_task(self._talk(number, await browsers.enter_async_context(browser)))
                for number, browser in enumerate(map(self._browser, range(residents)))
            ]
            await self._keep_killing(kills)
            self.done.set()
            await asyncio.gather(*talks)

    def _person(self, number: int) -> Any:
        platform = self.simulator.platform("line" if number % 3 else "telegram")
        return platform.resident(f"resident {number}")

    def _browser(self, number: int) -> httpx.AsyncClient:
        """Everybody has an address of their own, so that nobody is slowed down for the others."""
        return httpx.AsyncClient(headers={"X-Forwarded-For": f"10.0.0.{number + 1}"}, timeout=30)

    async def _talk(self, number: int, browser: httpx.AsyncClient) -> None:
        resident = Resident(self.people[number], self.counter, browser)
        await resident.run(number, self.done)

    async def _keep_killing(self, kills: int) -> None:
        for kill in range(kills):
            await self._until_it_hurts() if kill % 2 else await self._for_a_while()
            await self.desk.kill()
            self.outcome.kills += 1
            await self.desk.start()

    async def _for_a_while(self) -> None:
        await asyncio.sleep(self.counter.notes.chance.uniform(0.05, LONGEST))

    async def _until_it_hurts(self) -> None:
        """Let the desk breathe, then wait until somebody sends a page, a form, a confirmation."""
        await self._for_a_while()
        notes = self.counter.notes
        notes.moment.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                await notes.moment.wait()
        await asyncio.sleep(notes.chance.uniform(0.0, 0.03))


async def drill(
    url: str, folder: Path, *, kills: int, residents: int, workers: int = 1, seed: int = 1
) -> Outcome:
    """Hold one drill on an empty database and return what was found."""
    started = time.monotonic()
    port = lasting_port()
    office = _office_file(folder)
    async with Simulator(Options(seed=seed)) as simulator:
        officer = simulator.line.resident("officer")
        group = simulator.line.group("department", members=[officer])
        await _prepare(url, group.id, officer.id)
        here = f"http://127.0.0.1:{port}"
        simulator.line.webhook_url = f"{here}/webhooks/line"
        simulator.telegram.webhook_url = f"{here}/webhooks/telegram"
        simulator.telegram.secret = SECRET_TOKEN
        simulator.telegram.webhook.redelivery = Redelivery(at_most=0)
        settings = _environment(simulator, url, folder, here) | {"SALA_OFFICE": str(office)}
        desk = DeskProcess(settings, port, workers)
        notes = Notes(random.Random(seed))
        held = Drill(simulator, desk, Counter(group, officer, notes, read_office(office)))
        await desk.start()
        try:
            await held.run(residents, kills)
            await _until_all_is_said(url)
        finally:
            await desk.kill()
        examine(held.outcome, notes, await read_ledger(url, folder), held.people, group)
    held.outcome.seconds = time.monotonic() - started
    return held.outcome


def _office_file(folder: Path) -> Path:
    """Write an office whose one department does everything, with enough of everything to lend."""
    told = OFFICE.read_text(encoding="utf-8").replace("count = 4", f"count = {MANY}")
    told = told.replace("count = 100\n", f"count = {MANY}\n")
    moved = "".join(f'{service} = "{DEPARTMENT}"\n' for service in MOVED)
    file = folder / "office.toml"
    file.write_text(f"{told}\n[handled_by]\n{moved}", encoding="utf-8")
    return file


async def _prepare(url: str, group: str, officer: str) -> None:
    """Create the tables; let the department hear in its group, and its officer act there."""
    database = Database(url)
    await database.change_schema(upgrade)
    async with database.writing() as session:
        staff = Staff(name="officer", department=DEPARTMENT)
        session.add(staff)
        await session.flush()
        session.add(StaffChat(channel="line", chat=group, department=DEPARTMENT))
        session.add(StaffIdentity(channel="line", person=officer, staff_id=staff.id))
    await database.close()


def _environment(simulator: Simulator, url: str, folder: Path, here: str) -> dict[str, str]:
    return {
        "SALA_DATABASE_URL": url,
        "SALA_DATA_DIR": str(folder),
        "SALA_BASE_URL": here,
        "SALA_LINE_CHANNEL_SECRET": simulator.line.secret,
        "SALA_LINE_CHANNEL_ACCESS_TOKEN": simulator.line.access_token,
        "SALA_LINE_API_URL": simulator.line_api_url,
        "SALA_LINE_DATA_URL": simulator.line_data_url,
        "SALA_TELEGRAM_TOKEN": simulator.telegram.token,
        "SALA_TELEGRAM_SECRET_TOKEN": SECRET_TOKEN,
        "SALA_TELEGRAM_API_URL": simulator.telegram_api_url,
    }


async def _until_all_is_said(url: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while await waiting_messages(url):  # noqa: ASYNC110 -- another process says them
            await asyncio.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--residents", type=int, default=12)
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, fresh_database(args.database, Path(name)) as url:
        outcome = asyncio.run(
            drill(
                url,
                Path(name),
                kills=args.kills,
                residents=args.residents,
                workers=args.workers,
                seed=args.seed,
            )
        )
    print(outcome.line())
    for problem in outcome.problems:
        print(" ", problem)
    sys.exit(bool(outcome.problems))


if __name__ == "__main__":
    main()
