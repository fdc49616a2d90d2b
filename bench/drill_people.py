"""The people of the drill: they do things until the desk has taken them, and note what they did."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from typing import Any, TypeVar

TOLD_AGAIN = 0.05
"""Share of acknowledged events that are told again all the same."""
PATIENCE = 600.0
"""Seconds somebody waits for what must arrive: on a busy machine a desk that is killed again and
again is hardly ever there."""

MOST_LOOKED_AT = 300
"""Messages at the end of a chat: it grows long, and everybody looks often."""

Found = TypeVar("Found")
Act = Callable[[], Awaitable[Any]]


@dataclass
class Notes:
    """What was done and acknowledged, to be compared with what the desk remembers."""

    chance: random.Random
    acknowledged: set[str] = field(default_factory=set)
    events: int = 0
    told_again: int = 0
    filed: Counter[str] = field(default_factory=Counter)
    """Cases by the chat they were filed in."""
    numbers: list[str] = field(default_factory=list)
    """Private numbers that were given on a page and sent."""
    billed: list[str] = field(default_factory=list)
    """References for which an officer asked for money."""
    lent: int = 0
    broken: int = 0
    """Pages whose sending broke and was repeated."""
    moment: asyncio.Event = field(default_factory=asyncio.Event)
    """Rings when something is sent that must not be lost or done twice."""
    fresh: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers for what has to be somebody's own: an identity, a transfer."""


async def until_taken(notes: Notes, person: Any, act: Act) -> None:
    """Do something, and let the messenger tell it again until it is answered 200."""
    delivery = await act()
    webhook = person.platform.webhook
    while not delivery.accepted:
        await asyncio.sleep(notes.chance.uniform(0.02, 0.2))
        delivery = await _tell_again(webhook, delivery)
    notes.events += 1
    notes.acknowledged.add(_event_key(delivery))
    if notes.chance.random() < TOLD_AGAIN:
        notes.told_again += 1
        await _tell_again(webhook, delivery)


async def types(notes: Notes, person: Any, *texts: str) -> None:
    for text in texts:
        await until_taken(notes, person, partial(person.types, text))


async def shown_after(chat: Any, order: int, *words: str) -> Any:
    """Wait for a message of the desk that is newer than `order` and holds all of these words."""
    return await until_found(
        lambda: next((shown for shown in newer(chat, order) if _holds(shown, words)), None)
    )


async def until_found(find: Callable[[], Found | None]) -> Found:
    """Look again and again until there is something; what must arrive arrives in time."""
    async with asyncio.timeout(PATIENCE):
        while (found := find()) is None:  # noqa: ASYNC110 -- a screen is looked at
            await asyncio.sleep(0.05)
    return found


def newer(chat: Any, order: int = 0) -> list[Any]:
    """Return the messages of the desk that are newer than `order`, of the last few."""
    last = islice(reversed(chat.board.history), MOST_LOOKED_AT)
    return [shown for shown in last if shown.order > order and shown.author is None]


def _holds(shown: Any, words: Sequence[str]) -> bool:
    return all(word in shown.text for word in words)


def newest(chat: Any) -> int:
    """Return where a chat stands now."""
    return max((shown.order for shown in newer(chat)), default=0)


async def _tell_again(webhook: Any, delivery: Any) -> Any:
    if isinstance(delivery.payload, list):
        return await webhook.again(*delivery.payload)
    return await webhook.again(delivery.payload)


def _event_key(delivery: Any) -> str:
    if isinstance(delivery.payload, list):
        return f"line:{delivery.payload[0]['webhookEventId']}"
    return f"telegram:{delivery.payload['update_id']}"
