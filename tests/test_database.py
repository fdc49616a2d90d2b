"""The database: one writer, the same manners on SQLite and PostgreSQL."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, text
from sqlmodel import SQLModel, select

from models import Staff
from models.columns import new_id
from models.database import Database
from models.migrations import arguments, downgrade, upgrade


async def count_staff(database: Database) -> int:
    async with database.reading() as session:
        return (await session.exec(select(func.count()).select_from(Staff))).one()


async def test_what_is_written_is_kept(database: Database) -> None:
    async with database.writing() as session:
        session.add(Staff(name="Somsri"))
    assert await count_staff(database) == 1


async def test_a_block_that_raises_leaves_nothing_behind(database: Database) -> None:
    async def fail_halfway() -> None:
        async with database.writing() as session:
            session.add(Staff(name="Somsri"))
            await session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_halfway()
    assert await count_staff(database) == 0


async def test_many_writers_at_once_all_get_their_turn(database: Database) -> None:
    async def write(name: str) -> None:
        async with database.writing() as session:
            session.add(Staff(name=name))

    await asyncio.gather(*(write(str(number)) for number in range(40)))
    assert await count_staff(database) == 40


async def test_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts=arguments(compare_type=False))
        return list(compare_metadata(context, SQLModel.metadata))

    async with database.reading() as session:
        connection = await session.connection()
        assert await connection.run_sync(differences) == []


async def test_migrations_go_all_the_way_down_and_up_again(database: Database) -> None:
    await database.change_schema(lambda connection: downgrade(connection, "base"))
    await database.change_schema(upgrade)
    assert await count_staff(database) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_server_that_keeps_silent_is_not_waited_for_except_by_a_migration(
    database_url: str,
) -> None:
    impatient = Database(database_url, patience=0.2)
    async with impatient.reading() as session:
        connection = await session.connection()
        with pytest.raises(TimeoutError):
            await connection.execute(text("SELECT pg_sleep(20)"))
    await impatient.change_schema(lambda slow: slow.execute(text("SELECT pg_sleep(0.5)")).close())
    async with impatient.reading() as session:
        answered = (await (await session.connection()).execute(text("SELECT 7"))).scalar_one()
    await impatient.close()
    assert answered == 7


def test_ids_grow_with_time() -> None:
    ids = [new_id() for _number in range(1000)]
    assert ids == sorted(ids)
