"""LINE and Telegram on loopback, and our channels speaking to them."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.line import Line
from bot.channels.telegram import Telegram
from tests.channels.loopback import Loopback, Scripted, listening

SENT = {"message_id": 1, "date": 1795376529, "chat": {"id": 77, "type": "private"}, "text": "x"}


@pytest.fixture
async def line_server() -> AsyncIterator[Loopback]:
    async with listening(Scripted.says(200, {"sentMessages": [{"id": "1"}]})) as loopback:
        yield loopback


@pytest.fixture
async def line(line_server: Loopback) -> AsyncIterator[Line]:
    channel = Line("secret", "token", line_server.url, line_server.url)
    yield channel
    await channel.close()


@pytest.fixture
async def telegram_server() -> AsyncIterator[Loopback]:
    async with listening(Scripted.says(200, {"ok": True, "result": SENT})) as loopback:
        yield loopback


@pytest.fixture
async def telegram(telegram_server: Loopback) -> AsyncIterator[Telegram]:
    channel = Telegram("1234:token", "hook-secret", telegram_server.url)
    yield channel
    await channel.close()
