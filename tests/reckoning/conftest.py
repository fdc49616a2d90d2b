"""The tables shipped with the desk, for every test of the arithmetic."""

from collections.abc import Mapping

import pytest

from offices import TABLES
from services.kit.dated import Dated, read_tables


@pytest.fixture(scope="session")
def tables() -> Mapping[str, tuple[Dated, ...]]:
    return read_tables(TABLES)
