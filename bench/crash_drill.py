"""The crash drill: a real desk under load, killed again and again, and then counted.

Residents on LINE and Telegram ask for things as fast as they are answered, while the server is
killed with SIGKILL at random moments and started again. What a messenger was not answered 200
for it tells again, as the real ones do; some of what was answered it tells again too.

    python -m bench.crash_drill [--kills 20] [--residents 12] [--database postgresql]
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.drill_ledger import Ledger, read_ledger, waiting_messages
from bench.postgresql import fresh_database
from models.database import Database
from models.migrations import upgrade
from models.staff_chat import StaffChat
from services.kit.references import find_references
from tests.simulator import Options, Redelivery, Simulator
from tests.simulator.server import free_port

ROOT = Path(__file__).parent.parent
SCRIPT = ("ขอถังขยะ", "1", "1", "45/1 หมู่ 3", "หน้าบ้าน", "081-234-5678", "ส่ง")
SECRET_TOKEN = "drill-secret-token"  # noqa: S105 -- made up, for loopback only
TOLD_AGAIN = 0.05
"""Share of acknowledged events that are told again all the same."""
PATIENCE = 90.0
"""Seconds the desk gets at the end to say what is still waiting."""


@dataclass
class Outcome:
    """What the drill found; every list but the numbers must be empty."""

    kills: int = 0
    events: int = 0
    told_again: int = 0
    cases: int = 0
    repeated: dict[str, int] = field(default_factory=dict)
    """Messages with a reference that a resident saw again, by messenger."""
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        verdict = "NOTHING LOST, NOTHING TWICE" if not self.problems else "FAILED"
        return (
            f"{verdict}: {self.kills} kills, {self.events} events acknowledged, "
            f"{self.told_again} told again, {self.cases} cases, "
            f"seen again by residents: {self.repeated}, {self.seconds:.0f} s"
        )


class DeskProcess:
    """`sala serve` as an operator runs it, except that it dies more often."""

    def __init__(self, environment: Mapping[str, str], port: int, workers: int = 1) -> None:
        self.port = port
        self._workers = workers
        self._environment = {**os.environ, **environment}
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        code = "from web.cli import run; run()"
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, "serve", "--port", str(self.port),
            "--workers", str(self._workers), cwd=ROOT, env=self._environment,
            stdout=asyncio.subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        await self._until_open()

    async def kill(self) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()

    async def _until_open(self) -> None:
        async with asyncio.timeout(60):
            while not await self._answers():  # noqa: ASYNC110 -- a process rings no bell
                await asyncio.sleep(0.05)

    async def _answers(self) -> bool:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True


class Drill:
    """One drill: its residents, its killer, and its count at the end."""

    def __init__(self, simulator: Simulator, desk: DeskProcess, seed: int) -> None:
        self.simulator = simulator
        self.desk = desk
        self.chance = random.Random(seed)
        self.outcome = Outcome()
        self.done = asyncio.Event()
        self.filed: Counter[str] = Counter()
        self.acknowledged: set[str] = set()
        self.people: list[Any] = []

    async def run(self, residents: int, kills: int) -> None:
        self.people = [self._person(number) for number in range(residents)]
        talks = [asyncio.create_task(self._talk(person)) for person in self.people]
        await self._keep_killing(kills)
        self.done.set()
        await asyncio.gather(*talks)

    def _person(self, number: int) -> Any:
        platform = self.simulator.platform("line" if number % 3 else "telegram")
        return platform.resident(f"resident {number}")

    async def _keep_killing(self, kills: int) -> None:
        for _kill in range(kills):
            await asyncio.sleep(self.chance.uniform(0.05, 1.2))
            await self.desk.kill()
            self.outcome.kills += 1
            await self.desk.start()

    async def _talk(self, person: Any) -> None:
        """Ask for one thing after the other; finish the one under way when the drill is over."""
        await self._until_taken(person, person.follows)
        while not self.done.is_set():
            for words in SCRIPT:
                await self._until_taken(person, lambda words=words: person.types(words))
            self.filed[person.chat.id] += 1

    async def _until_taken(self, person: Any, act: Any) -> None:
        """Do something, and let the messenger tell it again until it is answered 200."""
        delivery = await act()
        webhook = person.platform.webhook
        while not delivery.accepted:
            await asyncio.sleep(self.chance.uniform(0.02, 0.2))
            delivery = await _tell_again(webhook, delivery)
        self.outcome.events += 1
        self.acknowledged.add(_event_key(delivery))
        if self.chance.random() < TOLD_AGAIN:
            self.outcome.told_again += 1
            await _tell_again(webhook, delivery)


async def _tell_again(webhook: Any, delivery: Any) -> Any:
    if isinstance(delivery.payload, list):
        return await webhook.again(*delivery.payload)
    return await webhook.again(delivery.payload)


def _event_key(delivery: Any) -> str:
    if isinstance(delivery.payload, list):
        return f"line:{delivery.payload[0]['webhookEventId']}"
    return f"telegram:{delivery.payload['update_id']}"


def examine(drill: Drill, ledger: Ledger, group: Any) -> None:
    """Compare what residents did and saw with what the desk remembers."""
    outcome = drill.outcome
    outcome.cases = len(ledger.cases)
    found: list[tuple[str, object]] = [
        ("acknowledged but never acted upon", drill.acknowledged - ledger.events),
        ("events that failed", ledger.failed_events),
        ("messages given up", ledger.failed_messages),
        ("cases per resident differ", dict(drill.filed - ledger.cases_of)),
        ("more cases than were asked for", dict(ledger.cases_of - drill.filed)),
    ]
    told = _told(drill, "line") + _told(drill, "telegram")
    noticed = _noticed(group)
    found += [
        ("references told that do not exist", set(told) - ledger.cases),
        ("cases whose resident was not told", ledger.cases - set(told)),
        ("cases the department was not told of", ledger.cases - set(noticed)),
        ("cases the department was told of twice", {r for r, n in noticed.items() if n > 1}),
    ]
    outcome.problems = [f"{what}: {which}" for what, which in found if which]
    outcome.repeated = {
        name: sum(times - 1 for times in _told(drill, name).values())
        for name in ("line", "telegram")
    }


def _told(drill: Drill, platform: str) -> Counter[str]:
    screens = (person.screen for person in drill.people if person.platform.name == platform)
    texts = (shown.text for screen in screens for shown in screen if shown.author is None)
    return Counter(ref for text in texts if "ได้รับเรื่อง" in text for ref in find_references(text))


def _noticed(group: Any) -> Counter[str]:
    return Counter(ref for shown in group.screen for ref in find_references(shown.text))


async def drill(
    url: str, folder: Path, *, kills: int, residents: int, workers: int = 1, seed: int = 1
) -> Outcome:
    """Hold one drill on an empty database and return what was found."""
    started = time.monotonic()
    port = free_port()
    async with Simulator(Options(seed=seed)) as simulator:
        group = simulator.line.group("department", members=[simulator.line.resident("officer")])
        await _prepare(url, group.id)
        here = f"http://127.0.0.1:{port}"
        simulator.line.webhook_url = f"{here}/webhooks/line"
        simulator.telegram.webhook_url = f"{here}/webhooks/telegram"
        simulator.telegram.secret = SECRET_TOKEN
        simulator.telegram.webhook.redelivery = Redelivery(at_most=0)
        desk = DeskProcess(_environment(simulator, url, folder, here), port, workers)
        held = Drill(simulator, desk, seed)
        await desk.start()
        try:
            await held.run(residents, kills)
            await _until_all_is_said(url)
        finally:
            await desk.kill()
        examine(held, await read_ledger(url), group)
    held.outcome.seconds = time.monotonic() - started
    return held.outcome


async def _prepare(url: str, group: str) -> None:
    """Create the tables, and let the department hear in its group."""
    database = Database(url)
    await database.change_schema(upgrade)
    async with database.writing() as session:
        session.add(StaffChat(channel="line", chat=group, department="health"))
    await database.close()


def _environment(simulator: Simulator, url: str, folder: Path, here: str) -> dict[str, str]:
    return {
        "SALA_DATABASE_URL": url,
        "SALA_DATA_DIR": str(folder),
        "SALA_BASE_URL": here,
        "SALA_OFFICE": str(ROOT / "tests" / "office.toml"),
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
