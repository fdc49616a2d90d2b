"""Fixtures of the stories: premises for a desk, and desks open to residents of a messenger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.databases import SqliteHome
from tests.serving import SECRET_TOKEN, settings_for
from tests.simulator import Options, Simulator
from tests.simulator.server import free_port
from tests.stories.news import office_with_news
from tests.stories.stage import Premises, Stage


@pytest.fixture
async def simulator(clock: Clock) -> AsyncIterator[Simulator]:
    """Both messengers; their time is the desk's, which stands until a story puts it forward."""
    async with Simulator(Options(now=lambda: clock().timestamp())) as opened:
        yield opened


@pytest.fixture
def premises(simulator: Simulator, database_url: str, tmp_path: Path, clock: Clock) -> Premises:
    return premises_for(simulator, database_url, tmp_path, clock)


def premises_for(simulator: Simulator, database_url: str, folder: Path, clock: Clock) -> Premises:
    """Connect the messengers with the place where a desk will be opened."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    simulator.line.webhook_url = f"{url}/webhooks/line"
    simulator.telegram.webhook_url = f"{url}/webhooks/telegram"
    simulator.telegram.secret = SECRET_TOKEN
    return Premises(simulator, settings_for(simulator, database_url, folder, url), port, clock)


@pytest.fixture
def messenger(database_url: str) -> str:
    """LINE on SQLite and Telegram on PostgreSQL. A story in which the two may well meet asks for
    both messengers on both databases itself."""
    return "line" if database_url.startswith("sqlite") else "telegram"


@pytest.fixture
async def stage(premises: Premises, messenger: str) -> AsyncIterator[Stage]:
    """A story that is told on both messengers."""
    async with premises.opened(messenger) as opened:
        yield opened


@pytest.fixture
async def with_news(premises: Premises, messenger: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A story of an office that writes news, on both messengers."""
    premises.settings.office = office_with_news(tmp_path)
    async with premises.opened(messenger) as opened:
        yield opened


@pytest.fixture
async def on_line(premises: Premises) -> AsyncIterator[Stage]:
    async with premises.opened("line") as opened:
        yield opened


@pytest.fixture
async def on_telegram(premises: Premises) -> AsyncIterator[Stage]:
    async with premises.opened("telegram") as opened:
        yield opened


@pytest.fixture
async def one_desk(
    simulator: Simulator, sqlite_home: SqliteHome, tmp_path: Path, clock: Clock
) -> AsyncIterator[Stage]:
    """LINE and SQLite, for stories that would be the same with every messenger and database."""
    premises = premises_for(simulator, sqlite_home.fresh(), tmp_path, clock)
    async with premises.opened("line") as opened:
        yield opened
