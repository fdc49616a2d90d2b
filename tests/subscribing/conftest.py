"""The desk of these tests also knows the made-up service."""

from dataclasses import replace

import pytest

from bot.desk import Desk
from tests.desk.people import LAMP


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={**desk.services, LAMP.key: LAMP})
