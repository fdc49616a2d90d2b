"""The first change of an office, made by two processes at the same moment."""

import asyncio

from sqlalchemy import text
from sqlmodel import select

from bot.desk import Desk
from models.office_state import OfficeState
from services.desk.changing.offering_state import tell_of_change


async def change(desk: Desk) -> None:
    async with desk.work() as work:
        await tell_of_change(work)


async def somebody_waits(desk: Desk) -> None:
    """Return once the second change waits for the first; SQLite lets it begin only afterwards."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while not desk.database.is_sqlite:
        async with desk.database.reading() as session:
            if (await (await session.connection()).execute(waiting)).scalar():
                return


async def test_two_processes_make_the_first_change_at_once(desk: Desk) -> None:
    async with desk.work() as work:
        await tell_of_change(work)
        other = asyncio.create_task(change(desk))
        async with asyncio.timeout(30):
            await somebody_waits(desk)
    await other
    async with desk.database.reading() as session:
        [state] = (await session.exec(select(OfficeState))).all()
    assert state.version == 2


async def test_what_is_undone_counts_nothing(desk: Desk) -> None:
    try:
        async with desk.work() as work:
            await tell_of_change(work)
            raise RuntimeError
    except RuntimeError:
        await change(desk)
    async with desk.database.reading() as session:
        assert (await session.exec(select(OfficeState.version))).one() == 1
