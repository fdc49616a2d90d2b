"""Takes up cases that were there before the search, in small steps while the desk runs."""

import asyncio

import structlog

from bot.desk import Desk
from bot.pauses import pause
from services.desk.searching.indexing import index_earlier

SECONDS_BETWEEN = 0.2
"""Between two steps residents get their turn."""

log = structlog.get_logger()


async def keep_search_whole(desk: Desk, closing: asyncio.Event) -> None:
    """Step by step until every case is known; whoever closes the desk does not wait for the end."""
    try:
        await take_up_earlier(desk, closing)
    except Exception:
        log.exception("search_not_whole")


async def take_up_earlier(
    desk: Desk, closing: asyncio.Event, seconds_between: float = SECONDS_BETWEEN
) -> None:
    """Take up what the search does not know yet; begins again where it was broken off."""
    async with desk.work() as work:
        last = await index_earlier(work, None)
    while last is not None and not closing.is_set():
        await pause(closing, seconds_between)
        async with desk.work() as work:
            last = await index_earlier(work, last)
