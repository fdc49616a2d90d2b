"""Spraying: after dengue at once, otherwise on a day that suits."""

import pytest

from services.mosquito_spraying import SERVICE
from tests.services.telling import asked, begins


@pytest.mark.parametrize(
    "typed", ["ยุงเยอะมาก มาพ่นให้หน่อย", "ยุงหลายคัก", "มีคนเป็นไข้เลือดออก", "too many mosquitoes"]
)
def test_mosquitoes_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_after_dengue_nobody_is_asked_which_day_suits() -> None:
    assert "day" not in asked(SERVICE, {"why": "case", "where": "house"})
    assert "day" in asked(SERVICE, {"why": "none", "where": "house"})


@pytest.mark.parametrize(
    ("where", "named"), [("house", "house"), ("around", "house"), ("public", "place")]
)
def test_a_school_has_no_house_number(where: str, named: str) -> None:
    path = asked(SERVICE, {"why": "case", "where": where})
    assert path == ["why", "where", named, "phone"]


def test_who_has_dengue_is_not_shown_to_a_group() -> None:
    assert [one.name for one in SERVICE.fields if not one.personal] == ["where", "day"]
