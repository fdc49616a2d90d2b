"""The day on which every question here is answered: Monday 23 November 2569 BE."""

from datetime import date

import pytest

from services.kit.fields import Surroundings


@pytest.fixture(scope="session")
def here(around: Surroundings) -> Surroundings:
    return around.on(date(2026, 11, 23))
