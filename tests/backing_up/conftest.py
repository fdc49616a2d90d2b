"""A small desk with a bit of everything, and an empty one of the other kind to put it on."""

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, delete, make_url, select
from sqlmodel import SQLModel
from typer.testing import CliRunner, Result

from bot.demonstrating.filling import fill
from bot.demonstrating.script import read_script
from models import Attachment, OneTimeCode, OutboxMessage
from models.columns import utc_now
from models.database import Database
from models.integrity import Report, Store
from models.integrity.migrations import SCHEMA
from services.catalogue import all_services
from tests.conftest import fresh_database
from tests.databases import SqliteHome
from web.app import open_desk
from web.cli import app
from web.cli.migrate import bring_up_to_date
from web.settings import Settings

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}
FILE = b"a washed photo"
DIGEST = sha256(FILE).hexdigest()


@dataclass(frozen=True)
class Machine:
    """One machine with a desk: its database, its folder, and its command line."""

    folder: Path
    url: str

    @property
    def settings(self) -> Settings:
        return Settings(
            _env_file=None, database_url=self.url, data_dir=self.folder, base_url="http://desk.test"
        )

    @property
    def file(self) -> Path:
        """Where the one attachment lies."""
        return self.folder / "attachments" / DIGEST[:2] / DIGEST

    def sala(self, *words: str) -> Result:
        environment = {
            "SALA_DATABASE_URL": self.url,
            "SALA_DATA_DIR": str(self.folder),
            "SALA_BASE_URL": "http://desk.test",
        }
        return CliRunner().invoke(app, list(words), env=environment)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run(work)

    async def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of both databases."""
        desk = await _rows(Database(self.url), SQLModel.metadata)
        apart = await _rows(_confidential(self.settings), Store.metadata)
        return desk | apart


async def _rows(database: Database, metadata: MetaData) -> dict[str, list[tuple[Any, ...]]]:
    async with database.reading() as session:
        connection = await session.connection()
        found = {
            table.name: [
                tuple(row)
                for row in await connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
        }
    await database.close()
    return found


def _confidential(settings: Settings) -> Database:
    return Database(settings.confidential_url(), schema=SCHEMA)


@pytest.fixture
def kept(database_url: str, tmp_path: Path) -> Machine:
    """A machine whose desk is kept."""
    machine = Machine(tmp_path / "kept", database_url)
    machine.run(prepare(machine, filled=True))
    return machine


@pytest.fixture(scope="module")
def backed_up(sqlite_home: SqliteHome, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine with a backup of its desk, `backup.zip`, which no test changes."""
    machine = Machine(tmp_path_factory.mktemp("backed-up"), sqlite_home.fresh())
    machine.run(prepare(machine, filled=True))
    machine.sala("backup", str(machine.folder / "backup.zip"))
    return machine


@pytest.fixture
def empty(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Machine]:
    """Another machine, with a database of the other kind and nothing in it."""
    kind = OTHER[make_url(database_url).get_backend_name()]
    machine = Machine(tmp_path / "empty", fresh_database(request, kind))
    machine.run(prepare(machine, filled=False))
    yield machine
    if kind == "sqlite":
        SqliteHome.remove(machine.url)


async def prepare(machine: Machine, *, filled: bool) -> None:
    """Open the databases of a machine, and put a bit of everything into them."""
    await bring_up_to_date(machine.settings)
    apart = _confidential(machine.settings)
    async with apart.writing() as session:
        for table in reversed(Store.metadata.sorted_tables):
            await session.exec(delete(table))
        if filled:
            session.add(Report(lookup="ab" * 32, day=date(2026, 11, 23)))
    await apart.close()
    if filled:
        await _fill(machine)


async def _fill(machine: Machine) -> None:
    desk = open_desk(machine.settings, utc_now, all_services())
    desk.keyring.all_keys()
    await fill(desk, read_script(), 12)
    machine.file.parent.mkdir(parents=True, exist_ok=True)
    machine.file.write_bytes(FILE)
    async with desk.database.writing() as session:
        session.add(
            Attachment(
                channel="webchat",
                chat="a",
                source={"a": 1},
                sha256=DIGEST,
                media_type="image/jpeg",
                size=14,
            )
        )
        session.add(OneTimeCode(digest="c" * 64, purpose="join", expires_at=utc_now()))
        session.add(OutboxMessage(channel="line", chat="U1", messages=[{"text": "สวัสดี"}]))
    await desk.database.close()
