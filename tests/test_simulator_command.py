"""The simulator for trying out by hand."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.simulator.command import Theatre, introduction
from tests.simulator.stage import Stage


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def theatre(stage: Stage, said: list[str]) -> Theatre:
    return Theatre(stage.simulator, said.append)


def test_the_settings_for_the_desk_are_told(stage: Stage) -> None:
    told = introduction(stage.simulator)
    assert f"SALA_LINE_API_URL={stage.simulator.line_api_url}" in told
    assert f"SALA_TELEGRAM_TOKEN={stage.telegram.token}" in told


async def test_a_typed_line_becomes_an_event(stage: Stage, theatre: Theatre) -> None:
    await theatre.act("line somchai ขอถังขยะ ใบใหม่")
    await theatre.act("line somchai (sticker)")
    await theatre.act("line somchai @office ในกลุ่ม")
    kinds = [event["message"]["type"] for event in stage.desk.events]
    assert (kinds, stage.desk.events[2]["source"]["type"]) == (["text", "sticker", "text"], "group")


async def test_what_appears_is_printed_once(
    stage: Stage, theatre: Theatre, said: list[str]
) -> None:
    await theatre.act("telegram somchai (follow)")
    markup = {"inline_keyboard": [[{"text": "ใหม่", "callback_data": "x"}]]}
    chat = stage.telegram.resident("somchai").chat.number
    await stage.call_telegram("sendMessage", chat_id=chat, text="เลือก", reply_markup=markup)
    theatre.look()
    theatre.look()
    await theatre.act("telegram somchai [ใหม่]")
    assert said == ["somchai sees: เลือก [ใหม่]"]
    assert stage.desk.payloads[-1]["callback_query"]["data"] == "x"


async def test_a_fault_can_be_planned_by_hand(stage: Stage, theatre: Theatre) -> None:
    await theatre.act("fault telegram getMe 502 2")
    statuses = [(await stage.call_telegram("getMe")).status for _ in range(3)]
    assert statuses == [502, 502, 200]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("line somchai [ไม่มี]", "finds no button"),
        ("fault line push earthquake", "there is no fault earthquake"),
        ("hello", "fault line push 500 3"),
    ],
)
async def test_a_mistake_is_said(theatre: Theatre, said: list[str], line: str, words: str) -> None:
    await theatre.act(line)
    assert words in said[0]


async def test_the_play_goes_on_until_it_is_ended(stage: Stage, theatre: Theatre) -> None:
    lines: asyncio.Queue[str] = asyncio.Queue()
    lines.put_nowait("line somchai ก")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(theatre.play(lines), 0.3)
    assert len(stage.desk.payloads) == 1
