"""Tells heads once when a resident's request about their own data is late."""

import asyncio

import structlog

from bot.desk import Desk
from bot.pauses import pause
from services.desk.residents.late import tell_of_late

SECONDS_BETWEEN = 15 * 60

log = structlog.get_logger()


async def keep_data_days(desk: Desk, closing: asyncio.Event) -> None:
    """Look now, and then every quarter of an hour until the desk closes."""
    while not closing.is_set():
        try:
            async with desk.work() as work:
                await tell_of_late(work)
        except Exception:
            log.exception("data_days_broke")
        await pause(closing, SECONDS_BETWEEN)
