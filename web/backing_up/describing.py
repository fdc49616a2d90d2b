"""What a backup says about itself, and how its members are called."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from models.snapshot import Shape
from services.kit.sealing import Key

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
FILES: Final = "files/"
DESK: Final = "desk"
CONFIDENTIAL: Final = "confidential"


class KeptTable(BaseModel):
    """One table: its shape, and what its lines must come to."""

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    rows: int = 0
    sha256: str = ""

    @property
    def shape(self) -> Shape:
        return Shape(self.name, self.columns, self.key)


class KeptStore(BaseModel):
    """One database: the revision of its tables, in an order in which they can be put back."""

    revision: str
    tables: list[KeptTable]


class Manifest(BaseModel):
    """The first thing that is read of a backup, and the last that is written."""

    format: int = FORMAT
    made: str
    secret_key: str
    """A mark of the secret key; the key itself is never in a backup."""
    private_keys: list[str]
    """Marks of the keys that seal private answers."""
    stores: dict[str, KeptStore]
    files: int
    files_missing: int

    def rows(self) -> int:
        """Return how many rows there are in all."""
        return sum(table.rows for store in self.stores.values() for table in store.tables)

    def members(self) -> Iterator[tuple[str, KeptTable]]:
        """Return the member of each table."""
        for name, store in self.stores.items():
            for table in store.tables:
                yield member(name, table.name), table


def member(store: str, table: str) -> str:
    """Return the name under which the lines of a table stand."""
    return f"{store}/{table}.jsonl"


def mark_of(secret: bytes) -> str:
    """Return what tells one key from another and gives nothing of it away."""
    return hmac.new(secret, b"the mark of a key in a backup", hashlib.sha256).hexdigest()[:16]


def marks_of(keys: tuple[Key, ...]) -> list[str]:
    """Return the marks of the keys that seal private answers."""
    return [mark_of(key.secret.encode()) for key in keys]
