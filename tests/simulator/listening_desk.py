"""A desk that only listens: a webhook that remembers what was posted and answers as told."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any, Self

import orjson
from aiohttp import web

Heard = Callable[[Any], Awaitable[None]]


async def says_nothing(_payload: object) -> None:
    """What a desk does that only listens."""


class ListeningDesk:
    """Stands at the other end of a webhook in the simulator's own tests.

    `statuses` are answered one after another, the last for ever; `answers` is the body;
    `pause` seconds go by first; `does` is carried out before the answer.
    """

    def __init__(self) -> None:
        self.statuses = [200]
        self.answers: object = None
        self.pause = 0.0
        self.does: Heard = says_nothing
        self.payloads: list[Any] = []
        self.bodies: list[bytes] = []
        self.headers: list[Mapping[str, str]] = []
        self._runner: web.AppRunner | None = None
        self.url = ""

    @property
    def events(self) -> list[Any]:
        """All LINE events heard, in order."""
        return [event for payload in self.payloads for event in payload["events"]]

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_post("/webhook", self._hear)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/webhook"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _hear(self, request: web.Request) -> web.Response:
        body = await request.read()
        payload = orjson.loads(body)
        self.bodies.append(body)
        self.headers.append(request.headers)
        self.payloads.append(payload)
        await asyncio.sleep(self.pause)
        await self.does(payload)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return web.json_response(self.answers, status=status)
