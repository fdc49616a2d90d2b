"""Lets notices climb, warns of promises and sends digests while the desk runs."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.desk import Desk
from bot.pauses import pause
from services.desk.climbing.going_up import MOST_AT_ONCE, climb_on
from services.desk.climbing.promises import warn_of_promises
from services.desk.climbing.reminding import remind_of_days
from services.desk.today.digest import send_digests
from services.desk.work import Work

SECONDS_BETWEEN = 30
"""Danger climbs within minutes; a look at nothing reads one index."""

log = structlog.get_logger()


async def keep_climbing(desk: Desk, closing: asyncio.Event) -> None:
    """Look now, and then every half minute until the desk closes."""
    while not closing.is_set():
        for look in LOOKS:
            await _whole(desk, look)
        await pause(closing, SECONDS_BETWEEN)


async def _whole(desk: Desk, look: Callable[[Work], Awaitable[int]]) -> None:
    """Go on until nothing is left, each time in a transaction of its own."""
    try:
        while True:
            async with desk.work() as work:
                done = await look(work)
            if done < MOST_AT_ONCE:
                return
    except Exception:
        log.exception("climbing_broke", look=look.__name__)


LOOKS: tuple[Callable[[Work], Awaitable[int]], ...] = (
    climb_on,
    warn_of_promises,
    remind_of_days,
    send_digests,
)
