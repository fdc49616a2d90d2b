"""The desk opens the channel beside itself, and neither store holds a table of the other."""

from pathlib import Path

import httpx
from sqlalchemy import inspect
from sqlmodel import SQLModel

from models.database import Database
from models.integrity import Store
from tests.conftest import OFFICE_FILE
from web.app import Sala
from web.settings import Settings


async def tables_of(database: Database) -> set[str]:
    """Return the names of all tables this database shows by itself."""
    async with database.reading() as session:
        connection = await session.connection()
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_the_two_stores_are_apart(database_url: str, tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None, database_url=database_url, data_dir=tmp_path, office=OFFICE_FILE
    )
    sala = Sala(settings)
    async with sala.running():
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(sala.app), base_url="http://desk"
        ) as browser:
            page = await browser.get("/integrity?lang=en")
        general = await tables_of(sala.desk.database)
        confidential = await tables_of(sala.confidential.database)
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "1205" in page.text
    assert confidential - {"alembic_version"} == set(Store.metadata.tables)
    assert general & set(Store.metadata.tables) == set()
    assert confidential & set(SQLModel.metadata.tables) == set()
