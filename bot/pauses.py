"""Waiting between two looks at something, so that whoever closes the desk need not wait too."""

import asyncio


async def pause(until: asyncio.Event, seconds: float) -> None:
    """Wait so many seconds, or until the event is set if that comes first."""
    try:
        async with asyncio.timeout(seconds):
            await until.wait()
    except TimeoutError:
        return
