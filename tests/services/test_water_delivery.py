"""Water by lorry."""

import pytest

from services.kit.fields import Surroundings
from services.water_delivery import SERVICE
from tests.services.telling import answered, asked, begins, promised


@pytest.mark.parametrize("typed", ["ขอน้ำกินน้ำใช้", "น้ำแล้งคัก เอารถน้ำมาส่งแหน่", "water delivery"])
def test_a_dry_tap_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["น้ำท่วมบ้าน รถน้ำเข้าไม่ได้", "ขอน้ำประปาเข้าบ้านใหม่"])
def test_floods_and_new_pipes_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_somebody_drowning_is_for_the_ambulance(around: Surroundings) -> None:
    assert "1669" in answered("เด็กจมน้ำ ขอน้ำ", around)


def test_only_daily_use_counts_households() -> None:
    assert "households" in asked(SERVICE, {"use": "house"})
    assert "households" not in asked(SERVICE, {"use": "event"})


def test_it_comes_within_three_days() -> None:
    assert promised(SERVICE) == (3, 3)
