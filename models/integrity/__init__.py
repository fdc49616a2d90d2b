"""The tables of the confidential channel: a store of its own, none of them in the general one."""

from models.integrity.tables import (
    Deletion,
    Installation,
    Invitation,
    Opening,
    Part,
    Reader,
    ReaderKind,
    Report,
    Sitting,
    Store,
    Wrap,
)

__all__ = [
    "Deletion",
    "Installation",
    "Invitation",
    "Opening",
    "Part",
    "Reader",
    "ReaderKind",
    "Report",
    "Sitting",
    "Store",
    "Wrap",
]
