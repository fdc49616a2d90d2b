"""Keeps a process up to date with what was changed in another one."""

import asyncio

import structlog

from bot.desk import Desk
from bot.pauses import pause

SECONDS_BETWEEN = 2.0

log = structlog.get_logger()


async def keep_up(desk: Desk, closing: asyncio.Event) -> None:
    """Look every two seconds until the desk closes: one row is read, nothing is held."""
    while not closing.is_set():
        try:
            await desk.keep_up()
        except Exception:
            log.exception("office_not_read")
        await pause(closing, SECONDS_BETWEEN)
