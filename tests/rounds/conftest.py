"""A desk with a crew, and the people around it."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.actor import Actor
from tests.desk.people import hire, settle
from tests.rounds.crew import WELLS


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={WELLS.key: WELLS})


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk, language="en")


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk)
