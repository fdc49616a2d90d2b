"""The database: one way to write and one way to read, the same on SQLite and PostgreSQL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from models.near_sqlite import open_near

BUSY_MILLISECONDS = 10_000
"""How long SQLite waits for another process (a command, a backup) before it gives up."""

PATIENCE = 30.0
"""Seconds after which PostgreSQL counts as away. A network that breaks without a word would hold
up everybody until TCP gives up, a quarter of an hour later."""

CONNECTING = 10.0


class Database:
    """Opens transactions. Everything that changes the desk goes through `writing`.

    SQLite has one writer: one connection that begins IMMEDIATE, behind one lock, so that nobody
    in this process ever meets "database is locked". Readers have their own connections and
    see the last commit (WAL). On PostgreSQL both are ordinary pooled connections.
    """

    def __init__(self, url: str, patience: float = PATIENCE, schema: str = "") -> None:
        """Raises `TimeoutError` in a statement that takes PostgreSQL longer than `patience`.

        With a `schema` nothing outside of it is seen on PostgreSQL; SQLite has a file for each.
        """
        self.url = make_url(url)
        self._place = {"server_settings": {"search_path": schema}} if schema else {}
        self._patience = patience
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True)
        self._writer = self._open(writes=True)
        self._reader = self._open(writes=False) if self.is_sqlite else self._writer
        self._one_writer: asyncio.Lock | None = asyncio.Lock() if self.is_sqlite else None

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that commits at the end, or rolls back when the block raises."""
        async with self._one_writer or nullcontext():
            async with AsyncSession(self._writer, expire_on_commit=False) as session:
                async with session.begin():
                    yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a session that only reads."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator[AsyncSession]:
        """Open a session in which every statement sees the same moment; SQLite always does so."""
        async with self.reading() as session:
            if not self.is_sqlite:
                level = {"isolation_level": "REPEATABLE READ"}
                await session.connection(execution_options=level)
            yield session

    async def change_schema(self, change: Callable[[Connection], None]) -> None:
        """Run a migration, in one transaction, while no other process migrates, however long."""
        if self.is_sqlite:
            async with self._writer.begin() as connection:
                await connection.run_sync(change)
            return
        patient = create_async_engine(self.url, hide_parameters=True, connect_args=self._place)
        try:
            async with patient.begin() as connection:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": 1})
                await connection.run_sync(change)
        finally:
            await patient.dispose()

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()

    def _open(self, *, writes: bool) -> AsyncEngine:
        engine = create_async_engine(
            self.url,
            json_serializer=_write_json,
            json_deserializer=orjson.loads,
            hide_parameters=True,  # an error in a log must not quote a resident
            **(self._sqlite_options(writes=writes) if self.is_sqlite else self._server_options()),
        )
        if self.is_sqlite:
            _prepare_sqlite(engine, begin="BEGIN IMMEDIATE" if writes else "BEGIN")
        return engine

    def _server_options(self) -> dict[str, Any]:
        """Eight connections a process at most, so that a server's usual hundred serve many."""
        connecting = {"timeout": CONNECTING, "command_timeout": self._patience, **self._place}
        return {"connect_args": connecting, "pool_size": 4, "max_overflow": 4}

    def _sqlite_options(self, *, writes: bool) -> dict[str, Any]:
        if not writes:
            return {"pool_size": 4}
        return {"pool_size": 1, "async_creator": partial(open_near, str(self.url.database))}


def _write_json(value: object) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(engine: AsyncEngine, begin: str) -> None:
    """Take transactions out of the driver's hands, and make a commit survive a power cut."""

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor: sqlite3.Cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)
