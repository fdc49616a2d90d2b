"""The desk of the tests, with one made-up service."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Case, Staff
from services.desk.actor import Actor
from tests.desk.people import LAMP, file, hire, settle


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk)


@pytest.fixture
async def case(desk: Desk, resident: Actor) -> Case:
    return await file(desk, resident)
