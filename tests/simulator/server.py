"""The simulator as a running server: three addresses on loopback, two platforms behind them."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import closing
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from tests.simulator.line_platform import LinePlatform
from tests.simulator.platform import Options, Platform
from tests.simulator.telegram_platform import TelegramPlatform
from tests.simulator.wire import Answer, Call

LOOPBACK = "127.0.0.1"
LINE_API, LINE_DATA, TELEGRAM_API = range(3)
MULTIPART = "multipart/form-data"


class CuttableProtocol(HttpToolsProtocol):
    """Hands the connection itself to the application, which may have to cut it off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.app_state["transport"] = transport


class Simulator:
    """LINE and Telegram as documented, on loopback, strict and faulty on request.

    Use as `async with Simulator() as simulator:`, then `simulator.line` and
    `simulator.telegram`. The three addresses stand for https://api.line.me,
    https://api-data.line.me and https://api.telegram.org.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        line: LinePlatform | None = None,
        telegram: TelegramPlatform | None = None,
        ports: tuple[int, int, int] = (0, 0, 0),
    ) -> None:
        options = options or Options()
        self.line = line or LinePlatform(options)
        self.telegram = telegram or TelegramPlatform(options)
        self._wished_ports = ports
        self._behind: dict[int, tuple[Platform, bool]] = {}
        self._state = ServerState()
        self._servers: list[asyncio.Server] = []
        self.ports: list[int] = []

    @property
    def line_api_url(self) -> str:
        return self._address(LINE_API)

    @property
    def line_data_url(self) -> str:
        return self._address(LINE_DATA)

    @property
    def telegram_api_url(self) -> str:
        return self._address(TELEGRAM_API)

    def platform(self, name: str) -> LinePlatform | TelegramPlatform:
        """`line` or `telegram`, for tests that run on both."""
        return self.line if name == "line" else self.telegram

    async def __aenter__(self) -> Self:
        config = uvicorn.Config(
            self._application,
            interface="asgi3",
            proxy_headers=False,
            http=CuttableProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            log_level="error",
        )
        config.load()
        listeners = [listen(port) for port in self._wished_ports]
        self.ports = [listener.getsockname()[1] for listener in listeners]
        places = [(self.line, False), (self.line, True), (self.telegram, False)]
        self._behind = dict(zip(self.ports, places, strict=True))
        loop = asyncio.get_running_loop()
        self._servers = [
            await loop.create_server(lambda: self._protocol(config), sock=listener, backlog=2048)
            for listener in listeners
        ]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.line.close()
        await self.telegram.close()
        for server in self._servers:
            server.close()
        for connection in list(self._state.connections):
            connection.transport.abort()
        for task in list(self._state.tasks):
            task.cancel()
        await asyncio.gather(*self._state.tasks, return_exceptions=True)
        await asyncio.gather(*(server.wait_closed() for server in self._servers))

    def _protocol(self, config: uvicorn.Config) -> CuttableProtocol:
        return CuttableProtocol(config, self._state, app_state={})

    def _address(self, place: int) -> str:
        return f"http://{LOOPBACK}:{self.ports[place]}"

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        platform, data = self._behind[scope["server"][1]]
        try:
            call = await _read(Request(scope, receive))
            answer = await platform.take(call, data=data)
        except (ClientDisconnect, asyncio.CancelledError):
            # The caller has gone, or the simulator is closing: nobody is left to answer.
            answer = None
        if answer is None:
            await _cut(scope)
            return
        await _response(answer)(scope, receive, send)


def listen(port: int) -> socket.socket:
    """A socket on loopback; port 0 takes a free one."""
    # Named as TCP: only then does asyncio switch off the delay that waits for larger packets.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setblocking(False)
    listener.bind((LOOPBACK, port))
    return listener


async def _cut(scope: Scope) -> None:
    scope["state"]["transport"].abort()
    # The loop tells the server of the cut in its next round; only then may we return unanswered.
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status)
    response.raw_headers.append((b"content-type", answer.content_type))
    response.raw_headers.extend(answer.headers)
    return response


async def _read(request: Request) -> Call:
    body = await request.body()
    call = Call(
        request.method,
        request.scope["path"],
        dict(parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        dict(request.scope["headers"]),
        body,
        _departure(request.receive),
    )
    if call.content_type == MULTIPART:
        call.fields = await _multipart_fields(request)
    return call


async def _multipart_fields(request: Request) -> dict[str, Any]:
    """Text fields as text, files as bytes."""
    async with request.form() as form:
        return {
            name: part if isinstance(part, str) else await part.read()
            for name, part in form.items()
        }


def _departure(receive: Receive) -> Callable[[], Awaitable[None]]:
    async def gone() -> None:
        message: Message = {"type": "http.request"}
        while message["type"] != "http.disconnect":
            message = await receive()

    return gone


def free_port() -> int:
    """A port that was free a moment ago, for a server that must be told its port."""
    with closing(listen(0)) as listener:
        return int(listener.getsockname()[1])
