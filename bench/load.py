"""A light load: residents who send the next event as soon as the last one is answered.

Raw asyncio streams instead of an HTTP library, because the client shares the machine with the
server and must not be what is measured.
"""

import asyncio
import base64
import hashlib
import hmac
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any

import orjson

SECRET = "bench-channel-secret"  # noqa: S105 -- made up, for loopback only
SCRIPT = ["สวัสดี", "ขอถังขยะ", "1", "1", "45/1 หมู่ 3", "ยกเลิก", "เมนู"]
"""What a resident types: a greeting, half a form, a change of mind."""


@dataclass
class Measured:
    """What one resident, or all of them, met."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0

    def add(self, other: "Measured") -> None:
        self.seconds += other.seconds
        self.refused += other.refused


def text_event(resident: int, number: int, run: str, text: str) -> dict[str, Any]:
    """Build a LINE text event with every property LINE sends."""
    return {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": f"U{run}{resident:08d}".ljust(33, "0")},
        "webhookEventId": f"{run}{resident:06d}{number:012d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{run}{resident}{number}",
        "message": {"type": "text", "id": f"{number}", "quoteToken": "q", "text": text},
    }


def request_bytes(path: str, events: list[dict[str, Any]]) -> bytes:
    """Write a signed webhook request."""
    body = orjson.dumps({"destination": "Ubench", "events": events})
    digest = hmac.digest(SECRET.encode(), body, hashlib.sha256)
    signature = base64.b64encode(digest).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Line-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def press(port: int, path: str, residents: int, seconds: float, run: str) -> Measured:
    """Let so many residents talk for so long; return how long each event took."""
    total = Measured()
    until = time.perf_counter() + seconds
    talks = (_talk(port, path, number, until, run) for number in range(residents))
    for measured in await asyncio.gather(*talks):
        total.add(measured)
    return total


async def _talk(port: int, path: str, resident: int, until: float, run: str) -> Measured:
    measured = Measured()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in _requests(path, resident, run):
        started = time.perf_counter()
        if started >= until:
            break
        writer.write(request)
        status = await _answer(reader)
        measured.seconds.append(time.perf_counter() - started)
        measured.refused += status != 200
    writer.close()
    await writer.wait_closed()
    return measured


def _requests(path: str, resident: int, run: str) -> Iterator[bytes]:
    for number, text in zip(count(), cycle(SCRIPT), strict=False):
        yield request_bytes(path, [text_event(resident, number, run, text)])


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    if length:
        await reader.readexactly(length)
    return int(head[9:12])
