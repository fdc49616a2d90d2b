"""The composition: a desk that opens, migrates what is old, says how it is, and closes."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from sqlalchemy import inspect

from models.database import Database
from models.migrations import downgrade, upgrade
from models.one_desk import AlreadyOpen
from services.desk.outbox import Destination
from services.kit.message import Reply
from services.kit.text import plain
from tests.conftest import OFFICE_FILE
from web.app import Sala
from web.settings import Settings


@pytest.fixture
def make_sala(database_url: str, tmp_path: Path) -> Callable[[], Sala]:
    def make() -> Sala:
        return Sala(
            Settings(
                _env_file=None, database_url=database_url, data_dir=tmp_path, office=OFFICE_FILE
            )
        )

    return make


async def get(sala: Sala, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(sala.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk") as browser:
        return await browser.get(path)


async def test_an_older_database_is_brought_up_to_date_when_the_desk_opens(
    make_sala: Callable[[], Sala], database_url: str
) -> None:
    database = Database(database_url)
    await database.change_schema(lambda connection: downgrade(connection, "0005"))
    await database.close()
    sala = make_sala()
    async with sala.running(), sala.desk.database.reading() as session:
        connection = await session.connection()
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert "rating" in tables


async def test_a_desk_without_credentials_is_ready_and_counts(
    make_sala: Callable[[], Sala],
) -> None:
    sala = make_sala()
    async with sala.running():
        ready = await get(sala, "/readyz")
        counted = await get(sala, "/metrics")
        alive = await get(sala, "/healthz")
    assert (ready.status_code, ready.json()["outbox_waiting"]) == (200, 0)
    assert "sala_outbox_age_seconds 0.0" in counted.text
    assert alive.text == "ok"


async def test_a_desk_whose_database_is_gone_is_not_ready(
    make_sala: Callable[[], Sala], database_url: str
) -> None:
    sala = make_sala()
    async with sala.running():
        await sala.desk.database.change_schema(lambda connection: downgrade(connection, "base"))
        ready = await get(sala, "/readyz")
        await sala.desk.database.change_schema(upgrade)
    assert (ready.status_code, ready.json()["ready"]) == (503, False)


async def test_messengers_without_credentials_are_switched_off(
    make_sala: Callable[[], Sala],
) -> None:
    sala = make_sala()
    async with sala.running():
        assert list(sala.desk.channels) == ["webchat"]
        assert (await get(sala, "/webhooks/line")).status_code == 404


async def test_two_desks_do_not_open_on_one_sqlite_file(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/sala.db"
    settings = Settings(_env_file=None, database_url=url, data_dir=tmp_path, office=OFFICE_FILE)
    first, second = Sala(settings), Sala(settings)
    async with first.running():
        with pytest.raises(AlreadyOpen):
            await second.running().__aenter__()
    async with second.running():
        assert (await get(second, "/healthz")).text == "ok"


async def test_messages_for_a_channel_that_is_switched_off_do_not_make_the_desk_unready(
    make_sala: Callable[[], Sala],
) -> None:
    sala = make_sala()
    async with sala.running():
        async with sala.desk.work() as work:
            work.say(Destination("line", "U1"), [Reply(plain("hello"))], "en")
        assert (await get(sala, "/readyz")).json()["outbox_waiting"] == 0
