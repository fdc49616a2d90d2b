"""What the doctor says about the search."""

import pytest
from sqlalchemy import text

from bot.desk import Desk
from models.database import Database
from tests.desk.people import LAMP, file, settle
from web.cli.search_checks import check_search


async def told(database: Database) -> list[str]:
    async with database.reading() as session:
        return [finding.line() for finding in await check_search(session)]


async def test_all_is_well_on_a_new_desk(database: Database) -> None:
    assert {line.partition(" ")[0] for line in await told(database)} == {"ok"}


async def test_cases_that_wait_are_counted(desk: Desk) -> None:
    desk.services = {LAMP.key: LAMP}
    await file(desk, await settle(desk))
    async with desk.database.writing() as session:
        await (await session.connection()).execute(text("DELETE FROM case_words"))
    assert "ok     search knows 0 of 1 cases" in await told(desk.database)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_without_pg_trgm_it_says_what_to_do(database: Database) -> None:
    async with database.reading() as session:
        connection = await session.connection()
        await connection.execute(text("DROP INDEX ix_case_words_trigrams"))
        [first, *_rest] = await check_search(session)
    assert first.line().startswith("to do  search without pg_trgm")
