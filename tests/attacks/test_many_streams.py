"""Somebody opens streams without end: the others still have theirs."""

import asyncio
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any

import httpx
import pytest

from bot.desk import Desk
from models import Case, Staff
from services.desk import sessions
from tests.attacks.site import Attacked, attacked
from web.console.case_live import MOST_OF_ONE, STREAM, Streams


@pytest.fixture
def site(desk: Desk) -> Attacked:
    return attacked(desk)


def opened(site: Attacked) -> int:
    streams: Streams = getattr(site.app.state, "case_streams", Streams())
    return streams.open.total()


async def token_of(site: Attacked, staff: Staff) -> str:
    async with site.desk.work() as work:
        return await sessions.start_session(work, staff.id)


async def stream(site: Attacked, case: Case, token: str) -> asyncio.Task[None]:
    """Open a stream as a server would hand it on; it is read until it is cancelled."""
    begun = asyncio.Event()
    cookie = f"sala_session={token}".encode()
    scope = {
        "type": "http", "method": "GET", "path": f"/console/cases/{case.reference}/live",
        "raw_path": b"", "query_string": b"mark=1.0", "root_path": "", "scheme": "https",
        "headers": [(b"accept", STREAM.encode()), (b"cookie", cookie), (b"host", b"desk.example")],
        "client": ("203.0.113.7", 1), "server": ("desk.example", 443),
    }  # fmt: skip

    async def waits() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def reads(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.body":
            begun.set()

    reading = asyncio.ensure_future(site.app(scope, waits, reads))
    async with asyncio.timeout(20):
        await begun.wait()
    return reading


async def closed(streams: list[asyncio.Task[None]]) -> None:
    for one in streams:
        one.cancel()
        with suppress(asyncio.CancelledError):
            await one


async def asked(site: Attacked, case: Case, token: str) -> httpx.Response:
    async with site.browser() as client:
        client.cookies.set("sala_session", token)
        return await client.get(
            f"/console/cases/{case.reference}/live?mark=1.0", headers={"accept": STREAM}
        )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_session_has_so_many_streams_and_the_next_is_refused(site: Attacked) -> None:
    case, malee, chai = await site.file(), await site.hire("Malee"), await site.hire("Chai")
    hers, his = await token_of(site, malee), await token_of(site, chai)
    many = [await stream(site, case, hers) for _one in range(MOST_OF_ONE)]
    assert (await asked(site, case, hers)).status_code == 503
    another = await stream(site, case, his)
    assert opened(site) == MOST_OF_ONE + 1
    await closed([*many, another])
    assert opened(site) == 0
