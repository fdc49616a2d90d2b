"""An office without a public address asks Telegram for updates, and loses none."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bot.channels.telegram import Telegram
from bot.channels.telegram_polling import poll
from bot.messages import Heard
from tests.channels.loopback import Loopback, Scripted
from tests.channels.test_telegram_hearing import message, pressed

Update = dict[str, Any]


class Told:
    """Gives what a test scripted, lot by lot, then ends the endless loop."""

    def __init__(self, *lots: Sequence[Update] | Exception) -> None:
        self._lots = list(lots)
        self.offsets: list[int] = []
        self.acknowledged: list[str] = []
        self.webhook_forgotten = 0

    async def updates(self, offset: int, wait: int) -> list[Update]:
        if not self._lots:
            raise asyncio.CancelledError
        self.offsets.append(offset)
        lot = self._lots.pop(0)
        if isinstance(lot, Exception):
            raise lot
        return list(lot)

    async def forget_webhook(self) -> None:
        self.webhook_forgotten += 1

    async def acknowledge(self, query_id: str) -> None:
        self.acknowledged.append(query_id)


class Taking:
    """Takes what is heard, after failing as often as a test wants."""

    def __init__(self, failures: int = 0) -> None:
        self.texts: list[str] = []
        self.pauses: list[float] = []
        self._failures = failures

    async def take(self, heard: list[Heard]) -> None:
        if self._failures:
            self._failures -= 1
            raise ConnectionError
        self.texts += [event.text for event in heard]

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def numbered(number: int, update: Update | None = None) -> Update:
    return {**(update or message(text=f"text {number}")), "update_id": number}


async def run(told: Told, taking: Taking) -> None:
    with suppress(asyncio.CancelledError):
        await poll(told, taking.take, taking.pause)


async def test_updates_are_taken_in_order_and_asked_for_once() -> None:
    told, taking = Told([numbered(7), numbered(8)], [], [numbered(9)]), Taking()
    await run(told, taking)
    assert taking.texts == ["text 7", "text 8", "text 9"]
    assert told.offsets == [0, 9, 9]


async def test_a_webhook_is_taken_away_first_and_only_once() -> None:
    told = Told([], [])
    await run(told, Taking())
    assert told.webhook_forgotten == 1


async def test_what_could_not_be_committed_is_asked_for_again() -> None:
    told, taking = Told([numbered(7)], [numbered(7)]), Taking(failures=1)
    await run(told, taking)
    assert (taking.texts, told.offsets) == (["text 7"], [0, 0])


async def test_trouble_is_waited_out_a_little_longer_each_time() -> None:
    told, taking = Told(*[ConnectionError()] * 8, [numbered(7)], ConnectionError()), Taking()
    await run(told, taking)
    assert taking.pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 1.0]
    assert taking.texts == ["text 7"]


async def test_a_press_is_acknowledged_after_it_is_committed() -> None:
    told, taking = Told([numbered(7, pressed())]), Taking(failures=1)
    await run(told, taking)
    assert told.acknowledged == []
    told = Told([numbered(7, pressed())])
    await run(told, taking)
    assert told.acknowledged == ["9001"]


async def test_odd_updates_are_passed_over() -> None:
    odd: list[Update] = [numbered(7, {"hologram": 1}), numbered(8, {"message": "x"}), numbered(9)]
    told, taking = Told(odd, []), Taking()
    await run(told, taking)
    assert (taking.texts, told.offsets) == (["text 9"], [0, 10])


async def test_telegram_is_asked_for_the_kinds_we_hear_and_raw_updates_come_back(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    unreadable = {"update_id": 7, "message": {"gift": "which the library refuses"}}
    telegram_server.answers.append(Scripted.says(200, {"ok": True, "result": [unreadable]}))
    assert await telegram.updates(5, 25) == [unreadable]
    (call,) = telegram_server.calls
    assert call.path == "/bot1234:token/getUpdates"
    assert call.form == {
        "offset": "5",
        "timeout": "25",
        "allowed_updates": ["message", "callback_query", "my_chat_member"],
    }


async def test_forgetting_the_webhook_keeps_what_is_waiting(
    telegram: Telegram, telegram_server: Loopback
) -> None:
    telegram_server.answers.append(Scripted.says(200, {"ok": True, "result": True}))
    await telegram.forget_webhook()
    (call,) = telegram_server.calls
    assert (call.path, call.form) == ("/bot1234:token/deleteWebhook", {})
