"""An announcement to a crowd, by a desk that is killed again and again while it sends.

The desk runs in a process of its own, and so does the simulator with its crowd. LINE fails in every
way it can: 429, 500, connections cut and calls never answered before and after acting, people who
have blocked the office, and the end of the month's messages. Telegram fails before it acts.
Afterwards everybody is counted.

The kills are spread over the sending: each comes up to two seconds after a further share of LINE's
people was told. Telegram takes 30 messages a second from one bot, of which announcements use two
thirds: that limit is the platform's, so a crowd on Telegram takes as long as it takes.

    python -m bench.announce [--people 1000000] [--telegram 2000] [--kills 10]
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
from sqlalchemy import insert
from sqlmodel import col, func, select

from bench.announce_outcome import Outcome, examine, peak_memory
from bench.crash_drill import _environment
from bench.crowd import Crowd
from bench.desk_process import DeskProcess, lasting_port
from bench.postgresql import fresh_database
from models import Announcement, AnnouncementChunk, OutboxMessage
from models.announcement_vocabulary import AnnouncementKind, AnnouncementState, ChunkState
from models.bulk import execute_rows
from models.channel_address import ChannelAddress
from models.columns import new_id, utc_now
from models.database import Database
from models.migrations import upgrade
from models.resident import Resident
from models.staff import Staff
from models.subscription import Subscription
from tests.simulator import Options, Simulator
from tests.simulator.faults import answers, drops, hangs, too_many

AT_ONCE = 50_000
PATIENCE = 3600.0
OFFICE = Path(__file__).parent.parent / "tests" / "office.toml"
CEILING_CALLS = 400
LARGEST_CALL = 500
TOLD_IN_ALL = 0.98
"""The share of people for whom the month's messages last; one in a hundred blocked the office."""


async def run(url: str, folder: Path, args: argparse.Namespace) -> Outcome:
    """Send one announcement while the desk is killed, and count."""
    outcome = Outcome()
    port = lasting_port()
    async with Simulator(Options(seed=args.seed, remember=10_000)) as simulator:
        before = await _ceiling(simulator)
        crowd = Crowd(simulator, args.people, args.telegram, args.seed)
        await _prepare(url, crowd)
        here = f"http://127.0.0.1:{port}"
        settings = _environment(simulator, url, folder, here) | {"SALA_OFFICE": str(OFFICE)}
        desk = DeskProcess(settings, port)
        _spoil(simulator, args.people)
        await _send(url, simulator, desk, outcome, args)
        await _count(url, crowd, outcome)
        simulator.line.faults.clear()
        outcome.ceiling = max(before, await _ceiling(simulator))
    return outcome


async def _send(
    url: str, simulator: Simulator, desk: DeskProcess, outcome: Outcome, args: argparse.Namespace
) -> None:
    """Let a desk send, and kill it; how long LINE's people took is known when none is left."""
    chance, quota = random.Random(args.seed), simulator.line.messages.quota
    started = time.monotonic()
    await desk.start()
    outcome.starting = time.monotonic() - started
    try:
        await _until_begun(url)
        for kill in range(args.kills):
            await _until_told(simulator, desk, outcome, (quota.limit or 0) * kill // args.kills)
            await asyncio.sleep(chance.uniform(0.0, 2.0))
            await desk.kill()
            outcome.kills += 1
            dead = time.monotonic()
            await desk.start()
            outcome.starting += time.monotonic() - dead
        await _until_told(simulator, desk, outcome, (quota.limit or 0) - LARGEST_CALL)
        outcome.sending = time.monotonic() - started - outcome.starting
        await _until_sent(url, desk, outcome)
    finally:
        await desk.kill()
    outcome.seconds = time.monotonic() - started


async def _ceiling(simulator: Simulator) -> float:
    """Measure how many people a second the simulator itself takes, with nothing behind it."""
    simulator.line.messages.quota.limit = None
    crowd = Crowd(simulator, LARGEST_CALL, 0, 0)
    body = {"to": list(crowd.on_line), "messages": [{"type": "text", "text": "x" * 200}]}
    headers = {"Authorization": f"Bearer {simulator.line.access_token}"}
    address = f"{simulator.line_api_url}/v2/bot/message/multicast"
    started = time.monotonic()
    async with aiohttp.ClientSession(headers=headers) as session:
        for _call in range(CEILING_CALLS):
            async with session.post(address, json=body) as answer:
                assert answer.status == 200
    return CEILING_CALLS * LARGEST_CALL / (time.monotonic() - started)


def _spoil(simulator: Simulator, people: int) -> None:
    """Every way LINE fails, by chance; and messages of the month for all but a hundredth."""
    plan = simulator.line.faults
    for fault in (answers(500), answers(500, after_acting=True), too_many(), drops()):
        plan.add("multicast", fault, calls=None, probability=0.03)
    plan.add("multicast", drops(after_acting=True), calls=None, probability=0.03)
    plan.add("multicast", hangs(), calls=None, probability=0.001)
    plan.add("multicast", hangs(after_acting=True), calls=None, probability=0.001)
    simulator.line.messages.quota.used = 0
    simulator.line.messages.quota.limit = int(people * TOLD_IN_ALL)
    for fault in (answers(500), too_many(), drops()):
        simulator.telegram.faults.add("sendMessage", fault, calls=None, probability=0.02)


async def _prepare(url: str, crowd: Crowd) -> None:
    """Make the tables, the crowd's addresses, and an emergency that was just sent off.

    One resident wants to hear of no emergency, so LINE is told its people by their ids. The
    database learns what is in its tables, as it does by itself where nobody switched that off.
    """
    database = Database(url)
    await database.change_schema(upgrade)
    now, batch = utc_now(), []
    for channel, chat in crowd.chats():
        batch.append((new_id(), channel, chat))
        if len(batch) == AT_ONCE:
            await _keep(database, batch, now)
            batch = []
    await _keep(database, [*batch, (new_id(), "line", "U" + "f" * 32)], now)
    async with database.writing() as session:
        address = await session.get(ChannelAddress, ("line", "U" + "f" * 32))
        assert address is not None
        assert address.resident_id is not None
        session.add(Subscription(resident_id=address.resident_id, no_emergencies=True))
        staff = Staff(name="Malee", role="admin")
        session.add(staff)
        await session.flush()
        session.add(
            Announcement(
                kind=AnnouncementKind.EMERGENCY, state=AnnouncementState.SCHEDULED,
                title_th="น้ำท่วม", text_th="ระดับน้ำสูงขึ้นเร็วมาก กรุณาขนของขึ้นที่สูงทันที " * 3,
                audience={"emergency": True}, written_by=staff.id,
            )
        )  # fmt: skip
    await database.change_schema(lambda connection: connection.exec_driver_sql("ANALYZE").close())
    await database.close()


async def _keep(database: Database, batch: list, now: object) -> None:  # type: ignore[type-arg]
    residents = [{"id": id_, "language": "th", "first_seen_at": now} for id_, _c, _t in batch]
    addresses = [{"channel": c, "chat": t, "resident_id": id_} for id_, c, t in batch]
    async with database.writing() as session:
        connection = await session.connection()
        await execute_rows(connection, insert(Resident), residents)
        await execute_rows(connection, insert(ChannelAddress), addresses)


async def _until_begun(url: str) -> None:
    """Wait for the first chunk: a desk that is killed before that has nothing to lose."""
    database = Database(url)
    begun = select(func.count()).select_from(AnnouncementChunk)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.reading() as session:
                if (await session.exec(begun)).one():
                    break
            await asyncio.sleep(0.05)
    await database.close()


async def _until_told(
    simulator: Simulator, desk: DeskProcess, outcome: Outcome, people: int
) -> None:
    """Wait until so many people of LINE were told."""
    async with asyncio.timeout(PATIENCE):
        while simulator.line.messages.quota.used < people:
            outcome.peak = max(outcome.peak, peak_memory(desk))
            await asyncio.sleep(0.2)


async def _until_sent(url: str, desk: DeskProcess, outcome: Outcome) -> None:
    """Wait until nobody waits any more but for want of quota."""
    database = Database(url)
    async with asyncio.timeout(PATIENCE):
        while await _waits(database):
            outcome.peak = max(outcome.peak, peak_memory(desk))
            await asyncio.sleep(0.5)
    await database.close()


async def _waits(database: Database) -> bool:
    async with database.reading() as session:
        found = (await session.exec(select(Announcement))).one()
        waiting = select(func.count()).where(
            col(AnnouncementChunk.state) == ChunkState.WAITING,
        )
        left = (await session.exec(waiting)).one()
    walked = all(found.walked.get(name) is True for name in ("line", "telegram", "webchat"))
    return bool(left) or not walked


async def _count(url: str, crowd: Crowd, outcome: Outcome) -> None:
    """Everybody on LINE was told once, or has blocked the office, or is kept for later."""
    database = Database(url)
    async with database.reading() as session:
        kept = set(await session.exec(select(OutboxMessage.chat)))
        chunks = await session.exec(
            select(AnnouncementChunk.chats).where(AnnouncementChunk.state == ChunkState.HELD)
        )
        kept |= {chat for chats in chunks for chat in chats}
    await database.close()
    outcome.people = len(crowd.on_line) + len(crowd.on_telegram)
    examine(outcome, crowd.on_line.values(), kept, crowd.told_on_telegram())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--telegram", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, fresh_database(args.database, Path(name)) as url:
        outcome = asyncio.run(run(url, Path(name), args))
    print(outcome.line())
    for problem in outcome.problems[:20]:
        print(" ", problem)
    sys.exit(bool(outcome.problems))


if __name__ == "__main__":
    main()
