"""A desk where works may ask for payments, and one department confirms them."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from models import Bill, Staff
from services.desk.actor import Actor
from tests.desk.people import LAMP, hire, settle
from tests.paying.till import billed


@pytest.fixture
def desk(desk: Desk) -> Desk:
    office = replace(desk.around.office, handled_by={"payments": "health"})
    around = replace(desk.around, office=office)
    return replace(desk, services={LAMP.key: LAMP}, around=around)


@pytest.fixture
async def resident(desk: Desk) -> Actor:
    return await settle(desk, language="en")


@pytest.fixture
async def cashier(desk: Desk) -> Staff:
    return await hire(desk, "Malee", department="health")


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk)


@pytest.fixture
async def due(desk: Desk, resident: Actor) -> Bill:
    """One hundred baht."""
    return await billed(desk, resident)
