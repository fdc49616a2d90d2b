"""The web chat: the office's own window, for everybody without a messenger.

What is said is kept as lines the page shows; a page that waits is woken.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime

from sqlmodel import col, select

from bot.channels import FetchFailed, ForgedRequest, Pace, Parcel
from bot.messages import Heard
from models.chat_line import ChatLine
from models.database import Database
from services.kit.message import Written

Store = Callable[[Parcel], Awaitable[None]]

LINES_LOOKED_BACK = 50


class WebChat:
    """The chat window on the office's web site."""

    name = "webchat"
    pace = Pace(per_second=1000, at_once=4)

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    async def say(self, parcel: Parcel) -> None:
        """Keep the lines, and wake the pages that show this chat."""
        await self._store(parcel)
        self.wake(parcel.chat)

    def wake(self, chat: str) -> None:
        """Let everybody who waits for this chat in this process look again."""
        for waiting in self._waiting.get(chat, ()):
            waiting.set()

    async def wait_for(self, chat: str, seconds: float) -> bool:
        """Wait until something is said in a chat, at most so long; say whether it was.

        Another process may have said it, so a page looks again also when this returns False.
        """
        woken = asyncio.Event()
        self._waiting[chat].add(woken)
        try:
            async with asyncio.timeout(seconds):
                return await woken.wait()
        except TimeoutError:
            return False
        finally:
            self._stop_waiting(chat, woken)

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Heard]:
        """The page posts to the desk itself; a webhook of the web chat is always a forgery."""
        raise ForgedRequest

    async def fetch(self, source: Mapping[str, object]) -> AsyncIterator[bytes]:
        """Files of the web chat are stored when they are uploaded; there is nothing to fetch."""
        raise FetchFailed("a file of the web chat is stored at once", permanent=True)
        yield b""

    def is_group(self, chat: str) -> bool:
        return False

    async def close(self) -> None:
        for waiting in list(self._waiting):
            self.wake(waiting)

    def _stop_waiting(self, chat: str, woken: asyncio.Event) -> None:
        self._waiting[chat].discard(woken)
        if not self._waiting[chat]:
            del self._waiting[chat]


def store_in(database: Database) -> Store:
    """Return the store that keeps what is said as chat lines, each parcel once.

    A parcel comes again when the process died between keeping it and marking it as said; its
    lines carry its key, so that a resident does not read everything twice.
    """

    async def store(parcel: Parcel) -> None:
        key = str(parcel.retry_key)
        latest = (
            select(ChatLine.message)
            .where(ChatLine.chat == parcel.chat)
            .order_by(col(ChatLine.id).desc())
            .limit(LINES_LOOKED_BACK)
        )
        async with database.writing() as session:
            known = {message.get("parcel") for message in await session.exec(latest)}
            if key not in known:
                session.add_all(_lines(parcel, key))

    return store


def _lines(parcel: Parcel, key: str) -> list[ChatLine]:
    return [
        ChatLine(chat=parcel.chat, from_resident=False, message={**_light(message), "parcel": key})
        for message in parcel.messages
    ]


def _light(message: Written) -> Written:
    """Leave a picture where it is: the page fetches it from its address."""
    match message.get("picture"):
        case {"url": str(url)}:
            return {**message, "picture": {"url": url}}
    return message
