"""Faults on purpose: which calls they strike, and whether anything was done before."""

import asyncio
from collections.abc import AsyncIterator
from random import Random

import aiohttp
import pytest

from tests.simulator.faults import (
    EVERY_ENDPOINT,
    Fault,
    FaultPlan,
    answers,
    drops,
    hangs,
    slow,
    too_many,
)
from tests.simulator.stage import Stage

HELLO = {"type": "text", "text": "สวัสดี"}


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


@pytest.mark.parametrize(
    ("fault", "shown"), [(answers(500), 0), (answers(502, after_acting=True), 1)]
)
async def test_a_failing_answer_may_hide_that_the_message_was_sent(
    stage: Stage, fault: Fault, shown: int
) -> None:
    somchai = stage.line.resident("somchai")
    stage.line.faults.add("push", fault)
    answer = await stage.push(somchai.id, HELLO)
    assert (answer.status, len(somchai.screen)) == (fault.status, shown)
    assert stage.line.calls("push")[0].fault == fault.name


@pytest.mark.parametrize(("fault", "shown"), [(drops(), 0), (drops(after_acting=True), 1)])
async def test_a_cut_connection_may_hide_that_the_message_was_sent(
    stage: Stage, fault: Fault, shown: int
) -> None:
    somchai = stage.line.resident("somchai")
    stage.line.faults.add("push", fault)
    with pytest.raises(aiohttp.ClientConnectionError):
        await stage.push(somchai.id, HELLO)
    assert (len(somchai.screen), stage.line.calls("push")[0].status) == (shown, None)


async def test_a_retry_after_a_lost_answer_is_not_sent_twice(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    headers = {"X-Line-Retry-Key": "123e4567-e89b-12d3-a456-426614174000"}
    stage.line.faults.add("push", drops(after_acting=True))
    with pytest.raises(aiohttp.ClientConnectionError):
        await stage.push(somchai.id, HELLO, headers=headers)
    again = await stage.push(somchai.id, HELLO, headers=headers)
    assert (again.status, len(somchai.screen)) == (409, 1)


async def test_a_hanging_call_ends_when_the_caller_gives_up(stage: Stage) -> None:
    stage.line.faults.add("info", hangs())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(stage.call_line("GET", "/v2/bot/info"), 0.1)
    assert (await stage.call_line("GET", "/v2/bot/info")).status == 200


async def test_a_slow_answer_is_the_true_one(stage: Stage) -> None:
    stage.telegram.faults.add("getMe", slow(0.05))
    started = asyncio.get_running_loop().time()
    assert (await stage.call_telegram("getMe")).status == 200
    assert asyncio.get_running_loop().time() - started >= 0.05


async def test_telegram_says_how_long_to_wait(stage: Stage) -> None:
    stage.telegram.faults.add("sendMessage", too_many(retry_after=7))
    answer = await stage.call_telegram("sendMessage", chat_id=1, text="ก")
    assert (answer.status, answer.json["parameters"]) == (429, {"retry_after": 7})


async def test_line_says_that_it_was_too_much(stage: Stage) -> None:
    stage.line.faults.add("push", too_many())
    answer = await stage.push("U" + "0" * 32, HELLO)
    assert (answer.status, "rate limit" in answer.json["message"]) == (429, True)


def plan(seed: int = 1) -> FaultPlan:
    return FaultPlan(Random(seed))  # noqa: S311 -- repeatable


def test_a_fault_strikes_as_often_as_planned() -> None:
    faults = plan()
    faults.add("push", drops(), calls=2)
    struck = [faults.pick("push") is not None for _ in range(3)]
    assert struck == [True, True, False]


def test_a_fault_strikes_its_endpoint_only() -> None:
    faults = plan()
    faults.add("push", drops())
    assert (faults.pick("reply"), faults.pick("push")) == (None, drops())


def test_a_fault_for_every_endpoint_strikes_all() -> None:
    faults = plan()
    faults.add(EVERY_ENDPOINT, drops(), calls=None)
    assert faults.pick("reply") == faults.pick("push") == drops()


def test_chance_is_repeatable() -> None:
    def strokes(seed: int) -> list[bool]:
        faults = plan(seed)
        faults.add("push", drops(), calls=None, probability=0.3)
        return [faults.pick("push") is not None for _ in range(200)]

    assert strokes(1) == strokes(1) != strokes(2)
    assert 30 < sum(strokes(1)) < 90


def test_a_cleared_plan_strikes_no_more() -> None:
    faults = plan()
    faults.add("push", drops(), calls=None)
    faults.clear()
    assert faults.pick("push") is None
