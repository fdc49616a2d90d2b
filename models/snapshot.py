"""Whole tables as lines of JSON, the same from either database: what a backup is made of.

A backup says itself what its columns are. It is put back with that, into tables of the version that
wrote it, so that a later version reads it without remembering how things were.
"""

import base64
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    column,
    func,
    insert,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import BigInteger, TypeEngine

from models.columns import Moment

AT_ONCE: Final = 1_000
"""Rows in memory at the same time."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of column: how models name it, how it is put back, how its JSON is read."""

    of_models: type[TypeEngine[Any]]
    put_back: TypeEngine[Any]
    read: Callable[[Any], Any] = lambda value: value


KINDS: Final[Mapping[str, Kind]] = {
    "uuid": Kind(Uuid, Uuid(), UUID),
    "moment": Kind(Moment, Moment(), datetime.fromisoformat),
    "date": Kind(Date, Date(), date.fromisoformat),
    "bytes": Kind(LargeBinary, LargeBinary(), base64.b64decode),
    "json": Kind(JSON, JSON()),
    "boolean": Kind(Boolean, Boolean()),
    "integer": Kind(Integer, BigInteger()),
    "number": Kind(Float, Float()),
    "text": Kind(String, Text()),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as a backup describes it: the kinds of its columns, and what its rows go by."""

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]

    def clause(self) -> TableClause:
        """Return the table as a statement names it."""
        kinds = ((name, KINDS[kind].put_back) for name, kind in self.columns.items())
        return table(self.name, *(column(name, type_) for name, type_ in kinds))


def shape_of(known: Table) -> Shape:
    """Describe a table of the models. Raises `KeyError` for a kind no backup knows."""
    columns = {one.name: _kind_of(one.type) for one in known.columns}
    return Shape(known.name, columns, tuple(one.name for one in known.primary_key))


def _kind_of(type_: TypeEngine[Any]) -> str:
    if isinstance(type_, TypeDecorator) and not isinstance(type_, Moment):
        return _kind_of(type_.impl_instance)
    for name, kind in KINDS.items():
        if isinstance(type_, kind.of_models):
            return name
    raise KeyError(type_)


async def lines_of(connection: AsyncConnection, known: Table) -> AsyncIterator[bytes]:
    """Give every row of a table as one line, in the order of its key."""
    wanted = select(*known.columns).order_by(*known.primary_key)
    async with connection.stream(wanted, execution_options={"yield_per": AT_ONCE}) as rows:
        async for row in rows:
            yield orjson.dumps(list(row), default=_as_text, option=orjson.OPT_APPEND_NEWLINE)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, UUID):  # the PostgreSQL driver has its own kind of UUID
        return str(value)
    raise TypeError(type(value).__name__)


async def put_back(connection: AsyncConnection, shape: Shape, lines: Iterable[bytes]) -> int:
    """Write the rows of a table; return how many. A row never points at a later one of its own."""
    writing, written, rest = insert(shape.clause()), 0, iter(lines)
    while rows := [_row(shape, line) for line in islice(rest, AT_ONCE)]:
        await connection.execute(writing, rows)
        written += len(rows)
    return written


def _row(shape: Shape, line: bytes) -> dict[str, Any]:
    values = zip(shape.columns.items(), orjson.loads(line), strict=True)
    return {
        name: value if value is None else KINDS[kind].read(value) for (name, kind), value in values
    }


async def go_on_counting(connection: AsyncConnection, shape: Shape) -> None:
    """Let PostgreSQL number the next row after the last one; SQLite does so by itself."""
    counted = [name for name in shape.key if shape.columns[name] == "integer"]
    if connection.dialect.name != "postgresql" or len(shape.key) > 1 or not counted:
        return
    quoted = {"table": f'"{shape.name}"', "column": counted[0]}
    named = text("SELECT pg_get_serial_sequence(:table, :column)").bindparams(**quoted)
    sequence = (await connection.execute(named)).scalar()
    if sequence is None:
        return
    last = (await connection.execute(select(func.max(shape.clause().c[counted[0]])))).scalar() or 0
    await connection.execute(select(func.setval(sequence, max(last, 1))))
