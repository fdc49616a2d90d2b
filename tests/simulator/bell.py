"""A bell: whoever waits is woken by the next ring."""

import asyncio


class Bell:
    """Cheap while nobody waits, which is nearly always."""

    def __init__(self) -> None:
        self._event: asyncio.Event | None = None

    def ring(self) -> None:
        if self._event is not None:
            self._event.set()
            self._event = None

    async def wait(self) -> None:
        if self._event is None:
            self._event = asyncio.Event()
        await self._event.wait()
