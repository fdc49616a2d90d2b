"""Dates in either era, either script, whole or as far as they are known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.eras import buddhist, buddhist_year, common
from services.kit.fields import Given, Stored, Surroundings
from services.kit.questions import Date
from services.kit.text import ENGLISH, Day
from tests.asking import ASKED, explanation, half

BIRTHDAY = Date("born", ASKED, latest=lambda today: today)
PARTIAL = Date("born", ASKED, partial=True)
COMING = Date(
    "day",
    ASKED,
    earliest=lambda today: today + timedelta(days=1),
    latest=lambda today: today + timedelta(days=90),
)


@pytest.mark.parametrize(
    "typed",
    [
        "12 ก.พ. 2510",
        "12ก.พ.2510",
        "๑๒/๐๒/๒๕๑๐",
        "12-2-1967",
        "12.2.2510",
        "12022510",
        "1967-02-12",
        "2510-02-12",
        "เกิดวันที่ 12 กุมภาพันธ์ พ.ศ. 2510 ค่ะ",
        "12 เดือน กุมภา ปี 2510",
        "12 Feb 1967",
        "February 12, 1967",
        "12 ก.พ. พ.ศ. 10",
    ],
)
def test_a_day_is_understood_however_it_is_written(typed: str, here: Surroundings) -> None:
    assert BIRTHDAY.read(Given(typed), here) == "1967-02-12"


def test_a_year_of_two_digits_is_asked_for_with_the_years_it_may_be(here: Surroundings) -> None:
    open_question = half(BIRTHDAY, Given("12 กุมภาพันธ์ 10"), here)
    assert list(open_question.options) == ["1967-02-12", "2010-02-12"]
    assert BIRTHDAY.read(Given("2510", earlier=open_question.earlier), here) == "1967-02-12"
    assert BIRTHDAY.read(Given("2010-02-12", earlier=open_question.earlier), here) == "2010-02-12"


def test_a_question_that_is_half_answered_can_be_asked_again(here: Surroundings) -> None:
    earlier = half(BIRTHDAY, Given("12 ก.พ. 10"), here).earlier
    assert list(half(BIRTHDAY, Given(earlier=earlier), here).options) == [
        "1967-02-12",
        "2010-02-12",
    ]


def test_a_year_of_two_digits_is_clear_when_only_one_fits(here: Surroundings) -> None:
    assert COMING.read(Given("30/11/69"), here) == "2026-11-30"


def test_a_missing_year_is_asked_for(here: Surroundings) -> None:
    open_question = half(BIRTHDAY, Given("12 ก.พ."), here)
    assert "Of which year" in open_question.question.render(ENGLISH)
    assert BIRTHDAY.read(Given("2510", earlier=open_question.earlier), here) == "1967-02-12"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5 ก.พ. 2480", "1938-02-05"),
        ("31 มี.ค. 2482", "1940-03-31"),
        ("1 เม.ย. 2480", "1937-04-01"),
        ("31 ธ.ค. 2483", "1940-12-31"),
        ("1 ม.ค. 2484", "1941-01-01"),
        ("5 ก.พ. 1938", "1938-02-05"),
    ],
)
def test_years_before_2484_began_in_april(typed: str, stored: str, here: Surroundings) -> None:
    assert BIRTHDAY.read(Given(typed), here) == stored


@pytest.mark.parametrize("typed", ["1 ม.ค. 2483", "29 กุมภาพันธ์ 2483", "31/3/2483"])
def test_the_first_quarter_of_2483_never_was(typed: str, here: Surroundings) -> None:
    assert "the year may be 2482 or 2484" in explanation(BIRTHDAY, Given(typed), here)


def test_an_old_day_is_shown_with_the_year_of_its_paper(around: Surroundings) -> None:
    assert Day(date(1938, 2, 5)).render(around.languages["th"]).endswith("5 ก.พ. 2480")
    assert Day(date(1941, 1, 1)).render(around.languages["th"]).endswith("1 ม.ค. 2484")


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_every_day_comes_back_from_its_buddhist_year(day: date) -> None:
    assert common(buddhist_year(day), day.month) == day.year


@given(st.integers(1850, 2200))
def test_a_year_without_a_month_comes_back(year: int) -> None:
    assert common(buddhist(year, None), None) == year


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("30 ก.พ. 2510", "not in the calendar"),
        ("29 ก.พ. 2510", "not in the calendar"),
        ("12/13/2510", "not in the calendar"),
        ("0/0/2500", "not in the calendar"),
        ("1/1/9999", "do not understand the year"),
        ("2510", "day, month and year"),
        ("ก.พ. 2510", "day, month and year"),
        ("1 ก.พ. 2510 ถึง 2 มี.ค. 2510", "day, month and year"),
        ("1 2 3 4", "day, month and year"),
        ("", "day, month and year"),
        ("พรุ่งนี้", "or an earlier day"),
    ],
)
def test_what_is_no_day_is_explained(typed: str, told: str, here: Surroundings) -> None:
    assert told in explanation(BIRTHDAY, Given(typed), here)


def test_the_bounds_are_said(here: Surroundings) -> None:
    told = explanation(COMING, Given("1 ม.ค. 2580"), here)
    assert "from Tue 24 Nov 2026 to Sun 21 Feb 2027" in told
    after = Date("day", ASKED, earliest=lambda today: today)
    assert "or a later day" in explanation(after, Given("1 ม.ค. 2560"), here)


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("2500", {"year": 1957, "month": None, "day": None}, "1957 (day and month not known)"),
        ("ไม่ทราบวันเกิด 2500", {"year": 1957, "month": None, "day": None}, "1957 (day and"),
        ("ก.พ. 2500", {"year": 1957, "month": 2, "day": None}, "Feb 1957 (day not known)"),
        ("2/2500", {"year": 1957, "month": 2, "day": None}, "Feb 1957 (day not known)"),
        ("ม.ค. 2480", {"year": 1938, "month": 1, "day": None}, "Jan 1938 (day not known)"),
        ("12/2/2500", {"year": 1957, "month": 2, "day": 12}, "Tue 12 Feb 1957"),
    ],
)
def test_what_is_known_of_a_birthday_is_kept(
    typed: str, stored: Stored, shown: str, here: Surroundings
) -> None:
    assert PARTIAL.read(Given(typed), here) == stored
    assert shown in PARTIAL.show(stored, here).render(ENGLISH)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("12", "2", "2510"), ("๑๒", "๒", "๒๕๑๐"), ("12", "ก.พ.", "1967"), ("12", "02", "พ.ศ. 2510")],
)
def test_the_three_inputs_of_a_page_are_read(
    day: str, month: str, year: str, here: Surroundings
) -> None:
    page = Given(parts={"day": day, "month": month, "year": year}, whole=True)
    assert BIRTHDAY.read(page, here) == "1967-02-12"


@pytest.mark.parametrize(
    ("day", "month", "year", "told"),
    [
        ("12", "2", "10", "four digits"),
        ("12", "2", "", "four digits"),
        ("x", "2", "2510", "day, month and year"),
        ("12", "", "2510", "day, month and year"),
        ("31", "4", "2510", "not in the calendar"),
    ],
)
def test_a_page_is_told_everything_at_once(
    day: str, month: str, year: str, told: str, here: Surroundings
) -> None:
    page = Given(parts={"day": day, "month": month, "year": year}, whole=True)
    assert told in explanation(BIRTHDAY, page, here)


def test_a_page_may_leave_out_what_nobody_knows(here: Surroundings) -> None:
    page = Given(parts={"day": "", "month": "", "year": "2500"}, whole=True)
    assert PARTIAL.read(page, here) == {"year": 1957, "month": None, "day": None}


def test_an_answer_of_long_ago_is_still_an_answer(here: Surroundings) -> None:
    assert not COMING.accepts("2025-01-31", here)
    assert COMING.accepts("2025-01-31", here.of_any_day())


@pytest.mark.parametrize(("typed", "kept"), [("1 ธันวา", "2026-12-01"), ("15/1", "2027-01-15")])
def test_the_only_year_that_fits_is_not_asked_for(
    typed: str, kept: str, here: Surroundings
) -> None:
    assert COMING.read(Given(typed), here) == kept


def test_a_day_to_come_is_not_explained_with_a_birthday(here: Surroundings) -> None:
    assert "1967" not in explanation(COMING, Given("งานศพ"), here)
    assert "1967" in explanation(BIRTHDAY, Given("งานศพ"), here)
