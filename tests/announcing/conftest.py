"""A desk whose messengers are the simulator, and who writes and approves there."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.line import Line
from bot.channels.telegram import Telegram
from bot.channels.webchat import WebChat, store_in
from bot.desk import Desk
from models import Staff
from tests.desk.people import hire
from tests.simulator import Simulator


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator() as simulator:
        yield simulator


@pytest.fixture
async def desk(desk: Desk, simulator: Simulator) -> AsyncIterator[Desk]:
    api, data = simulator.line_api_url, simulator.line_data_url
    line = Line(simulator.line.secret, simulator.line.access_token, api, data)
    telegram = Telegram(simulator.telegram.token, "hook-secret", simulator.telegram_api_url)
    desk.channels.update(line=line, telegram=telegram, webchat=WebChat(store_in(desk.database)))
    yield desk
    for channel in desk.channels.values():
        await channel.close()


@pytest.fixture
async def writer(desk: Desk) -> Staff:
    return await hire(desk, "Malee", "admin", None)


@pytest.fixture
async def approver(desk: Desk) -> Staff:
    return await hire(desk, "Prayut", "executive", None)


@pytest.fixture
def two(writer: Staff, approver: Staff) -> tuple[Staff, Staff]:
    """Who writes, and who approves."""
    return writer, approver
