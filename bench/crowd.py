"""A crowd on the simulator's LINE and Telegram: each person light enough for a million of them."""

import random
from collections.abc import Iterator
from typing import Any

from tests.simulator import Simulator

MOST_ON_A_SCREEN = 1000


class Reader:
    """Somebody who only reads. Behaves as a chat of the simulator, and counts what it shows."""

    __slots__ = ("id", "reachable", "told")
    heads = 1

    def __init__(self, id_: str, *, reachable: bool) -> None:
        self.id = id_
        self.reachable = reachable
        self.told = 0

    @property
    def board(self) -> "Reader":
        return self

    def add(self, _message: object) -> None:
        self.told += 1


class Crowd:
    """Everybody an announcement is for; some have blocked the office."""

    def __init__(self, simulator: Simulator, on_line: int, on_telegram: int, seed: int) -> None:
        chance = random.Random(seed)
        self.on_line = {
            one.id: one
            for one in (
                Reader(f"U{number:032x}", reachable=chance.random() > 0.01)
                for number in range(on_line)
            )
        }
        self.on_telegram = [_telegram(simulator, number) for number in range(on_telegram)]
        for person in self.on_telegram[::50]:
            person.chat.refusal = "bot was blocked by the user"
        known = simulator.line.messages.find_chat
        find: Any = lambda id_: self.on_line.get(id_) or known(id_)  # noqa: E731 -- one of theirs
        simulator.line.messages.find_chat = find

    def chats(self) -> Iterator[tuple[str, str]]:
        yield from (("line", id_) for id_ in self.on_line)
        yield from (("telegram", str(one.chat.number)) for one in self.on_telegram)

    def told_on_telegram(self) -> list[int]:
        """How often each person who can be reached was told."""
        return [len(one.screen) for one in self.on_telegram if one.chat.refusal is None]


def _telegram(simulator: Simulator, number: int) -> Any:
    person = simulator.telegram.resident(f"reader {number}")
    person.chat.refusal = None
    return person
