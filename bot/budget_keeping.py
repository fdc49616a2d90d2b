"""Keeps in mind how many of the month's messages are left: asks the messenger now and again."""

import asyncio

import structlog

from bot.allowance import Metered
from bot.desk import Desk
from bot.pauses import pause

SECONDS_BETWEEN = 300.0

log = structlog.get_logger()


async def keep_budget(desk: Desk, closing: asyncio.Event) -> None:
    """Ask at once, and then every five minutes until the desk closes."""
    while not closing.is_set():
        try:
            await ask_for_budget(desk)
        except Exception:
            log.exception("budget_not_read")
        await pause(closing, SECONDS_BETWEEN)


async def ask_for_budget(desk: Desk) -> None:
    """Ask each messenger that counts; there is one at most."""
    for channel in desk.channels.values():
        if isinstance(channel, Metered):
            await desk.allowance.ask(channel, desk.clock())
