"""One desk at a time on one SQLite file: two would each take the other's messages for orphans."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from models.database import Database


class AlreadyOpen(Exception):
    """Another process serves this database file."""


@contextmanager
def only_desk(database: Database) -> Iterator[None]:
    """Hold the file for this process until the block ends; a killed process lets go by itself.

    Raises `AlreadyOpen`. PostgreSQL serves as many processes as wanted: there the leases decide.
    """
    if not database.is_sqlite:
        yield
        return
    with Path(f"{database.url.database}.serving").open("w", encoding="utf-8") as held:
        _lock(held)
        yield


def _lock(file: TextIO) -> None:
    """Take the lock of the operating system; Windows, without it, trusts its operator."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AlreadyOpen from None
