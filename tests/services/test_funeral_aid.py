"""Funeral aid: what begins it, what it asks, and how much it is."""

import pytest

from services.funeral_aid import SERVICE
from services.kit.office import Office
from tests.services.telling import asked, begins, meant_by, told


@pytest.mark.parametrize("typed", ["ขอเงินค่าจัดการศพผู้สูงอายุ", "ค่าทำศพยายเบิกได้ไหม", "funeral aid"])
def test_asking_for_help_with_a_funeral_begins_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ขอยืมเต็นท์งานศพวันเสาร์", "ยืมเก้าอี้งานศพ"])
def test_borrowing_for_a_funeral_does_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_everybody_is_asked_the_same_and_only_the_account_is_private() -> None:
    names = ["name", "died", "relation", "house", "account", "papers", "phone"]
    assert asked(SERVICE, {}) == names
    assert [one.name for one in SERVICE.fields if one.private] == ["account"]


def test_the_sum_waits_for_the_word_of_the_office(office: Office) -> None:
    words = told(SERVICE, {}, office)
    assert "3,000 baht, paid once" in words
    assert "still has to be confirmed by the office" in words


def test_recorded_words_of_others_do_not_begin_it() -> None:
    assert meant_by(SERVICE) == set()
