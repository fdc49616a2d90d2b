"""Sealing again: every private answer the office keeps comes under the newest key.

Sealed answers stand in cases, in open forms, and in events that could not be handled; what photos
told about their origin stands with the files. None of them is a column, so they are found by how
a token begins.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import String, select
from sqlalchemy import cast as as_type
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from models.attachment import Attachment
from models.case import Case
from models.conversation import Conversation
from models.inbound_event import InboundEvent
from services.desk.work import Work
from services.kit.sealing import Keyring, Unreadable

BATCH = 100
"""Rows sealed again in one transaction, so that a desk that is serving hardly waits."""

BEGINS = "gAAAAA"
"""How every token begins: the version of the form it is written in, and a moment before 2106."""

_TOKEN = re.compile(r"gAAAAA[A-Za-z0-9_-]{60,}={0,2}")

Ids = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A table with sealed answers in one of its columns."""

    table: type[SQLModel]
    names: tuple[str, ...]
    """The columns of its key."""
    column: str

    @property
    def inside(self) -> InstrumentedAttribute[Any]:
        return cast("InstrumentedAttribute[Any]", getattr(self.table, self.column))

    @property
    def key(self) -> list[InstrumentedAttribute[Any]]:
        return [getattr(self.table, name) for name in self.names]


PLACES = (
    Place(Case, ("id",), "answers"),
    Place(Conversation, ("channel", "chat", "person"), "remembered"),
    Place(InboundEvent, ("key",), "payload"),
    Place(Attachment, ("id",), "source"),
)


@dataclass(slots=True)
class Sealed:
    """What was found: how many answers are sealed, came under the newest key, or stay shut."""

    found: int = 0
    renewed: int = 0
    unreadable: int = 0


async def sealed_rows(session: AsyncSession, place: Place) -> Sequence[Ids]:
    """Return the keys of all rows that hold a sealed answer."""
    written = as_type(place.inside, String).contains(BEGINS, autoescape=True)
    connection = await session.connection()
    return [tuple(row) for row in await connection.execute(select(*place.key).where(written))]


async def seal_again(
    work: Work, place: Place, rows: Sequence[Ids], keyring: Keyring, told: Sealed
) -> None:
    """Bring some rows under the newest key. Each is locked until the transaction ends.

    A conversation counts it as a change, so that a turn which read it before begins again.
    """
    for ids in rows:
        row = await work.session.get(place.table, _identity(ids), with_for_update=True)
        before = getattr(row, place.column) if row else None
        after = _rewritten(before, lambda token: _renewed(keyring, token, told))
        if row is not None and after != before:
            setattr(row, place.column, after)
            if isinstance(row, Conversation):
                row.version += 1
            work.session.add(row)


async def look_at_seals(
    session: AsyncSession, keyring: Keyring, most: int = BATCH
) -> tuple[int, Sealed]:
    """Count the rows with sealed answers, and try whether the newest of each kind still open."""
    rows, told = 0, Sealed()
    for place in PLACES:
        found = await sealed_rows(session, place)
        rows += len(found)
        for ids in found[-most:]:
            row = await session.get(place.table, _identity(ids))
            _rewritten(getattr(row, place.column), lambda token: _tried(keyring, token, told))
    return rows, told


def _identity(ids: Ids) -> Any:
    return ids if len(ids) > 1 else ids[0]


def _rewritten(value: Any, change: Callable[[str], str]) -> Any:
    """Change every token in plain JSON, however deep: an event holds JSON as a text, too."""
    if value is None:
        return None
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(_TOKEN.sub(lambda found: change(found.group()), text))


def _renewed(keyring: Keyring, token: str, told: Sealed) -> str:
    told.found += 1
    try:
        renewed = keyring.renewed(token)
    except Unreadable:
        told.unreadable += 1
        return token
    told.renewed += renewed != token
    return renewed


def _tried(keyring: Keyring, token: str, told: Sealed) -> str:
    told.found += 1
    try:
        keyring.unseal(token)
    except Unreadable:
        told.unreadable += 1
    return token
