"""Our channels and the messengers as they are documented, strict as they are."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bot.channels import DeliveryFailed, Parcel
from bot.channels.line import Line
from bot.channels.line_hearing import hear_delivery
from bot.channels.telegram import Telegram
from bot.channels.telegram_polling import poll
from bot.messages import Heard, Kind
from services.kit.message import Written
from tests.channels import test_line_saying, test_telegram_saying
from tests.simulator import Simulator
from tests.simulator.faults import drops
from tests.simulator.listening_desk import ListeningDesk

VILLAGES = [{"label": f"หมู่ที่ {number} โนนสะอาด", "value": f"v:{number}"} for number in range(40)]
MANY: Written = {"text": "หมู่บ้านไหนคะ " * 400, "buttons": VILLAGES}
LINE_KINDS = [
    test_line_saying.WORDS,
    test_line_saying.CHOICE,
    test_line_saying.LINKED,
    test_line_saying.PLACE,
    test_line_saying.PHOTO,
    test_line_saying.DOCUMENT,
    test_line_saying.DAY,
    test_line_saying.DRAWN,
    test_line_saying.SAFE_PAGE,
    MANY,
]
TELEGRAM_KINDS = [
    test_telegram_saying.WORDS,
    test_telegram_saying.CHOICE,
    test_telegram_saying.PLACE,
    test_telegram_saying.PHONE,
    test_telegram_saying.REASON,
    test_telegram_saying.DRAWN,
    test_telegram_saying.SAFE_PAGE,
    MANY,
]


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator() as simulator:
        yield simulator


@pytest.fixture
async def line(simulator: Simulator) -> AsyncIterator[Line]:
    api, data = simulator.line_api_url, simulator.line_data_url
    channel = Line(simulator.line.secret, simulator.line.access_token, api, data)
    yield channel
    await channel.close()


@pytest.fixture
async def telegram(simulator: Simulator) -> AsyncIterator[Telegram]:
    channel = Telegram(simulator.telegram.token, "hook-secret", simulator.telegram_api_url)
    yield channel
    await channel.close()


@pytest.mark.parametrize("message", LINE_KINDS)
async def test_line_shows_every_kind_of_reply(
    simulator: Simulator, line: Line, message: Written
) -> None:
    somchai = simulator.line.resident("somchai")
    await line.say(Parcel(somchai.id, [message], uuid4()))
    assert str(message["text"]).strip()[-20:] in "\n".join(shown.text for shown in somchai.screen)


@pytest.mark.parametrize("message", TELEGRAM_KINDS)
async def test_telegram_shows_every_kind_of_reply(
    simulator: Simulator, telegram: Telegram, message: Written
) -> None:
    somchai = simulator.telegram.resident("somchai")
    await somchai.types("/start")
    await telegram.say(Parcel(str(somchai.chat.number), [message], uuid4()))
    assert str(message["text"]).strip()[-20:] in somchai.last.text


async def test_a_push_tried_twice_is_shown_once(simulator: Simulator, line: Line) -> None:
    somchai = simulator.line.resident("somchai")
    parcel = Parcel(somchai.id, [test_line_saying.WORDS], uuid4())
    simulator.line.faults.add("*", drops(after_acting=True))
    with pytest.raises(DeliveryFailed):
        await line.say(parcel)
    await line.say(parcel)
    assert len(somchai.screen) == 1


async def test_a_day_chosen_in_the_calendar_of_line_is_a_press(
    simulator: Simulator, line: Line
) -> None:
    somchai = simulator.line.resident("somchai")
    await line.say(Parcel(somchai.id, [test_line_saying.DAY], uuid4()))
    async with ListeningDesk() as desk:
        simulator.line.webhook_url = desk.url
        await somchai.presses("Choose a day", gives="2026-11-30")
    (heard,) = hear_delivery(desk.bodies[0], datetime(2026, 11, 23, tzinfo=UTC))
    assert (heard.kind, heard.text) == (Kind.PRESS, "a:abcdef:day:2026-11-30")


async def test_a_day_before_the_calendar_begins_cannot_be_chosen(
    simulator: Simulator, line: Line
) -> None:
    somchai = simulator.line.resident("somchai")
    await line.say(Parcel(somchai.id, [test_line_saying.DAY], uuid4()))
    with pytest.raises(ValueError, match="does not show"):
        await somchai.presses("Choose a day", gives="1899-12-31")


async def test_a_picture_tried_twice_is_shown_once(simulator: Simulator, line: Line) -> None:
    somchai = simulator.line.resident("somchai")
    parcel = Parcel(somchai.id, [test_line_saying.DRAWN], uuid4())
    simulator.line.faults.add("*", drops(after_acting=True))
    with pytest.raises(DeliveryFailed):
        await line.say(parcel)
    await line.say(parcel)
    assert [shown.kind for shown in somchai.screen] == ["image", "text"]


async def test_telegram_shows_the_very_picture_with_its_words(
    simulator: Simulator, telegram: Telegram
) -> None:
    somchai = simulator.telegram.resident("somchai")
    await somchai.types("/start")
    await telegram.say(Parcel(somchai.id, [test_telegram_saying.DRAWN], uuid4()))
    file_id = somchai.last.raw["photo"][-1]["file_id"]
    assert (somchai.last.kind, somchai.last.text) == ("photo", "Please pay with this code.")
    assert simulator.telegram.files.kept[file_id] == test_telegram_saying.PNG


async def test_a_page_of_ours_opens_inside_telegram_and_plainly_in_a_group(
    simulator: Simulator, telegram: Telegram
) -> None:
    somchai = simulator.telegram.resident("somchai")
    group = simulator.telegram.group("office", members=[somchai])
    await somchai.types("/start")
    await telegram.say(Parcel(somchai.id, [test_telegram_saying.SAFE_PAGE], uuid4()))
    await somchai.presses("Open the page")
    await telegram.say(Parcel(group.id, [test_telegram_saying.SAFE_PAGE], uuid4()))
    assert somchai.opened == ["https://desk.example/fill/token"]
    assert [one.kind for shown in (somchai.last, group.last) for one in shown.buttons] == [
        "web_app",
        "url",
    ]


class Listening:
    """Takes what is heard, and says when it was enough."""

    def __init__(self, enough: int) -> None:
        self.heard: list[Heard] = []
        self.enough = asyncio.Event()
        self._enough = enough

    async def take(self, heard: list[Heard]) -> None:
        self.heard += heard
        if len(self.heard) >= self._enough:
            self.enough.set()


async def test_a_desk_without_an_address_hears_words_and_presses(
    simulator: Simulator, telegram: Telegram
) -> None:
    somchai, desk = simulator.telegram.resident("somchai"), Listening(enough=2)
    polling = asyncio.create_task(poll(telegram, desk.take))
    await somchai.types("ขอถังขยะ")
    await telegram.say(Parcel(str(somchai.chat.number), [test_telegram_saying.CHOICE], uuid4()))
    await somchai.presses("It is broken")
    await asyncio.wait_for(desk.enough.wait(), 10)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    assert [(heard.kind, heard.text) for heard in desk.heard] == [
        (Kind.TEXT, "ขอถังขยะ"),
        (Kind.PRESS, "a:abcdef:reason:broken"),
    ]
