"""A console with people and cases."""

import pytest

from bot.desk import Desk
from tests.web.console_office import ConsoleOffice, console_office


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)
