"""Dated data: rates, dates and fees that change by law, with their source and how sure we are.

They stand in `offices/tables/*.toml`, one file per table, and an office puts its own file of the
same name into `tables/` beside its office file. A new rate is a new row with a later
`effective_from`; no code changes.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Dated:
    """One row of a table: what holds from a day on, until another row or `effective_to`."""

    effective_from: date
    source: str
    effective_to: date | None = None
    """The last day, inclusive."""
    confirmed: bool = False
    """False: shown as an estimate, to be confirmed by the office."""
    active: bool = True
    """False: announced or rumoured, kept for the day it comes into force."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Everything else in the row. Fractions are read as `Decimal`, never as float."""


class NoRate(LookupError):
    """No row of the table holds on that day."""


def in_force(tables: Mapping[str, Sequence[Dated]], name: str, day: date) -> Dated:
    """Return the row that holds on a day: the latest to begin. Raises `NoRate`."""
    holding = [
        row
        for row in tables.get(name, ())
        if row.active
        and row.effective_from <= day
        and (row.effective_to is None or day <= row.effective_to)
    ]
    if not holding:
        raise NoRate(f"{name} on {day}")
    return max(holding, key=lambda row: row.effective_from)


def read_tables(*folders: Path) -> dict[str, tuple[Dated, ...]]:
    """Read every table; one of the same name in a later folder replaces the whole table.

    Raises `KeyError` or `ValueError` naming what is missing or wrong.
    """
    files = {file.stem: file for folder in folders for file in sorted(folder.glob("*.toml"))}
    return {name: read_table(file) for name, file in files.items()}


def read_table(file: Path) -> tuple[Dated, ...]:
    """Read the rows (`[[row]]`) of one table."""
    told = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return tuple(_row(row) for row in told["row"])


def _row(row: Mapping[str, Any]) -> Dated:
    own = {name for name in Dated.__dataclass_fields__ if name != "values"}
    values = {name: value for name, value in row.items() if name not in own}
    return Dated(**{name: row[name] for name in own if name in row}, values=values)
