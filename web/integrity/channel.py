"""The running confidential channel: its own store, its own paces, and nothing of the desk."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ParamSpec, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from models.database import Database
from models.integrity.migrations import SCHEMA, upgrade
from services.integrity.filing import forget_unentered, salt_of
from services.integrity.procedure import delete_old
from services.integrity.receipts import SHIPPED, Cost, Receipt, derive
from services.integrity.sittings import clear_away
from services.kit.office import Office
from services.kit.text import BANGKOK, Language
from web.security import Limits

AT_ONCE = 2
"""Codes worked on at the same time: each takes 64 MB."""

TIDYING = 3600.0
"""Seconds between two looks for reports that never counted."""

Values = ParamSpec("Values")
Answer = TypeVar("Answer")

log = structlog.get_logger()


@dataclass
class Channel:
    """What the pages need. `floor` is the least time an answer to a code takes, right or wrong."""

    database: Database
    office: Callable[[], Office]
    languages: Mapping[str, Language]
    clock: Callable[[], datetime]
    cost: Cost = SHIPPED
    floor: float = 1.0
    secure: bool = True
    """Whether the office is reached by https: the recipients' cookie goes no other way."""
    limits: Limits = field(default_factory=Limits)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    @property
    def today(self) -> date:
        return self.clock().astimezone(BANGKOK).date()

    async def open(self) -> None:
        """Bring the store up to date and delete what never counted."""
        await self.database.change_schema(upgrade)
        await self.tidy()

    async def tidy(self) -> None:
        """Delete what never counted, what was kept long enough, and sittings that are over."""
        async with self.database.writing() as session:
            if self.database.is_sqlite:
                connection = await session.connection()
                await connection.exec_driver_sql("PRAGMA secure_delete=ON")
            await forget_unentered(session, self.today)
            await delete_old(session, self.today)
            await clear_away(session, self.clock())

    async def keep_tidy(self, closing: asyncio.Event) -> None:
        """Tidy again and again until the channel closes."""
        while not closing.is_set():
            try:
                async with asyncio.timeout(TIDYING):
                    await closing.wait()
            except TimeoutError:
                await self._try_to_tidy()

    async def receipt(self, code: str) -> Receipt:
        """Do the slow work of a code, away from everybody who waits for a page."""
        async with self.database.writing() as session:
            salt = await salt_of(session)
        return await self.slowly(derive, code, salt, self.cost)

    async def slowly(
        self, work: Callable[Values, Answer], *values: Values.args, **named: Values.kwargs
    ) -> Answer:
        """Do work that is slow on purpose, away from everybody else; not much of it at once."""
        async with self._room:
            return await asyncio.to_thread(work, *values, **named)

    @asynccontextmanager
    async def unhurried(self) -> AsyncIterator[None]:
        """Let a block take its least time, so that haste tells nothing."""
        began = time.monotonic()
        try:
            yield
        finally:
            await asyncio.sleep(max(0.0, self.floor - (time.monotonic() - began)))

    async def _try_to_tidy(self) -> None:
        try:
            await self.tidy()
        except (OSError, SQLAlchemyError):
            log.warning("integrity_not_tidied")


def open_channel(
    url: str,
    office: Callable[[], Office],
    languages: Mapping[str, Language],
    clock: Callable[[], datetime],
    *,
    secure: bool = True,
) -> Channel:
    """Put the channel together."""
    return Channel(Database(url, schema=SCHEMA), office, languages, clock, secure=secure)
