"""Posting to the desk's webhook, with the time it took and why it failed."""

import asyncio
import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp


@dataclass(slots=True)
class Delivery:
    """One post to the webhook. `reason` is None when the desk answered 2xx in time.

    The reasons are those of LINE's webhook error statistics: could_not_connect,
    request_timeout, error_status_code, unclassified.
    """

    payload: Any
    at: float
    attempt: int
    status: int | None
    seconds: float
    reason: str | None
    answer: bytes

    @property
    def accepted(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class Redelivery:
    """How stubbornly a platform repeats what was not accepted; delays are real seconds."""

    at_most: int = 0
    first_delay: float = 0.05
    longest_delay: float = 1.0

    def delay(self, attempt: int) -> float:
        return min(self.longest_delay, self.first_delay * 2.0 ** min(attempt, 30))


class Poster:
    """Posts to webhooks over kept connections, and owns the tasks that post again later."""

    def __init__(self, limit_seconds: float) -> None:
        self.limit_seconds = limit_seconds
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[object]] = set()

    @property
    def session(self) -> aiohttp.ClientSession:
        """Made on first use, because it belongs to the running loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=30),
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    async def post(
        self, url: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int | None, float, str | None, bytes]:
        """Post once: the status, the seconds, why it counts as failed, and the answer's body."""
        started = time.perf_counter()
        status, reason, answer = await self._attempt(url, body, headers)
        return status, time.perf_counter() - started, reason, answer

    async def _attempt(
        self, url: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int | None, str | None, bytes]:
        try:
            async with asyncio.timeout(self.limit_seconds):
                async with self.session.post(
                    url, data=body, headers=headers, allow_redirects=False
                ) as response:
                    answer = await response.read()
        except TimeoutError:
            return None, "request_timeout", b""
        except aiohttp.ClientConnectionError:
            return None, "could_not_connect", b""
        except aiohttp.ClientError:
            return None, "unclassified", b""
        fine = 200 <= response.status < 300
        return response.status, None if fine else "error_status_code", answer

    def later(self, work: Coroutine[object, object, object]) -> None:
        """Carry out in the background; `settled` waits for it and `close` cuts it off."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait(self, seconds: float) -> None:
        """The pause before the next attempt, in real seconds."""
        await asyncio.sleep(seconds)

    async def settled(self) -> None:
        """Wait until nothing is waiting to be posted again."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
