"""Officers of the two departments whose lines the small office has."""

import pytest

from bot.desk import Desk
from models import Staff
from tests.desk.people import hire


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, department="health", account="Uofficer")
