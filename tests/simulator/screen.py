"""What a person sees in a chat: messages with their buttons, in order, as they are shown."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.simulator.bell import Bell


class NoSuchButton(LookupError):
    """A person wanted to press a button that is not on the screen."""


class NothingSeen(AssertionError):
    """What a person waited for did not appear in time."""


@dataclass(slots=True)
class Button:
    """One thing to press. `kind` is the platform's own name for what it does."""

    label: str
    kind: str
    action: dict[str, Any]


@dataclass(slots=True)
class Shown:
    """One message on a screen. `author` is None for the desk's own messages."""

    id: str
    kind: str
    text: str
    raw: dict[str, Any]
    buttons: list[Button] = field(default_factory=list)
    quick: list[Button] = field(default_factory=list)
    author: str | None = None
    order: int = 0
    gone: bool = False

    @property
    def labels(self) -> list[str]:
        return [button.label for button in (*self.buttons, *self.quick)]

    def __str__(self) -> str:
        buttons = f" {self.labels}" if self.labels else ""
        return f"{self.author or 'desk'}: {self.text or self.kind}{buttons}"


class Screen:
    """Everything shown in one chat. A message that is edited counts as new again."""

    def __init__(self, remember: int | None = None) -> None:
        self.history: deque[Shown] = deque(maxlen=remember)
        self.latest_action = 0
        self._order = 0
        self._changed = Bell()

    @property
    def shown(self) -> list[Shown]:
        """The desk's messages still on the screen, oldest first."""
        return [message for message in self.history if message.author is None and not message.gone]

    def add(self, message: Shown) -> Shown:
        self.history.append(message)
        self.touch(message)
        return message

    def touch(self, message: Shown) -> None:
        """The message is new, or changed, now; whoever waits looks again."""
        self._order += 1
        message.order = self._order
        if message.author is not None:
            self.latest_action = self._order
        self._changed.ring()

    def acted(self) -> None:
        """A person did something that leaves no message, such as pressing a silent button."""
        self._order += 1
        self.latest_action = self._order

    def find(self, words: str, after: int) -> Shown | None:
        """The oldest message of the desk newer than `after` that contains the words."""
        fitting = [
            message for message in self.shown if message.order > after and words in message.text
        ]
        return min(fitting, key=lambda message: message.order) if fitting else None

    async def sees(self, words: str, within: float, after: int) -> Shown:
        """Wait for a message with these words; raises NothingSeen with what was there instead."""
        try:
            async with asyncio.timeout(within):
                while (found := self.find(words, after)) is None:
                    await self._changed.wait()
        except TimeoutError:
            lines = "\n".join(f"  {message}" for message in list(self.history)[-8:])
            waited = f"{words!r} did not appear within {within} s. The screen ends with:\n{lines}"
            raise NothingSeen(waited) from None
        return found
