"""Rows of a dated table as plain JSON, and what an office confirmed or added of its own. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from services.kit.dated import Dated

MOST_LEAVES = 12
"""Numbers and days in a row; one with more of them is a schedule, kept in its file."""

_DECIMAL, _DATE = "$decimal", "$date"

Leaf = int | Decimal | date
Path = tuple[str | int, ...]


def changed_table(rows: Sequence[Dated], told: Mapping[str, Any]) -> tuple[Dated, ...]:
    """Return a table with the rows the office added, and those it confirmed as confirmed.

    Raises `KeyError`, `TypeError` or `ValueError` for what cannot be read.
    """
    own = {row.effective_from: row for row in map(_row, told.get("rows", ()))}
    confirmed = set(told.get("confirmed", ()))
    kept = (row for row in rows if not row.active or row.effective_from not in own)
    every = [*kept, *own.values()]
    held = [replace(row, confirmed=True) if row_name(row) in confirmed else row for row in every]
    return tuple(sorted(held, key=lambda row: row.effective_from))


def row_name(row: Dated) -> str:
    """Name a row of a table: two rows may begin on one day, one of them only announced."""
    return f"{row.effective_from.isoformat()} {sha256(row.source.encode()).hexdigest()[:12]}"


def last_active(rows: Sequence[Dated]) -> Dated | None:
    """Return the row after which a new one begins; what is only announced does not count."""
    active = [row for row in rows if row.active]
    return max(active, key=lambda row: row.effective_from, default=None)


def told_row(row: Dated) -> dict[str, Any]:
    """Return a row an office adds, as it is kept."""
    return {
        "effective_from": row.effective_from.isoformat(),
        "source": row.source,
        "values": _packed(row.values),
    }


def leaves(row: Dated) -> dict[Path, Leaf]:
    """Return the numbers and days of a row by where they stand in it."""
    return dict(_leaves(row.values, ()))


def may_be_added_to(rows: Sequence[Dated]) -> bool:
    """Say whether an office may add a row like the last: a few numbers, and no list of words."""
    last = last_active(rows)
    return last is not None and 0 < len(leaves(last)) <= MOST_LEAVES


def with_leaves(row: Dated, changed: Mapping[Path, Leaf]) -> Dated:
    """Return a row of the same shape with other numbers and days."""
    return replace(row, values=_replaced(row.values, (), changed))


def _row(told: Mapping[str, Any]) -> Dated:
    """Read a row of the office's own: it is the office's word, so it is confirmed."""
    begins, source = date.fromisoformat(told["effective_from"]), str(told["source"])
    return Dated(begins, source, confirmed=True, values=_unpacked(told["values"]))


def _packed(value: Any) -> Any:
    match value:
        case Decimal():
            return {_DECIMAL: str(value)}
        case date():
            return {_DATE: value.isoformat()}
        case Mapping():
            return {name: _packed(one) for name, one in value.items()}
        case list() | tuple():
            return [_packed(one) for one in value]
    return value


def _unpacked(told: Any) -> Any:
    match told:
        case {"$decimal": str(words)}:
            return Decimal(words)
        case {"$date": str(words)}:
            return date.fromisoformat(words)
        case dict():
            return {name: _unpacked(one) for name, one in told.items()}
        case list():
            return [_unpacked(one) for one in told]
    return told


def _leaves(value: Any, at: Path) -> Iterator[tuple[Path, Leaf]]:
    match value:
        case bool():
            return
        case int() | Decimal() | date():
            yield at, value
        case Mapping():
            for name, one in value.items():
                yield from _leaves(one, (*at, name))
        case list() | tuple():
            for number, one in enumerate(value):
                yield from _leaves(one, (*at, number))


def _replaced(value: Any, at: Path, changed: Mapping[Path, Leaf]) -> Any:
    if at in changed:
        return changed[at]
    match value:
        case Mapping():
            return {name: _replaced(one, (*at, name), changed) for name, one in value.items()}
        case list() | tuple():
            return [_replaced(one, (*at, number), changed) for number, one in enumerate(value)]
    return value
