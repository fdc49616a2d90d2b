"""Roads: what is wrong, and whether somebody could be hurt today."""

import pytest

from services.kit.fields import Surroundings
from services.kit.questions import Photo
from services.road_repair import SERVICE
from tests.services.telling import answered, asked, begins, promised


@pytest.mark.parametrize("typed", ["ถนนเป็นหลุมเป็นบ่อ", "ถนนพังคัก รถไปบ่ได้", "big pothole moo 2"])
def test_a_bad_road_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


def test_a_dark_street_does_not_begin_it() -> None:
    assert not begins(SERVICE, "ไฟถนนเสีย")


def test_an_accident_on_it_is_for_the_ambulance(around: Surroundings) -> None:
    assert "1669" in answered("รถชนตรงถนนเป็นหลุม มีคนเจ็บ", around)


def test_danger_is_asked_before_the_place() -> None:
    assert asked(SERVICE, {}) == ["wrong", "danger", "place", "photo", "phone"]


def test_a_passer_by_need_not_leave_a_number() -> None:
    assert [one.name for one in SERVICE.fields if not one.required] == ["photo", "phone"]


def test_the_steps_are_as_long_as_the_promise() -> None:
    assert promised(SERVICE) == (10, 10)


def test_who_sends_a_photo_is_told_what_is_kept_of_it() -> None:
    photo = SERVICE.field("photo")
    assert isinstance(photo, Photo)
    assert photo.evidence
    assert "time and place" in str(photo.hint.render() if photo.hint else "")
