"""Land tax: what begins it, what it asks whom, and the sums it shows."""

from datetime import date

import pytest

from services.kit.consequences import BillAssessed
from services.kit.fields import Answers
from services.kit.office import Office
from services.land_tax import SERVICE
from tests.services.telling import asked, begins, finding, meant_by, told, unheard

SHOP: Answers = {"what": "estimate", "use": "other", "how": "value", "value": "1250000.00"}
HOUSE: Answers = {
    "what": "estimate", "use": "main-house", "how": "area", "metres": "200.5",
    "metre-price": "80000.00", "material": "brick", "age": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "จ่ายภาษีที่ดินออนไลน์ได้มั้ย",
        "พาสีที่ดินจ่ายตรงไหน",
        "ที่นา 10 ไร่เสียภาษีบ่",
        "pay land tax",
        "ภ.ด.ส.6 คืออะไร",
    ],
)
def test_land_and_taxes_begin_it(typed: str) -> None:
    assert begins(SERVICE, typed)


@pytest.mark.parametrize("typed", ["ภาษีป้ายคิดยังไง", "ต่อภาษีรถ", "จองคิวจ่ายภาษี", "ขอถังขยะ"])
def test_other_taxes_do_not_begin_it(typed: str) -> None:
    assert not begins(SERVICE, typed)


def test_who_knows_the_value_is_asked_little() -> None:
    assert asked(SERVICE, SHOP) == ["what", "use", "how", "value"]


def test_only_farms_are_asked_for_their_owner_and_only_empty_land_for_its_years() -> None:
    farm = asked(SERVICE, {"what": "estimate", "use": "farming", "how": "value"})
    empty = asked(SERVICE, {"what": "estimate", "use": "vacant", "how": "value"})
    assert farm == ["what", "use", "owner", "how", "value"]
    assert empty == ["what", "use", "years", "how", "value"]


def test_who_owns_only_the_house_is_not_asked_for_land() -> None:
    assert asked(SERVICE, HOUSE)[3:] == ["metres", "metre-price", "material", "age"]


def test_without_a_building_nothing_more_is_asked_about_it() -> None:
    names = asked(SERVICE, {"what": "estimate", "use": "other", "how": "area", "metres": 0})
    assert names[-1] == "metres"


def test_paying_asks_for_the_notice_and_four_digits_only() -> None:
    assert asked(SERVICE, {"what": "pay"}) == ["what", "notice", "digits", "parts"]


def test_nothing_private_is_asked() -> None:
    assert [one.name for one in SERVICE.fields if one.private] == []


def test_the_calendar_asks_nothing_more() -> None:
    assert asked(SERVICE, {"what": "calendar"}) == ["what"]


def test_an_estimate_shows_its_slices_and_is_the_end(office: Office) -> None:
    words = told(SERVICE, SHOP, office)
    assert "1,250,000 × 0.3% = 3,750 baht" in words
    assert "3 parts: 1,250 baht each month" in words
    assert "This is an estimate." in words
    assert finding(SERVICE, SHOP, office).final


def test_an_estimate_by_area_shows_how_the_value_comes_about(office: Office) -> None:
    words = told(SERVICE, HOUSE, office)
    assert "Building: 16,040,000 baht new, less 5% for its age = 15,238,000 baht" in words
    assert "Free of tax: 10,000,000 baht" in words
    assert "5,238,000 × 0.02% = 1,047.60 baht" in words


def test_land_is_reckoned_in_rai_ngan_and_square_wah(office: Office) -> None:
    field: Answers = {
        "what": "estimate", "use": "farming", "owner": "company", "how": "area",
        "rai": "10", "ngan": None, "wah": "50", "wah-price": "250.00",
    }  # fmt: skip
    words = told(SERVICE, field, office)
    assert "Land: 4,050 square wah × 250 baht = 1,012,500 baht" in words
    assert "Tax for the year: 101.25 baht" in words


def test_a_farm_of_a_person_pays_nothing(office: Office) -> None:
    farm = {"what": "estimate", "use": "farming", "owner": "person", "how": "value"}
    assert "There is no tax to pay" in told(SERVICE, {**farm, "value": "8000000"}, office)


def test_three_empty_years_make_the_fourth_dearer(office: Office) -> None:
    empty: Answers = {
        "what": "estimate", "use": "vacant", "years": 3, "how": "value", "value": "2000000",
    }  # fmt: skip
    assert "Tax for the year: 12,000 baht" in told(SERVICE, empty, office)


def test_the_calendar_of_this_year_is_the_one_that_was_put_off(office: Office) -> None:
    words = told(SERVICE, {"what": "calendar"}, office, date(2026, 3, 1))
    assert "By Tue 30 Jun 2026: the tax is paid" in words
    assert "put these days off by 2 months" in words


def test_after_the_last_day_the_next_year_is_shown_as_the_law_has_it(office: Office) -> None:
    words = told(SERVICE, {"what": "calendar"}, office)
    assert "The days of 2026 are over." in words
    assert "By Fri 30 Apr 2027: the tax is paid" in words


@pytest.mark.parametrize(("received", "over"), [("2026-11-01", False), ("2026-05-01", True)])
def test_who_objects_learns_until_when(received: str, over: bool, office: Office) -> None:
    found = finding(SERVICE, {"what": "object", "received": received}, office)
    assert not found.final
    words = told(SERVICE, {"what": "object", "received": received}, office)
    assert "within 30 days" in words
    assert ("That day is over." in words) is over


def test_only_paying_looks_up_the_bill() -> None:
    assert SERVICE.then == (BillAssessed(when=("what", "pay"), tax="land", instalments="parts"),)


def test_recorded_words_about_taxes_begin_it_unless_they_are_about_signs() -> None:
    assert [words for words in unheard(SERVICE, "tax") if "ป้าย" not in words] == [
        "ยื่น ภ.ป.1 ภายในวันไหน"
    ]
    assert meant_by(SERVICE) == {"tax"}
