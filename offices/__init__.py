"""The office files shipped with the desk. The next office copies one and edits it."""

from pathlib import Path

SHIPPED = Path(__file__).parent / "mueang_phalai.toml"
"""Used when `SALA_OFFICE` names no other file."""

TABLES = Path(__file__).parent / "tables"
"""Rates, dates and fees that hold in the whole country; see `services.kit.dated`."""
