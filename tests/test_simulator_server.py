"""The simulator as a server: its addresses, how it ends, and that it does not dawdle."""

import asyncio
import socket
from contextlib import closing

import aiohttp

from tests.simulator import Options, Simulator
from tests.simulator.faults import hangs
from tests.simulator.server import free_port, listen
from tests.simulator.stage import Stage, until


def test_listeners_are_named_as_tcp_or_every_answer_would_wait() -> None:
    """Otherwise asyncio leaves Nagle's delay on, and each small answer takes 40 ms."""
    with closing(listen(0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP


async def test_each_platform_has_an_address_of_its_own() -> None:
    async with Simulator() as simulator:
        urls = {simulator.line_api_url, simulator.line_data_url, simulator.telegram_api_url}
        assert len(urls) == 3


async def test_the_ports_can_be_chosen() -> None:
    port = free_port()
    async with Simulator(ports=(port, 0, 0)) as simulator:
        assert simulator.line_api_url == f"http://127.0.0.1:{port}"


async def test_two_simulators_know_nothing_of_each_other() -> None:
    async with Simulator() as one, Simulator() as other:
        one.line.resident("somchai")
        assert (len(one.line.people), len(other.line.people)) == (1, 0)


async def test_the_simulator_ends_although_a_caller_still_waits() -> None:
    stage = Stage()
    async with aiohttp.ClientSession() as client, stage:
        stage.telegram.faults.add("getMe", hangs())
        url = f"{stage.simulator.telegram_api_url}/bot{stage.telegram.token}/getMe"
        waiting = asyncio.ensure_future(client.post(url))
        await until(lambda: len(stage.telegram.requests) == 1)
        async with asyncio.timeout(1):
            await stage.simulator.__aexit__(None, None, None)
        outcome = await asyncio.gather(waiting, return_exceptions=True)
        assert isinstance(outcome[0], aiohttp.ClientConnectionError)


async def test_what_is_remembered_is_bounded() -> None:
    async with Stage(Options(remember=3)) as stage:
        somchai = stage.line.resident("somchai")
        for number in range(10):
            await somchai.types(str(number))
            await stage.push(somchai.id, {"type": "text", "text": "ก"})
        kept = (stage.line.requests, stage.line.deliveries, somchai.chat.board.history)
        assert [len(records) for records in kept] == [3, 3, 3]
        assert (len(stage.line.messages.tokens), len(somchai.sent)) == (3, 3)
