"""Ends the day of the queue while the desk runs; what a stopped desk left is ended at its start."""

import asyncio

import structlog

from bot.desk import Desk
from bot.pauses import pause
from services.desk.queueing.closing_day import close_day

SECONDS_BETWEEN = 5 * 60

log = structlog.get_logger()


async def keep_line_days(desk: Desk, closing: asyncio.Event) -> None:
    """Look now, and then every five minutes until the desk closes."""
    while not closing.is_set():
        try:
            async with desk.work() as work:
                await close_day(work)
        except Exception:
            log.exception("queue_closing_broke")
        await pause(closing, SECONDS_BETWEEN)
