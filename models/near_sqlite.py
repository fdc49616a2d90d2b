"""The writing connection to SQLite: near for what is quick, apart for what may wait.

aiosqlite hands every step of a statement to its thread and back, some forty times for one batch
of events: more than the statements themselves cost (measured: bench/README.md). A statement by
key on a local file takes microseconds, so it runs where it is called. What may wait for another
process or for the disk (BEGIN IMMEDIATE, COMMIT, ROLLBACK) still goes to the thread.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

_MAY_WAIT = {"commit", "rollback", "close"}
"""Of the connection; closing a cursor only lets go of memory."""


class NearConnection(aiosqlite.Connection):
    """One step at a time, as the transactions of one writer are; see `Database.writing`."""

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Take the way of aiosqlite only for steps that may wait."""
        if _may_wait(fn, args) or self._connection is None:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call] # aiosqlite's own
        return fn(*args, **kwargs)


def _may_wait(fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    connection = getattr(fn, "__self__", None)
    if isinstance(connection, sqlite3.Connection):
        return fn.__name__ in _MAY_WAIT and (connection.in_transaction or fn.__name__ == "close")
    return bool(args) and isinstance(args[0], str) and args[0].startswith("BEGIN")


async def open_near(file: str) -> NearConnection:
    """Open the connection. Two threads use it, one after the other, never at once."""
    opened = NearConnection(
        partial(sqlite3.connect, file, check_same_thread=False), iter_chunk_size=64
    )
    opened._thread.daemon = True
    await opened
    return opened
