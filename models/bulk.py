"""Writing many rows with one statement, without preparing every row by itself.

SQLAlchemy's own way builds a dictionary of parameters for each row, which cost a fifth of a whole
batch (bench/README.md). The statement is SQLAlchemy's all the same; only the values take a
shorter way to the driver.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Insert, Update
from sqlalchemy.ext.asyncio import AsyncConnection

Prepare = Callable[[Any], Any] | None


async def execute_rows(
    connection: AsyncConnection, statement: Insert | Update, rows: Sequence[Mapping[str, Any]]
) -> int:
    """Run a statement once for each row, all of the same columns; return the rows changed.

    PostgreSQL's driver does not count them and -1 is returned.
    """
    sql, places = _prepared(statement, connection.dialect, tuple(rows[0]))
    values = [
        tuple(prepare(row[name]) if prepare else row[name] for name, prepare in places)
        for row in rows
    ]
    result = await connection.exec_driver_sql(sql, values)
    return result.rowcount


@cache
def _prepared(
    statement: Insert | Update, dialect: Dialect, names: tuple[str, ...]
) -> tuple[str, list[tuple[str, Prepare]]]:
    """Return the statement as the driver reads it, and what each of its values goes through."""
    keys = list(names) if isinstance(statement, Insert) else None
    compiled = statement.compile(dialect=dialect, column_keys=keys)
    places = compiled.positiontup or []
    binds = compiled.binds
    return str(compiled), [(name, _prepare(binds[name].type, dialect)) for name in places]


def _prepare(type_: Any, dialect: Dialect) -> Prepare:
    prepare: Prepare = type_.dialect_impl(dialect).bind_processor(dialect)
    return prepare
