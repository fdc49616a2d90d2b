"""Food shops: a notice up to the limit of the act, a licence at the counter above."""

import pytest

from services.food_premises import SERVICE
from services.kit.office import Office
from tests.services.telling import TODAY, begins, refusal


@pytest.mark.parametrize("typed", ["เปิดร้านอาหารต้องขออะไร", "สิเปิดร้านก๋วยเตี๋ยว", "open a restaurant"])
def test_who_opens_a_food_shop_is_heard(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ร้านอาหารข้างบ้านเหม็นมาก", "ร้องเรียนร้านอาหารสกปรก"])
def test_a_complaint_about_one_does_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_two_hundred_square_metres_are_still_a_notice(office: Office) -> None:
    SERVICE.rule({"area": 200}, TODAY, office)
    assert "more than 200 square metres" in refusal(SERVICE, {"area": 201}, office)


def test_the_size_is_asked_before_anything_long() -> None:
    assert [one.name for one in SERVICE.fields][:2] == ["kind", "area"]


def test_only_the_identity_number_is_private() -> None:
    assert [one.name for one in SERVICE.fields if one.private] == ["id"]
