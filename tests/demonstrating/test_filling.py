"""The made-up year: plausible, repeatable, and sent to nobody."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlmodel import col, func, select

from bot.demonstrating.fate import at_work, fate
from bot.demonstrating.filling import fill, is_empty
from bot.demonstrating.script import read_script
from bot.desk import Desk
from models import Case, OutboxMessage, Rating
from models.database import Database
from models.vocabulary import CaseAction, CaseStatus
from services.desk.progress import BY_STAFF
from services.kit.text import BANGKOK
from tests.conftest import MONDAY
from tests.databases import SqliteHome

CASES = 60


async def count(desk: Desk, table: type) -> int:
    async with desk.database.reading() as session:
        return (await session.exec(select(func.count()).select_from(table))).one()


async def test_a_year_fills_an_empty_desk_and_is_sent_to_nobody(desk: Desk) -> None:
    assert await is_empty(desk)
    staff = await fill(desk, read_script(), CASES)
    assert not await is_empty(desk)
    async with desk.database.reading() as session:
        cases = (await session.exec(select(Case))).all()
    finished = [one for one in cases if one.status == CaseStatus.DONE]
    assert CASES * 0.7 < len(cases) <= CASES
    assert len(finished) > len(cases) / 2
    assert min(one.filed_at for one in cases) < MONDAY - timedelta(days=200)
    assert max(one.changed_at for one in cases) <= MONDAY
    assert {one.role for one in staff} >= {"officer", "head", "executive", "admin", "auditor"}
    assert await count(desk, Rating) > 5
    assert await count(desk, OutboxMessage) == 0


async def year_of(desk: Desk, url: str) -> list[tuple[str, str, str]]:
    """Fill a database of its own and tell what is in it."""
    database = Database(url)
    await fill(replace(desk, database=database), read_script(), 20, seed=7)
    async with database.reading() as session:
        asked = select(Case.service_key, Case.status, Case.filed_channel)
        found = (await session.exec(asked.order_by(col(Case.filed_at)))).all()
    await database.close()
    return list(found)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_same_seed_gives_the_same_year(desk: Desk, sqlite_home: SqliteHome) -> None:
    first, again = [await year_of(desk, sqlite_home.fresh()) for _time in range(2)]
    assert len({key for key, _status, _channel in first}) > 1
    assert first == again


@pytest.mark.parametrize("seed", range(40))
def test_a_fate_goes_forward_and_staff_act_when_they_are_there(seed: int) -> None:
    steps = fate(MONDAY, Random(seed))  # noqa: S311
    moments = [one.at for one in steps]
    assert moments == sorted(moments)
    assert moments[0] > MONDAY
    assert all(
        one.at.astimezone(BANGKOK).weekday() < 5 and 9 <= one.at.astimezone(BANGKOK).hour < 16
        for one in steps
        if one.action in BY_STAFF and one.action != CaseAction.ANSWER
    )


def test_a_saturday_evening_waits_for_monday() -> None:
    evening = MONDAY - timedelta(days=2, hours=-10)
    there = at_work(evening, Random(1)).astimezone(BANGKOK)  # noqa: S311
    assert (there.date(), there.hour) == (MONDAY.astimezone(BANGKOK).date(), 9)
