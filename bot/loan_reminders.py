"""Reminds borrowers while the desk runs; what is due is worked out from the loans each time."""

import asyncio

import structlog

from bot.desk import Desk
from bot.pauses import pause
from services.desk.lending.reminders import remind_borrowers

SECONDS_BETWEEN = 15 * 60

log = structlog.get_logger()


async def keep_reminding(desk: Desk, closing: asyncio.Event) -> None:
    """Look now, and then every quarter of an hour until the desk closes."""
    while not closing.is_set():
        try:
            async with desk.work() as work:
                await remind_borrowers(work)
        except Exception:
            log.exception("loan_reminders_broke")
        await pause(closing, SECONDS_BETWEEN)
