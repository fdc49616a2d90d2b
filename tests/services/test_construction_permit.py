"""Building permits: explained here, done at the counter."""

import pytest

from services.construction_permit import SERVICE
from services.kit.fields import Surroundings
from tests.services.telling import answered, begins, promised


@pytest.mark.parametrize(
    "typed", ["ขออนุญาตสร้างบ้านใช้อะไรบ้าง", "สิเฮ็ดเฮือนใหม่", "ขอแบบฟอร์ม ข.1", "building permit"]
)
def test_who_builds_is_told_what_to_bring(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["เสียงก่อสร้างดังทั้งคืน", "ขอแบบ ส.อ.1"])
def test_noise_and_another_form_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_nothing_is_filed_in_the_chat(around: Surroundings) -> None:
    assert SERVICE.fields == ()
    assert "Please bring the papers with you." in answered("ขออนุญาตก่อสร้าง", around)


def test_the_steps_are_as_long_as_the_promise() -> None:
    """28 working days are 40 days without holidays; the act allows 45."""
    assert promised(SERVICE) == (28, 28)


def test_five_sets_of_plans_are_named() -> None:
    assert [paper.originals for paper in SERVICE.papers if paper.originals > 1] == [5]
