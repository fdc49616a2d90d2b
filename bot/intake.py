"""The intake: events wait while a transaction commits, and the next one takes them all.

No timer: a lone event is handled at once, and the busier the desk, the more events share the
cost of one commit. Whoever brought an event is answered after the commit that holds it.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import structlog

from bot.apart import without_what_belongs_apart
from bot.batch import handle_batch, is_passing, record_failure
from bot.desk import Desk
from bot.failures import failed_event, mark_replayed
from bot.messages import Heard, Kind
from services.kit.text import BANGKOK

MOST_IN_BATCH = 64
"""More per transaction gains little (measured: DECISIONS.md) and makes the first one wait."""

QUIET_ROUNDS = 3
"""Rounds of the event loop in which a request comes from its socket to the intake (measured: with
fewer, some come alone). A lone event waits for them too: some thirty microseconds."""

MOST_CLASHES = 3
"""Times an event is tried when two transactions were in each other's way."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Delivery:
    heard: Sequence[Heard]
    committed: asyncio.Future[None]
    since: float

    def give_up_waiting(self) -> None:
        """Let go of whoever waits. The events stay in line."""
        if not self.committed.done():
            self.committed.set_exception(TimeoutError())


class Intake:
    """Takes events in, many in one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._when_files_come: list[Callable[[], None]] = []
        self._waiting: deque[_Delivery] = deque()
        self._arrived = asyncio.Event()
        self._open = True

    async def take(self, heard: Sequence[Heard], patience: float | None = None) -> None:
        """Return once everything these events lead to is committed.

        Raises `DatabaseUnavailable` when that was not possible, and `TimeoutError` when it has
        not happened after `patience` seconds: it still may. The messenger will tell us again.
        """
        if not heard:
            return
        loop = asyncio.get_running_loop()
        today = self._desk.clock().astimezone(BANGKOK).date()
        heard = without_what_belongs_apart(heard, self._desk.around.office, today)
        delivery = _Delivery(heard, loop.create_future(), perf_counter())
        self._waiting.append(delivery)
        self._arrived.set()
        if patience is None:
            await delivery.committed
            return
        alarm = loop.call_later(patience, delivery.give_up_waiting)
        try:
            await delivery.committed
        finally:
            alarm.cancel()

    def when_files_come(self, call: Callable[[], None]) -> None:
        """Have somebody told after each commit that brought a file to fetch."""
        self._when_files_come.append(call)

    async def replay(self, key: str) -> None:
        """Handle an event again that failed before. Twice pressed, it still happens once."""
        heard = await failed_event(self._desk, key)
        await self.take([replace(heard, event_id=f"{heard.event_id}~again")])
        await mark_replayed(self._desk, key)

    async def run(self) -> None:
        """Handle what arrives until `close`. One task per process."""
        while self._open or self._waiting:
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                await self._let_in()
                await self._handle_surely(self._next_batch())

    def close(self) -> None:
        """Finish what has arrived, then stop."""
        self._open = False
        self._arrived.set()

    def _next_batch(self) -> list[_Delivery]:
        batch = [self._waiting.popleft()]
        size = len(batch[0].heard)
        while self._waiting and size + len(self._waiting[0].heard) <= MOST_IN_BATCH:
            batch.append(self._waiting.popleft())
            size += len(batch[-1].heard)
        return batch

    async def _let_in(self) -> None:
        """Let those at the door come in first: no clock, only rounds of the loop without news.

        Otherwise the first answer of a batch brings the next event alone, and half of all
        transactions serve one event.
        """
        quiet = 0
        while quiet < QUIET_ROUNDS and len(self._waiting) < MOST_IN_BATCH:
            before = len(self._waiting)
            await asyncio.sleep(0)
            quiet = quiet + 1 if len(self._waiting) == before else 0

    async def _handle_surely(self, batch: list[_Delivery]) -> None:
        """Whatever breaks, a full disk under the log included, the next batch is handled."""
        try:
            await self._handle(batch)
        except Exception:
            for delivery in batch:
                self._refuse(delivery)

    async def _handle(self, batch: list[_Delivery]) -> None:
        heard = [event for delivery in batch for event in delivery.heard]
        try:
            await handle_batch(self._desk, heard)
        except Exception as failure:
            await self._handle_one_by_one(batch, failure)
        else:
            self._answer(batch)
        if any(event.kind == Kind.FILE for event in heard):
            for call in self._when_files_come:
                call()

    async def _handle_one_by_one(self, batch: list[_Delivery], failure: Exception) -> None:
        """Find the event that spoilt the transaction, so that its neighbours are not lost."""
        log.warning("batch_failed", deliveries=len(batch), error=type(failure).__name__)
        for delivery in batch:
            try:
                for heard in delivery.heard:
                    await self._handle_alone(heard)
            except Exception as unavailable:
                log.error("database_unavailable", error=type(unavailable).__name__)
                self._refuse(delivery)
            else:
                self._answer([delivery])

    async def _handle_alone(self, heard: Heard) -> None:
        """Try one event by itself; what keeps failing is kept, unless nothing can be stored."""
        for attempt in range(1, MOST_CLASHES + 1):
            try:
                await handle_batch(self._desk, [heard])
            except Exception as failure:
                if not is_passing(failure) and not isinstance(failure, OSError):
                    await record_failure(self._desk, heard, failure)
                    return
                if attempt == MOST_CLASHES:
                    raise
            else:
                return

    def _answer(self, batch: list[_Delivery]) -> None:
        now = perf_counter()
        for delivery in batch:
            self._desk.measures.committed.observe(now - delivery.since)
            if not delivery.committed.done():
                delivery.committed.set_result(None)

    def _refuse(self, delivery: _Delivery) -> None:
        if not delivery.committed.done():
            delivery.committed.set_exception(DatabaseUnavailable())


class DatabaseUnavailable(Exception):
    """Nothing could be stored just now, so nothing is acknowledged."""
