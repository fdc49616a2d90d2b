"""The sender: says what stands in the outbox, in order for each chat, never too fast.

Fresh messages come straight from the commit that wrote them; what a crash, another process or
a failure left behind is found by its due time. What became of each is written in batches.

The order of a chat holds within one process. With several, a message that waits for its next
attempt in one may be overtaken by a later one from another.
"""

import asyncio
import random
from collections import Counter, defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from aiolimiter import AsyncLimiter

from bot.channels import Channel, DeliveryFailed, Parcel
from bot.delivery import (
    Step,
    after_failure,
    delivered,
    dropped,
    held,
    may_reply,
    overtaken,
    too_late,
)
from bot.desk import Desk, Row
from bot.outbox_store import MOST_AT_ONCE, claim_due, release_all, renew_leases, write_steps
from bot.pauses import pause
from models.vocabulary import OutboxState
from services.desk.budget.lanes import Way, goes_before, lane_for

SECONDS_BETWEEN_LOOKS = 1.0
LONGEST_DELIVERY = 30.0
"""Seconds after which an attempt counts as unanswered; shorter than the lease of a row."""

log = structlog.get_logger()

Lane = tuple[str, str]
"""Channel and chat: within a lane one message follows the other."""


@dataclass(frozen=True, slots=True)
class Held:
    """A message whose chat waits for it, until when, and its kind if it waits for money."""

    row_id: UUID
    until: datetime
    kind: str = ""

    def lets_by(self, row: Row) -> bool:
        """Say whether a message need not wait: what is more important than one held back."""
        return bool(self.kind) and goes_before(row["message_class"], self.kind)


class Sender:
    """Delivers outbox rows. One per process; several processes share the outbox by leases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lanes: dict[Lane, deque[Row]] = {}
        self._held: dict[Lane, Held] = {}
        """The message a chat waits for."""
        self._ready: dict[str, asyncio.Queue[Lane]] = defaultdict(asyncio.Queue)
        self._limits: dict[str, AsyncLimiter] = {}
        self._steps: list[tuple[Row, Step]] = []
        self._stepped = asyncio.Event()
        self._in_hand: dict[UUID, Row] = {}
        """What this process holds a lease of, until what became of it is written."""
        self._idle = asyncio.Event()
        self._idle.set()
        self._tasks: list[asyncio.Task[None]] = []
        self._looking: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    def send_soon(self, rows: list[Row]) -> None:
        """Take over rows that are committed and leased to this process. Never blocks."""
        ours = [row for row in rows if self._is_new_here(row)]
        self._in_hand |= {row["id"]: row for row in ours}
        self._note_idleness()
        for row in ours:
            if self._must_wait(row):
                self._finish(row, self._postponed(row))
            else:
                self._enqueue(row)

    async def start(self) -> None:
        """Begin delivering; on SQLite every lease is ours, so a crash's rows are free at once."""
        if self._desk.database.is_sqlite:
            async with self._desk.database.writing() as session:
                await release_all(session)
        for name, channel in self._desk.channels.items():
            for _worker in range(channel.pace.at_once):
                self._tasks.append(asyncio.create_task(self._work(name, channel)))
        self._tasks.append(asyncio.create_task(self._write()))
        self._looking = asyncio.create_task(self._look())

    async def stop(self, patience: float = 5.0) -> None:
        """Let deliveries under way finish, then stop; the rest stays in the outbox."""
        self._closing.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._idle.wait()
        for task in self._tasks:
            task.cancel()
        looking = [self._looking] if self._looking else []
        await asyncio.gather(*self._tasks, *looking, return_exceptions=True)
        await self._write_now()

    def _is_new_here(self, row: Row) -> bool:
        """Say whether a row is for a channel we have, and not one that waits its turn already."""
        return row["channel"] in self._desk.channels and row["id"] not in self._in_hand

    def _note_idleness(self) -> None:
        if self._in_hand:
            self._idle.clear()
        else:
            self._idle.set()

    def _must_wait(self, row: Row) -> bool:
        """Keep the order of a chat whose earlier message waits, unless this is a free reply.

        The message that is waited for may be due earlier after all: staff can have it tried again.
        """
        held = self._held.get((row["channel"], row["chat"]))
        if held is None or row["reply_token"] or held.lets_by(row):
            return False
        return held.until > self._desk.clock() and bool(row["id"] > held.row_id)

    def _postponed(self, row: Row) -> Step:
        held = self._held[(row["channel"], row["chat"])]
        return Step(OutboxState.WAITING, row["attempts"], row["error"], held.until)

    def _enqueue(self, row: Row) -> None:
        lane = (row["channel"], row["chat"])
        waiting = self._lanes.setdefault(lane, deque())
        waiting.append(row)
        if len(waiting) == 1:
            self._ready[lane[0]].put_nowait(lane)

    async def _work(self, name: str, channel: Channel) -> None:
        """Take lanes that have something to say, one message of each in turn."""
        while True:
            lane = await self._ready[name].get()
            row = self._lanes[lane][0]
            await self._deliver(channel, row)
            self._move_on(lane)

    def _move_on(self, lane: Lane) -> None:
        waiting = self._lanes[lane]
        waiting.popleft()
        while waiting and self._must_wait(waiting[0]):
            self._finish(waiting[0], self._postponed(waiting[0]))
            waiting.popleft()
        if waiting:
            self._ready[lane[0]].put_nowait(lane)
        else:
            del self._lanes[lane]

    async def _deliver(self, channel: Channel, row: Row) -> None:
        step = await self._attempt(channel, row)
        while step.again:
            row = self._prepare_again(row, step)
            step = await self._attempt(channel, row)
        self._hold_or_release(row, step)
        self._finish(row, step)

    async def _attempt(self, channel: Channel, row: Row) -> Step:
        now = self._desk.clock()
        if too_late(row, now):
            return dropped(row)
        token = row["reply_token"] if may_reply(row, now) else ""
        parcel = Parcel(row["chat"], row["messages"], row["retry_key"], token)
        allowance = self._desk.allowance
        try:
            cost = await allowance.cost_of(channel, parcel)
            way = lane_for(row, cost, allowance.budget, now) if cost else Way.PAID
            if way != Way.PAID:
                return held(row, now) if way == Way.HELD else overtaken(row)
            await self._keep_pace(channel, row["chat"])
            async with asyncio.timeout(LONGEST_DELIVERY):
                await channel.say(parcel)
        except DeliveryFailed as failure:
            return after_failure(row, failure, self._desk.clock(), random.random())  # noqa: S311 -- only spreads waits
        except Exception as failure:  # a fault of ours must not stop the lane
            log.exception("delivery_broke", channel=channel.name, outbox_id=str(row["id"]))
            broken = DeliveryFailed(type(failure).__name__)
            return after_failure(row, broken, self._desk.clock(), random.random())  # noqa: S311 -- as above
        allowance.spend(cost)
        return delivered(row, cost)

    @staticmethod
    def _prepare_again(row: Row, step: Step) -> Row:
        chat = step.moved_to or row["chat"]
        token = row["reply_token"] if step.moved_to else None
        return {**row, "attempts": step.attempts, "chat": chat, "reply_token": token,
                "moved_from": row["chat"] if step.moved_to else row.get("moved_from")}  # fmt: skip

    async def _keep_pace(self, channel: Channel, chat: str) -> None:
        pace = channel.pace
        await self._limit(channel.name, pace.per_second, 1.0).acquire()
        if pace.group_per_minute and channel.is_group(chat):
            await self._limit(f"{channel.name}:{chat}", pace.group_per_minute, 60.0).acquire()

    def _limit(self, what: str, most: float, seconds: float) -> AsyncLimiter:
        if what not in self._limits:
            self._limits[what] = AsyncLimiter(most, seconds)
        return self._limits[what]

    def _hold_or_release(self, row: Row, step: Step) -> None:
        lane = (row["channel"], row["chat"])
        if step.state == OutboxState.WAITING and step.due_at:
            kind = row["message_class"] if step.held else ""
            self._held[lane] = Held(row["id"], step.due_at, kind)
        elif lane in self._held and self._held[lane].row_id == row["id"]:
            del self._held[lane]

    def _finish(self, row: Row, step: Step) -> None:
        self._desk.measures.deliveries.labels(row["channel"], step.state.value).inc()
        self._steps.append((row, step))
        self._stepped.set()

    async def _write(self) -> None:
        while True:
            await self._stepped.wait()
            self._stepped.clear()
            await self._write_now()

    async def _write_now(self) -> None:
        """Write what became of everything since the last time, with one transaction."""
        steps, self._steps = self._steps, []
        if not steps:
            return
        try:
            async with self._desk.work() as work:
                await write_steps(work, steps)
        except Exception:
            log.exception("outbox_not_written", rows=len(steps))
            self._steps = steps + self._steps
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            self._stepped.set()
        except asyncio.CancelledError:
            self._steps = steps + self._steps
            raise
        else:
            for row, _step in steps:
                self._in_hand.pop(row["id"], None)
            self._note_idleness()

    async def _look(self) -> None:
        """Find what is due: retries, and what other processes or commands left.

        It ends by itself, never in the middle of a query.
        """
        while not self._closing.is_set():
            try:
                await renew_leases(self._desk, list(self._in_hand.values()))
                self.send_soon(await claim_due(self._desk, self._channels_with_room()))
            except Exception:
                log.exception("outbox_not_read")
            await pause(self._closing, SECONDS_BETWEEN_LOOKS)

    def _channels_with_room(self) -> list[str]:
        """Leave what a messenger cannot take soon in the database, to whoever can send it."""
        held = Counter(row["channel"] for row in self._in_hand.values())
        return [name for name in self._desk.channels if held[name] < MOST_AT_ONCE]
