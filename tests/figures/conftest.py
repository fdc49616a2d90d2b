"""A desk with one service, and the people around it."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.actor import Actor
from tests.desk.people import LAMP, hire, settle


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LAMP.key: LAMP})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk, language="en")


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk)
