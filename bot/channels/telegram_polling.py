"""Telegram without a public address: asking for updates instead of being told."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, Protocol

import structlog

from bot.channels.telegram_hearing import hear_update
from bot.messages import Heard

LONG_POLL_SECONDS = 25
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0

Take = Callable[[list[Heard]], Awaitable[None]]
Pause = Callable[[float], Awaitable[None]]

log = structlog.get_logger()


class Asked(Protocol):
    """The part of `bot.channels.telegram.Telegram` that is asked for updates."""

    async def updates(self, offset: int, wait: int) -> list[dict[str, Any]]: ...

    async def forget_webhook(self) -> None: ...

    async def acknowledge(self, query_id: str) -> None: ...


async def poll(channel: Asked, take: Take, pause: Pause = asyncio.sleep) -> None:
    """Hear updates until cancelled. `take` returns once what it was given is committed.

    Telegram forgets an update as soon as a later one is asked for, so the offset moves on only
    then. Whatever goes wrong (no network, no database, another program polling the same bot) is
    tried again, with longer pauses each time.
    """
    offset, patience, webhook_gone = 0, FIRST_PAUSE, False
    while True:
        try:
            if not webhook_gone:
                await channel.forget_webhook()
                webhook_gone = True
            offset = await _hear_some(channel, take, offset)
            patience = FIRST_PAUSE
        except Exception as failure:  # the loop must outlive every fault around it
            log.warning("polling_failed", error=type(failure).__name__, pause=patience)
            await pause(patience)
            patience = min(patience * 2, LONGEST_PAUSE)


async def _hear_some(channel: Asked, take: Take, offset: int) -> int:
    """Take one lot of updates; return from which one to go on."""
    updates = await channel.updates(offset, LONG_POLL_SECONDS)
    now = datetime.now(UTC)
    heard = [event for update in updates if (event := hear_update(update, now))]
    if heard:
        await take(heard)
        await _acknowledge(channel, heard)
    return max((_next(update) for update in updates), default=offset)


async def _acknowledge(channel: Asked, heard: list[Heard]) -> None:
    pressed = [event.acknowledge for event in heard if event.acknowledge]
    await asyncio.gather(*(channel.acknowledge(query_id) for query_id in pressed))


def _next(update: dict[str, Any]) -> int:
    return int(update.get("update_id", -1)) + 1
