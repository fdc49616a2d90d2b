"""The office with what was changed of it: the file below, the console's sections over it. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from services.kit.dated import Dated
from services.kit.dated_told import changed_table
from services.kit.office import Office, office_from
from services.kit.office_told import told_by

OFFICE: Final = "office"
TABLE: Final = "table:"
"""Begins the key of a change of a table of rates; its name follows."""

SECTIONS: Final = (
    OFFICE, "village", "department", "opening", "holidays", "handled_by", "promises",
    "switched_off", "queue", "property", "topic", "payee",
)  # fmt: skip

Changes = Mapping[str, Any]
"""Whole sections by their names, as plain JSON; see `services.kit.office_told`."""


def changed(office: Office, changes: Changes) -> Office:
    """Return the office with these changes over it.

    Raises `KeyError`, `TypeError`, `ValueError` or `AttributeError` for what the reader of office
    files would not take.
    """
    told = told_by(office)
    for key in SECTIONS:
        if key in changes:
            told[key] = {**told[OFFICE], **changes[key]} if key == OFFICE else changes[key]
    return office_from(told, _tables(office.tables, changes))


def changed_as_fits(office: Office, changes: Changes) -> tuple[Office, tuple[str, ...]]:
    """Return the office with every change that can be read, and the keys of the others.

    A version of tomorrow may not understand what one of today kept; the desk opens all the same.
    """
    unread: list[str] = []
    for key, value in changes.items():
        try:
            office = changed(office, {key: value})
        except (KeyError, TypeError, ValueError, AttributeError):
            unread.append(key)
    return office, tuple(unread)


def _tables(
    tables: Mapping[str, tuple[Dated, ...]], changes: Changes
) -> Mapping[str, tuple[Dated, ...]]:
    own = {
        key.removeprefix(TABLE): value for key, value in changes.items() if key.startswith(TABLE)
    }
    if not own:
        return tables
    return {**tables, **{name: changed_table(tables[name], own[name]) for name in own}}
