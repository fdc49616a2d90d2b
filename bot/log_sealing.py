"""Seals the audit log while the desk runs: what is committed is sealed within a second or so."""

import asyncio

import structlog

from bot.desk import Desk
from bot.pauses import pause
from services.desk.audit_log.sealer import MOST_AT_ONCE, seal_new

SECONDS_BETWEEN = 1.0

log = structlog.get_logger()


async def keep_sealing(desk: Desk, closing: asyncio.Event) -> None:
    """Seal until the desk closes, and once more then; at once again while much is waiting."""
    while not closing.is_set():
        if await _seal(desk) < MOST_AT_ONCE:
            await pause(closing, SECONDS_BETWEEN)
        else:
            await asyncio.sleep(0)
    await _seal(desk)


async def _seal(desk: Desk) -> int:
    try:
        return await seal_new(desk.database, desk.clock())
    except Exception:
        log.exception("log_not_sealed")
        return 0
