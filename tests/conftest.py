"""Fixtures every test may use: a fresh database of each kind, and a desk that stands on it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from bot.desk import Desk
from locales import load_languages
from models.database import Database
from services.catalogue import all_services
from services.kit.fields import Surroundings
from services.kit.office import Office, read_office
from tests.databases import PostgresqlHome, SqliteHome, postgresql_reason, quick_folder
from web.logs import configure_logs

settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
"""No test is judged by the clock: machines differ, and are busy."""

OFFICE_FILE = Path(__file__).parent / "office.toml"
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23 November 2569 BE, nine in the morning in Thailand; Wednesday is a holiday."""


class Clock:
    """The time as a test wants it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def brief_logs() -> None:
    """Log as the desk does: structlog left alone draws all that a failure holds, for seconds."""
    configure_logs("json")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def office() -> Office:
    return read_office(OFFICE_FILE)


@pytest.fixture(scope="session")
def around(office: Office) -> Surroundings:
    return Surroundings(office, load_languages(office.politeness))


@pytest.fixture(scope="session")
def sqlite_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteHome]:
    with quick_folder(tmp_path_factory.mktemp("sqlite")) as folder:
        yield SqliteHome(folder)


@pytest.fixture(scope="session")
def postgresql_home() -> Iterator[PostgresqlHome]:
    if reason := postgresql_reason():
        pytest.skip(reason)
    home = PostgresqlHome()
    yield home
    home.drop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty, migrated database; every test that asks runs on both kinds."""
    url = fresh_database(request, request.param)
    yield url
    if request.param == "sqlite":
        SqliteHome.remove(url)


def fresh_database(request: pytest.FixtureRequest, kind: str) -> str:
    """Return the address of an empty, migrated database of one kind."""
    if kind == "sqlite":
        sqlite: SqliteHome = request.getfixturevalue("sqlite_home")
        return sqlite.fresh()
    postgresql: PostgresqlHome = request.getfixturevalue("postgresql_home")
    postgresql.empty()
    return postgresql.url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def desk(database: Database, around: Surroundings, clock: Clock, tmp_path: Path) -> Desk:
    """A desk with the shipped services, a small office, no channels and a clock that stands."""
    return Desk(
        database=database,
        around=around,
        services=all_services(),
        clock=clock,
        base_url="https://desk.example",
        data_dir=tmp_path / "data",
        secret_key=b"a secret for tests only",
    )
