"""A simulator, a desk that only listens, and a client, for the simulator's own tests."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import aiohttp
import orjson

from tests.simulator.listening_desk import ListeningDesk
from tests.simulator.platform import Options
from tests.simulator.server import Simulator


class HandClock:
    """The simulator's time, moved by hand."""

    def __init__(self) -> None:
        self.time = time.time()

    def __call__(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds


async def until(condition: Callable[[], bool], within: float = 5.0) -> None:
    """Wait for something that happens elsewhere in the loop; fails after so many seconds."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 -- what is waited for rings no bell
            await asyncio.sleep(0.001)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the simulator answered."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


class Stage:
    """Everything a test of the simulator needs; use as `async with Stage() as stage:`."""

    def __init__(self, options: Options | None = None) -> None:
        self.clock = HandClock()
        self.simulator = Simulator(replace(options or Options(), now=self.clock))
        self.line = self.simulator.line
        self.telegram = self.simulator.telegram
        self.desk = ListeningDesk()
        self._client: aiohttp.ClientSession | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.simulator)
        await self._stack.enter_async_context(self.desk)
        self._client = await self._stack.enter_async_context(aiohttp.ClientSession())
        self.line.webhook_url = self.desk.url
        self.telegram.webhook_url = self.desk.url
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    @property
    def client(self) -> aiohttp.ClientSession:
        if self._client is None:
            raise RuntimeError("the stage is not open")
        return self._client

    async def call_line(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        data: bool = False,
        raw: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Call LINE with the right token, unless the headers say otherwise."""
        base = self.simulator.line_data_url if data else self.simulator.line_api_url
        sent = {"Authorization": f"Bearer {self.line.access_token}"}
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent |= headers or {}
        content = raw if body is None else raw or orjson.dumps(body)
        file = None if content is None else BytesIO(content)
        async with self.client.request(method, base + path, data=file, headers=sent) as answer:
            return Reply(answer.status, await answer.read(), dict(answer.headers))

    async def push(
        self, to: str, *messages: object, headers: Mapping[str, str] | None = None
    ) -> Reply:
        body = {"to": to, "messages": list(messages)}
        return await self.call_line("POST", "/v2/bot/message/push", body, headers=headers)

    async def reply(
        self, token: str, *messages: object, headers: Mapping[str, str] | None = None
    ) -> Reply:
        body = {"replyToken": token, "messages": list(messages)}
        return await self.call_line("POST", "/v2/bot/message/reply", body, headers=headers)

    async def call_telegram(self, method: str, **fields: object) -> Reply:
        """Call a method of Telegram with a JSON body."""
        url = f"{self.simulator.telegram_api_url}/bot{self.telegram.token}/{method}"
        async with self.client.post(url, json=fields) as answer:
            return Reply(answer.status, await answer.read(), dict(answer.headers))

    async def call_telegram_with_form(self, method: str, **fields: str | bytes) -> Reply:
        """The same with a form, as python-telegram-bot does; bytes are files."""
        url = f"{self.simulator.telegram_api_url}/bot{self.telegram.token}/{method}"
        form = aiohttp.FormData()
        for name, value in fields.items():
            filename = "upload" if isinstance(value, bytes) else None
            form.add_field(name, value, filename=filename)
        async with self.client.post(url, data=form) as answer:
            return Reply(answer.status, await answer.read(), dict(answer.headers))
