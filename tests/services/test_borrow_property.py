"""Borrowing: what begins it, what is lent, and the order of the two days."""

from dataclasses import replace

import pytest

from services.borrow_property import SERVICE, at_most, lent
from services.kit.consequences import ReserveProperty
from services.kit.office import Office
from services.kit.text import ENGLISH
from tests.services.telling import TODAY, asked, begins, meant_by, refusal, unheard


@pytest.mark.parametrize(
    "typed",
    [
        "ขอยืมเต็นท์ 3 หลัง งานศพวันเสาร์นี้",
        "ต้องคืนเต้นวันไหน",
        "สิขอยืมโต๊ะเก้าอี้ไปงานแต่งแหน่",
        "borrow a tent",
    ],
)
def test_tents_and_chairs_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["เพื่อนบ้านเปิดเครื่องเสียงดัง รบกวนมาก", "ขอยืมเงิน"])
def test_noise_and_loans_of_money_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_everybody_is_asked_the_same_and_nothing_is_private() -> None:
    assert asked(SERVICE, {}) == [
        "items", "first-day", "last-day", "purpose", "place", "transport", "borrower", "phone",
    ]  # fmt: skip
    assert [one.name for one in SERVICE.fields if one.private] == []


def test_each_office_lends_what_its_file_says(office: Office) -> None:
    assert {key: name.render(ENGLISH) for key, name in lent(office).items()} == {
        "tent": "Tent",
        "chair": "Chair",
    }
    assert at_most(office) == {"tent": 4, "chair": 100}
    assert lent(replace(office, property={})) == {}


def test_an_office_that_lends_nothing_does_not_offer_it(office: Office) -> None:
    assert SERVICE.offered(office)
    assert not SERVICE.offered(replace(office, property={}))


def test_bringing_back_before_getting_it_is_a_slip(office: Office) -> None:
    days = {"first-day": "2026-12-04", "last-day": "2026-12-03"}
    assert "you get it on Fri 4 Dec 2026" in refusal(SERVICE, days, office)


@pytest.mark.parametrize("last", ["2026-12-04", "2026-12-07", None])
def test_the_same_day_or_a_later_one_is_fine(last: str | None, office: Office) -> None:
    SERVICE.rule({"first-day": "2026-12-04", "last-day": last}, TODAY, office)
    assert SERVICE.then == (ReserveProperty(items="items", first="first-day", last="last-day"),)


def test_group_chats_may_read_what_when_and_why_but_not_who() -> None:
    assert [one.name for one in SERVICE.fields if not one.personal] == [
        "items", "first-day", "last-day", "purpose", "transport",
    ]  # fmt: skip


def test_recorded_words_begin_it_and_no_others() -> None:
    assert unheard(SERVICE, "asset_borrowing") == []
    assert meant_by(SERVICE) == {"asset_borrowing"}
