"""Late answers about residents' data are announced, once, to those who may answer."""

from dataclasses import replace
from typing import Any

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.residents import requests
from services.desk.residents.late import tell_of_late
from tests.desk.people import LAMP, file, hire, settle, texts


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


async def staffed(desk: Desk) -> list[Staff]:
    return [
        await hire(desk, "Malee", "head", "works", account="Uhead"),
        await hire(desk, "Wipa", "head", "health", account="Uother"),
        await hire(desk, "Somsri", "officer", "works", account="Uofficer"),
        await hire(desk, "Chai", "admin", None, account="Uadmin"),
    ]


async def look(desk: Desk) -> int:
    async with desk.work() as work:
        return await tell_of_late(work)


async def test_heads_and_admins_hear_once_after_thirty_days(desk: Desk, clock: Any) -> None:
    await staffed(desk)
    resident = await settle(desk)
    await file(desk, resident)
    async with desk.work() as work:
        assert resident.resident_id is not None
        await requests.ask(work, resident.resident_id, "copy", "line")
    clock.advance(days=30)
    assert await look(desk) == 0
    clock.advance(days=1)
    assert (await look(desk), await look(desk)) == (1, 0)
    [told] = await texts(desk, "Uhead")
    assert "ประชาชน" in told
    assert len(await texts(desk, "Uadmin")) == 1
    assert await texts(desk, "Uother") == await texts(desk, "Uofficer") == []


async def test_nobody_is_woken_for_it(desk: Desk, clock: Any) -> None:
    await staffed(desk)
    resident = await settle(desk)
    async with desk.work() as work:
        assert resident.resident_id is not None
        await requests.ask(work, resident.resident_id, "copy", "line")
    clock.advance(days=31, hours=12)
    assert await look(desk) == 0
