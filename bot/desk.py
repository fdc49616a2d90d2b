"""The desk while it runs: everything one office consists of, hanging on one object.

Built once in `web.app`. There is no global state, so two offices can live in one process.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import insert

from bot.allowance import Allowance
from bot.channels import Channel
from bot.conversation import take_turn
from bot.effects import carry_out
from bot.measures import Measures
from bot.messages import Heard
from bot.turns import Effect, Remembered, Turn, World
from models.audit_entry import AuditEntry
from models.bulk import execute_rows
from models.database import Database
from models.outbox_message import OutboxMessage
from services.desk.actor import Actor
from services.desk.changing.offering import Offering, read_offering, version_of
from services.desk.searching.indexing import index_cases
from services.desk.work import Work
from services.kit.errors import ResidentError
from services.kit.fields import Surroundings
from services.kit.links import Links
from services.kit.message import Reply
from services.kit.sealing import FILE_NAME, Keyring
from services.kit.service import Service, offered_by
from services.kit.text import BANGKOK

_queue = insert(OutboxMessage)
_record = insert(AuditEntry)

Row = dict[str, Any]

Decide = Callable[[Remembered, Heard, World], Turn]
CarryOut = Callable[[Effect, Work, Actor], Awaitable[tuple[Reply, ...]]]


class Saying(Protocol):
    """The sender as the desk sees it."""

    def send_soon(self, rows: list[Row]) -> None:
        """Take over rows that are committed and leased to this process. Never blocks."""


@dataclass
class Desk:
    """One running office."""

    database: Database
    around: Surroundings
    services: Mapping[str, Service]
    clock: Callable[[], datetime]
    base_url: str
    data_dir: Path
    secret_key: bytes
    channels: dict[str, Channel] = field(default_factory=dict)
    sender: Saying | None = None
    decide: Decide = take_turn
    carry_out: CarryOut = carry_out
    allowance: Allowance = field(default_factory=Allowance)
    measures: Measures = field(default_factory=Measures)
    uploads_a_day: int = 2_000_000_000
    """Bytes of files the web may send in a day."""
    version: int = -1
    """Which state of the office is loaded; see `services.desk.changing`."""
    files: Offering = field(init=False)
    """The office as its files describe it."""
    offered: Mapping[str, Service] = field(init=False)
    """The services that can be begun here; `services` also names those of earlier cases."""
    links: Links = field(init=False)
    keyring: Keyring = field(init=False)

    def __post_init__(self) -> None:
        self.files = Offering(self.around, self.services)
        self.offered = offered_by(self.around.office, self.services)
        self.links = Links(self.base_url, self.secret_key)
        self.keyring = Keyring(self.data_dir / FILE_NAME)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Open a transaction of the desk; after its commit, what it says is sent."""
        async with self.database.writing() as session:
            now = self.clock()
            around = self.around.on(now.astimezone(BANGKOK).date())
            always = (self.services, self.base_url, self.links, self.keyring)
            work = Work(session, now, around, *always)
            yield work
            if work.to_index:
                await index_cases(work, work.to_index)
            for statement, rows in ((_queue, work.outbox), (_record, work.entries)):
                if rows:
                    await execute_rows(await session.connection(), statement, rows)
        if self.sender and work.outbox:
            self.sender.send_soon(work.outbox)
        if work.changes:
            await self.keep_up()

    async def keep_up(self) -> None:
        """Read the office again if it was changed, here or in another process."""
        async with self.database.reading() as session:
            version = await version_of(session)
            if version == self.version:
                return
            now = await read_offering(session, self.files)
        self.version, self.around, self.services = version, now.around, now.services
        self.offered = offered_by(self.around.office, self.services)

    async def keep_record_of(self, refusal: ResidentError) -> None:
        """Write down what is to be remembered of a refusal that undid everything else."""
        if refusal.kept:
            async with self.work() as work:
                work.session.add_all(refusal.kept)
