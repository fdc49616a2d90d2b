"""A desk with one service, and the people of one department who are told one after another."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.actor import Actor
from tests.climbing.office import People
from tests.desk.people import LAMP, hire, settle


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


@pytest.fixture
async def people(desk: Desk) -> People:
    """An officer, a second one, a head and an executive, each with an own chat on LINE."""
    return People(
        await hire(desk, "Malee", account="Umalee"),
        await hire(desk, "Nid", account="Unid"),
        await hire(desk, "Somsak", "head", account="Uhead"),
        await hire(desk, "Wanna", "executive", None, account="Uexecutive"),
    )


@pytest.fixture
async def lonely(desk: Desk) -> Staff:
    """The one officer of an office in which nobody has linked a chat."""
    return await hire(desk)
