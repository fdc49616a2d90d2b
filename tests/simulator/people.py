"""People as a test writes about them: what they do in a chat and what they see there."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from tests.simulator.delivery import Delivery
from tests.simulator.screen import Button, NoSuchButton, Screen, Shown


@dataclass(frozen=True, slots=True)
class Place:
    """A pin on the map, in degrees."""

    latitude: float
    longitude: float
    title: str | None = None
    address: str | None = None


class Chat:
    """A chat the desk takes part in: with one person, a group, a room or a forum topic."""

    def __init__(self, id_: str, name: str, screen: Screen) -> None:
        self.id = id_
        self.name = name
        self.board = screen

    @property
    def screen(self) -> list[Shown]:
        """The desk's messages as they are shown now, oldest first."""
        return self.board.shown

    @property
    def last(self) -> Shown:
        """The newest message of the desk."""
        return self.screen[-1]

    async def sees(self, words: str, within: float = 5.0, *, anew: bool = False) -> Shown:
        """Wait until a message with these words is on the screen and return the oldest such.

        With `anew`, only messages that came after somebody's latest action in this chat count.
        """
        after = self.board.latest_action if anew else 0
        return await self.board.sees(words, within, after)


class Person(ABC):
    """One resident or officer on one platform, with a chat of their own with the desk."""

    def __init__(self, name: str, chat: Chat) -> None:
        self.name = name
        self.chat = chat
        self.blocked = False
        self.opened: list[str] = []
        self.copied: list[str] = []

    @property
    def id(self) -> str:
        return self.chat.id

    @property
    def screen(self) -> list[Shown]:
        return self.chat.screen

    @property
    def last(self) -> Shown:
        return self.chat.last

    async def sees(self, words: str, within: float = 5.0, *, anew: bool = True) -> Shown:
        """Wait for a message with these words that came after this person's latest action.

        With `anew=False`, an older message still on the screen counts too.
        """
        return await self.chat.sees(words, within, anew=anew)

    async def presses(
        self,
        label: str,
        *,
        in_: Chat | None = None,
        on: Shown | None = None,
        gives: Any = None,
    ) -> Delivery | None:
        """Press a button by its label: on the newest message that has it, or on a named one.

        `gives` is what the button asks for: a `Place`, the bytes of a picture, or a moment
        ("2026-11-30"). Raises NoSuchButton when nothing of that name can be pressed.
        """
        chat = in_ or self.chat
        message, button = self._find_button(chat, label, on)
        return await self._press(chat, message, button, gives)

    @abstractmethod
    async def follows(self) -> Delivery | None:
        """Meet the desk: add it as a friend on LINE, press Start on Telegram."""

    @abstractmethod
    async def types(self, text: str, *, in_: Chat | None = None) -> Delivery | None: ...

    @abstractmethod
    async def sends_photo(self, picture: bytes, *, in_: Chat | None = None) -> Delivery | None: ...

    @abstractmethod
    async def sends_place(
        self,
        latitude: float,
        longitude: float,
        title: str | None = None,
        *,
        in_: Chat | None = None,
    ) -> Delivery | None: ...

    @abstractmethod
    async def sends_sticker(self, *, in_: Chat | None = None) -> Delivery | None: ...

    @abstractmethod
    async def sends_voice(self, sound: bytes, *, in_: Chat | None = None) -> Delivery | None: ...

    @abstractmethod
    async def sends_file(
        self, name: str, content: bytes, *, in_: Chat | None = None
    ) -> Delivery | None: ...

    @abstractmethod
    async def edits(self, old: str, text: str, *, in_: Chat | None = None) -> Delivery | None:
        """Change the newest own message that reads `old`."""

    @abstractmethod
    async def blocks(self) -> Delivery | None: ...

    @abstractmethod
    async def unblocks(self) -> Delivery | None: ...

    @abstractmethod
    async def _press(
        self, chat: Chat, message: Shown, button: Button, gives: object
    ) -> Delivery | None: ...

    @abstractmethod
    def _pressable(self, chat: Chat, message: Shown) -> list[Button]:
        """The buttons of this message that can be pressed now."""

    def _find_button(self, chat: Chat, label: str, on: Shown | None) -> tuple[Shown, Button]:
        messages = [on] if on else list(reversed(chat.screen))
        for message in messages:
            for button in self._pressable(chat, message):
                if button.label == label:
                    return message, button
        there = [self._pressable(chat, message) for message in messages]
        labels = [button.label for buttons in there for button in buttons]
        raise NoSuchButton(f"{self.name} finds no button {label!r}; there are {labels}")

    def _own(self, chat: Chat, text: str) -> Shown:
        """The newest message this person wrote with this text."""
        for message in reversed(chat.board.history):
            if message.author == self.name and message.text == text:
                return message
        raise LookupError(f"{self.name} has not written {text!r}")
