"""Dialogues are told on LINE with SQLite and on Telegram with PostgreSQL: the other two pairs would
say the same again, because a dialogue is decided without a messenger and without a database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import Clock, fresh_database
from tests.simulator import Simulator
from tests.stories.conftest import premises_for
from tests.stories.stage import Stage

PAIRS = {"line": "sqlite", "telegram": "postgresql"}


@pytest.fixture(params=PAIRS.items(), ids="-".join)
async def stage(
    request: pytest.FixtureRequest, simulator: Simulator, tmp_path: Path, clock: Clock
) -> AsyncIterator[Stage]:
    messenger, database = request.param
    url = fresh_database(request, database)
    async with premises_for(simulator, url, tmp_path, clock).opened(messenger) as opened:
        yield opened
