"""Tap water: a burst pipe is where it is seen, the rest at a house."""

import pytest

from services.water_repair import SERVICE
from tests.services.telling import asked, begins, promised


@pytest.mark.parametrize(
    "typed", ["น้ำประปาไม่ไหลตั้งแต่เช้า", "น้ำบ่ไหลสองมื้อแล้ว", "no water since morning"]
)
def test_a_fault_of_the_taps_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ท่อระบายน้ำตัน ท่อแตก", "น้ำไม่ไหล ขอน้ำใช้หน่อย"])
def test_drains_and_lorries_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_whoever_sees_a_burst_pipe_needs_no_house_number() -> None:
    assert asked(SERVICE, {"wrong": "pipe"}) == ["wrong", "place", "photo", "phone"]


@pytest.mark.parametrize("wrong", ["none", "weak", "colour", "meter"])
def test_the_rest_is_looked_for_at_a_house(wrong: str) -> None:
    assert asked(SERVICE, {"wrong": wrong}) == ["wrong", "house", "photo", "phone"]


def test_the_steps_are_as_long_as_the_promise() -> None:
    assert promised(SERVICE) == (3, 3)
