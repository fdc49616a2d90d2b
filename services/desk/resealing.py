"""Sealing again: every private answer the office keeps comes under the newest key.

Sealed answers stand in cases, in open forms, and within events that could not be handled, which are
sealed as a whole; what photos told about their origin stands with the files. None of them is a
column, so their rows are found by how a token begins, and they by where they stand: residents can
type what looks like a token.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
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
from services.kit.private import SEALED, is_sealed
from services.kit.sealing import Keyring, Unreadable, in_case, in_chat, of_file

BATCH = 100
"""Rows sealed again in one transaction, so that a desk that is serving hardly waits."""

BEGINS = "gAAAAA"
"""How every token begins: the version of the form it is written in, and a moment before 2106."""

_TOKEN = re.compile(BEGINS + r"[\w-]+={0,2}")

ORIGIN = "origin"
"""Under this name a file keeps, as a token alone, what it told about itself."""

Ids = tuple[Any, ...]
Change = Callable[[str, str], str]
"""Gives for a token, and the name of the answer it stands under, the token to be kept."""


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

    def changed(self, value: Any, change: Change) -> Any:
        """Return what stands in the column with every token changed."""
        return _rewritten(value, change)

    def renew(self, keyring: Keyring, token: str, row: SQLModel, name: str) -> str:
        """Return a token under the newest key, and in an event those that stand within it."""
        if isinstance(row, InboundEvent):
            return keyring.renewed(token, partial(_renewed_within, keyring))
        return keyring.renewed(token, partial(_placed, _place_of(row, name)))


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
        if row is None:
            continue
        before = getattr(row, place.column)
        after = place.changed(before, partial(_renewed, place, keyring, told, row))
        if after != before:
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
            place.changed(getattr(row, place.column), partial(_tried, keyring, told))
    return rows, told


def _identity(ids: Ids) -> Any:
    return ids if len(ids) > 1 else ids[0]


def _rewritten(value: Any, change: Change, answer: str = "") -> Any:
    """Change every token in plain JSON, however deep; `answer` is the name it stands under."""
    if isinstance(value, list):
        return [_rewritten(one, change, answer) for one in value]
    if not isinstance(value, Mapping):
        return value
    tokens = _token_names(value)
    return {
        name: change(one, answer) if name in tokens else _rewritten(one, change, name)
        for name, one in value.items()
    }


def _token_names(value: Mapping[str, Any]) -> set[str]:
    """Return under which names of a mapping a token stands."""
    origin = {ORIGIN} if str(value.get(ORIGIN, "")).startswith(BEGINS) else set()
    return {SEALED, *origin} if is_sealed(value) else origin


def _renewed_within(keyring: Keyring, text: str) -> str:
    """Renew what answers a page brought; what only looks like a token stays as it is."""

    def renewed(found: re.Match[str]) -> str:
        return keyring.renewed(found[0]) if keyring.opens(found[0]) else found[0]

    return _TOKEN.sub(renewed, text)


def _place_of(row: SQLModel, answer: str) -> str:
    """Return the place to which an answer belongs that stands in a row."""
    if isinstance(row, Conversation):
        return in_chat(row.channel, row.chat)(answer)
    if isinstance(row, Attachment):
        return of_file(row.sha256 or "")
    return in_case(getattr(row, "id", ""))(answer)


def _placed(place: str, inside: str) -> str:
    """Let what was sealed before tokens said where they belong, belong where it stands."""
    return inside if "\n" in inside else f"{place}\n{inside}"


def _renewed(
    place: Place, keyring: Keyring, told: Sealed, row: SQLModel, token: str, answer: str
) -> str:
    told.found += 1
    try:
        renewed = place.renew(keyring, token, row, answer)
    except Unreadable:
        told.unreadable += 1
        return token
    told.renewed += renewed != token
    return renewed


def _tried(keyring: Keyring, told: Sealed, token: str, _answer: str) -> str:
    told.found += 1
    told.unreadable += not keyring.opens(token)
    return token
