"""Databases for tests: a fresh SQLite file or an emptied PostgreSQL database for every test."""

import asyncio
import os
import shutil
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import asyncpg
from sqlalchemy import URL, delete, make_url
from sqlmodel import SQLModel

from models.database import Database
from models.migrations import upgrade

_WITHOUT_TRIGGERS = "SET session_replication_role = replica"
"""Neither foreign keys nor the triggers that guard the log stand in the way of emptying."""

DEFAULT_SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"


def server_url() -> URL:
    """Where tests look for PostgreSQL; `SALA_TEST_POSTGRESQL` names another."""
    return make_url(os.environ.get("SALA_TEST_POSTGRESQL", DEFAULT_SERVER))


def plain(url: URL) -> str:
    """Write a URL as the driver itself reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def run_apart(work: Coroutine[Any, Any, object]) -> None:
    """Run something asynchronous in a thread and a loop of its own, whoever is running here."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, work).result()


async def _administer(statement: str) -> None:
    connection = await asyncpg.connect(plain(server_url()), timeout=5)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def postgresql_reason() -> str:
    """Say why tests cannot use PostgreSQL, or nothing when they can."""
    try:
        run_apart(_administer("SELECT 1"))
    except (OSError, TimeoutError, asyncpg.PostgresError) as failure:
        return f"no PostgreSQL at {server_url().host}:{server_url().port} ({failure})"
    return ""


MEMORY = Path("/dev/shm")  # noqa: S108  (only asked whether it is there)
_ROOM = 2_000_000_000
"""Bytes: far more than a run leaves there."""


class PostgresqlHome:
    """One migrated PostgreSQL database for a whole run, emptied before each test.

    A test's rows are few: deleting them takes a tenth of the time of TRUNCATE, which makes every
    table's files anew. Tests kill the desk and never the server, so a commit need not reach the
    disk. The role is a superuser's, as tests make databases.
    """

    def __init__(self) -> None:
        self.name = f"sala_test_{uuid4().hex[:12]}"
        run_apart(_administer(f"CREATE DATABASE {self.name}"))
        run_apart(_administer(f"ALTER DATABASE {self.name} SET synchronous_commit = off"))
        run_apart(migrate(self.url))

    @property
    def url(self) -> str:
        url = server_url().set(drivername="postgresql+asyncpg", database=self.name)
        return url.render_as_string(hide_password=False)

    def empty(self) -> None:
        run_apart(self._empty())

    async def _empty(self) -> None:
        emptied = ";".join(str(delete(table)) for table in SQLModel.metadata.tables.values())
        url = plain(server_url().set(database=self.name))
        connection = await asyncpg.connect(url)
        await connection.execute(f"{_WITHOUT_TRIGGERS};{emptied}")
        await connection.close()

    def drop(self) -> None:
        run_apart(_administer(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)"))


class SqliteHome:
    """One migrated SQLite file, copied for every test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        run_apart(migrate(self._url(folder / "template.db")))

    @staticmethod
    def remove(url: str) -> None:
        """Remove a test's file and what SQLite keeps beside it."""
        file = Path(make_url(url).database or "")
        for left in file.parent.glob(f"{file.name}*"):
            left.unlink()

    def fresh(self) -> str:
        file = self.folder / f"{uuid4().hex}.db"
        shutil.copyfile(self.folder / "template.db", file)
        return self._url(file)

    @staticmethod
    def _url(file: Path) -> str:
        return f"sqlite+aiosqlite:///{file}"


@contextmanager
def quick_folder(otherwise: Path) -> Iterator[Path]:
    """Give a folder in memory where the system has room for one: there a commit waits for no disk.

    Tests kill the desk and never the machine, so nothing has to outlive it.
    """
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < _ROOM:
        yield otherwise
        return
    with TemporaryDirectory(prefix="sala-test-", dir=MEMORY) as folder:
        yield Path(folder)


async def migrate(url: str) -> None:
    """Bring a database to today's tables."""
    database = Database(url)
    await database.change_schema(upgrade)
    await database.close()
