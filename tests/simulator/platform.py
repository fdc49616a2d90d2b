"""What the two platforms share: finding the endpoint, suffering faults, keeping records."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from tests.simulator.delivery import Delivery, Poster
from tests.simulator.faults import Fault, FaultPlan
from tests.simulator.wire import Answer, Call, Recorded

Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Options:
    """How the simulator behaves. `remember` bounds the records and screens of long runs.

    The rate limits go by the clock `now`. Telegram's are off at first, because a story that
    hurries through a dialogue would have to wait for them.
    """

    now: Callable[[], float] = time.time
    seed: int = 1
    remember: int | None = None
    line_rates: bool = True
    telegram_rates: bool = False
    loopback_http: bool = True


class Platform(ABC):
    """One messenger: its endpoints, its people, and everything that was asked of it."""

    name: str

    def __init__(self, options: Options, webhook_seconds: float) -> None:
        self.options = options
        self.now = options.now
        self.chance = Random(options.seed)  # noqa: S311 -- repeatable, and no secret
        self.faults = FaultPlan(Random(options.seed))  # noqa: S311 -- repeatable, and no secret
        self.requests: deque[Recorded] = deque(maxlen=options.remember)
        self.deliveries: deque[Delivery] = deque(maxlen=options.remember)
        self.poster = Poster(webhook_seconds)

    @abstractmethod
    def find(self, call: Call, *, data: bool) -> tuple[str, Handler]:
        """The name of the endpoint and what carries it out; `data`: called on the file host."""

    @abstractmethod
    def failure(self, fault: Fault) -> Answer:
        """The answer of a failing platform, in its own shape."""

    async def take(self, call: Call, *, data: bool = False) -> Answer | None:
        """Answer one call; None means that the connection is to be cut without a word."""
        name, handler = self.find(call, data=data)
        record = self._record(name, call)
        fault = self.faults.pick(name)
        if fault is None:
            return await self._act(handler, call, record)
        record.fault = fault.name
        return await self._suffer(fault, handler, call, record)

    def calls(self, name: str) -> list[Recorded]:
        """Every recorded call of one endpoint, oldest first."""
        return [request for request in self.requests if request.name == name]

    async def settled(self) -> None:
        """Wait until no webhook delivery is waiting to be repeated."""
        await self.poster.settled()

    async def close(self) -> None:
        await self.poster.close()

    def _record(self, name: str, call: Call) -> Recorded:
        record = Recorded(
            name, call.method, call.path, self.now(), call.body, call.headers, call.fields
        )
        self.requests.append(record)
        return record

    async def _act(self, handler: Handler, call: Call, record: Recorded) -> Answer:
        answer = await handler(call)
        record.acted, record.status, record.answer = True, answer.status, answer.body
        return answer

    async def _suffer(
        self, fault: Fault, handler: Handler, call: Call, record: Recorded
    ) -> Answer | None:
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return await self._act(handler, call, record)
        if fault.after_acting:
            await self._act(handler, call, record)
            record.status = None
        if fault.kind == "hang":
            await call.gone()
        if fault.kind != "answer":
            return None
        answer = self.failure(fault)
        record.status, record.answer = answer.status, answer.body
        return answer
