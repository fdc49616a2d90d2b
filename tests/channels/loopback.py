"""A messenger's server that takes everything down and answers what a test wants."""

import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass(frozen=True)
class Call:
    """One request as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, Any]:
        """The fields of a form whose values are words or JSON, as Telegram's clients send them."""
        return {name: _value(value) for name, value in parse_qsl(self.body.decode())}

    @property
    def parts(self) -> dict[str, Any]:
        """The fields of a form with a file in it: words, JSON, and the bytes of the file."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        told = BytesParser(policy=HTTP).parsebytes(head + self.body)
        found: dict[str, Any] = {}
        for part in told.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            found[name] = content if part.get_filename() else _value(content.decode())
        return found


@dataclass(frozen=True)
class Scripted:
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def says(cls, status: int, told: object, **headers: str) -> "Scripted":
        return cls(status, json.dumps(told).encode(), headers)


class Loopback:
    """`answers` are given in turn, then `otherwise` for ever."""

    def __init__(self, otherwise: Scripted) -> None:
        self.otherwise = otherwise
        self.answers: deque[Scripted | None] = deque()
        self.calls: list[Call] = []
        self.url = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.calls.append(Call(request.method, request.path, headers, await request.read()))
        scripted = self.answers.popleft() if self.answers else self.otherwise
        if scripted is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        kind = scripted.headers.get("Content-Type", "application/json")
        return web.Response(
            status=scripted.status,
            body=scripted.body,
            headers={"Content-Type": kind, **scripted.headers},
        )


DROPPED = None
"""Instead of an answer: the connection is cut."""


@asynccontextmanager
async def listening(otherwise: Scripted) -> AsyncIterator[Loopback]:
    loopback = Loopback(otherwise)
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", loopback.answer)
    async with TestServer(app, host="127.0.0.1") as server:
        loopback.url = str(server.make_url("")).rstrip("/")
        yield loopback


def _value(value: str) -> Any:
    return json.loads(value) if value[:1] in {"{", "["} else value
