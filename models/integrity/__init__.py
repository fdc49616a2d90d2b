"""The tables of the confidential channel: a store of its own, none of them in the general one."""

from models.integrity.tables import Installation, Part, Reader, ReaderKind, Report, Store, Wrap

__all__ = ["Installation", "Part", "Reader", "ReaderKind", "Report", "Store", "Wrap"]
