"""Signboard tax: what begins it, what it asks whom, and the sums it shows."""

from datetime import date

import pytest

from services.kit.consequences import BillAssessed
from services.kit.office import Office
from services.signboard_tax import SERVICE
from tests.services.telling import asked, begins, finding, meant_by, told

SIGN = {"words": "mixed", "moving": "still", "width": "120", "height": "240", "sides": "one"}
OLD = {**SIGN, "new": "earlier"}
NEW = {**SIGN, "new": "this-year", "put-up": "2026-11-10"}


@pytest.mark.parametrize(
    "typed",
    ["ภาษีป้ายร้านกาแฟคิดยังไงคะ", "ยื่น ภ.ป.1 ภายในวันไหน", "พาสีป้าย", "signboard tax"],
)
def test_signs_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ภาษีที่ดิน", "ป้ายทะเบียนรถหาย", "ป้ายบอกทางล้ม"])
def test_other_signs_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_an_estimate_asks_what_the_sign_is_like() -> None:
    assert asked(SERVICE, {"what": "estimate", **OLD}) == [
        "what", "words", "moving", "width", "height", "sides", "new",
    ]  # fmt: skip


def test_a_new_sign_is_asked_for_its_day_and_a_company_for_its_number() -> None:
    names = asked(SERVICE, {"what": "file", **NEW, "owner-kind": "company"})
    assert names[7:] == [
        "put-up", "photos", "place", "owner-kind", "owner", "company-id", "phone",
    ]  # fmt: skip


def test_a_person_is_not_asked_for_a_number() -> None:
    assert "company-id" not in asked(SERVICE, {"what": "file", **OLD, "owner-kind": "person"})
    assert [one.name for one in SERVICE.fields if one.private] == []


def test_an_estimate_shows_its_steps_and_is_the_end(office: Office) -> None:
    words = told(SERVICE, {"what": "estimate", **OLD}, office)
    assert "58 × 26 baht = 1,508 baht" in words
    assert "This year 100% of it: 1,508 baht" in words
    assert finding(SERVICE, {"what": "estimate", **OLD}, office).final


def test_two_sides_pay_twice(office: Office) -> None:
    words = told(SERVICE, {"what": "estimate", **OLD, "sides": "two"}, office)
    assert "3,016 baht" in words
    assert "It may be paid in 3 parts." in words


def test_declaring_shows_the_estimate_and_goes_on(office: Office) -> None:
    words = told(SERVICE, {"what": "file", **NEW}, office)
    assert "This year 25% of it: 377 baht" in words
    assert "the last day is Wed 25 Nov 2026" in words
    assert not finding(SERVICE, {"what": "file", **NEW}, office).final


def test_declaring_late_says_what_it_adds(office: Office) -> None:
    words = told(SERVICE, {"what": "file", **OLD}, office)
    assert "The last day to declare it was Tue 31 Mar 2026." in words
    assert "adds 75.40 baht" in words


def test_on_the_last_day_it_is_in_time(office: Office) -> None:
    words = told(SERVICE, {"what": "file", **OLD}, office, date(2026, 3, 31))
    assert "declared in time" in words


def test_paying_looks_up_the_bill() -> None:
    assert asked(SERVICE, {"what": "pay"}) == ["what", "notice", "digits", "parts"]
    assert SERVICE.then == (
        BillAssessed(when=("what", "pay"), tax="signboard", instalments="parts"),
    )


def test_recorded_words_begin_it_and_no_others() -> None:
    assert meant_by(SERVICE) == {"tax"}
