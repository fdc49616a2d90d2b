"""A database of its own for one measurement, gone afterwards."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg

SERVER = os.environ.get("SALA_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database of this kind."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'bench.db'}"
        return
    name = f"sala_bench_{uuid4().hex[:8]}"
    asyncio.run(_administer(f"CREATE DATABASE {name}"))
    try:
        base = SERVER.rsplit("/", 1)[0].replace("postgresql://", "postgresql+asyncpg://")
        yield f"{base}/{name}"
    finally:
        asyncio.run(_administer(f"DROP DATABASE {name} WITH (FORCE)"))


async def _administer(statement: str) -> None:
    connection = await asyncpg.connect(SERVER)
    await connection.execute(statement)
    await connection.close()
