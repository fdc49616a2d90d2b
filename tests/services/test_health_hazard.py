"""Businesses that may harm health: explained here, done at the counter."""

import pytest

from services.health_hazard import SERVICE
from tests.services.telling import begins, promised


@pytest.mark.parametrize(
    "typed", ["ขอใบอนุญาตกิจการอันตรายต่อสุขภาพ", "อยากเปิดอู่ซ่อมรถ", "hazardous business licence"]
)
def test_who_opens_one_is_heard(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["กลิ่นฟาร์มหมูเหม็นมาก", "เลี้ยงไก่ข้างบ้านส่งเสียงรำคาญ"])
def test_a_smell_does_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_nothing_is_filed_in_the_chat() -> None:
    assert SERVICE.fields == ()


def test_the_steps_are_as_long_as_the_promise() -> None:
    assert promised(SERVICE) == (20, 20)
