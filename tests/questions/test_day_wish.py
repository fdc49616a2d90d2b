"""A wished day: buttons for the next free days, or words."""

from datetime import date

import pytest

from services.kit.fields import Given, Surroundings
from services.kit.questions import DayWish
from services.kit.text import ENGLISH
from tests.asking import ASKED, explanation

WISH = DayWish("day", ASKED)
ANY = DayWish("day", ASKED, days_ahead=(0, 3), working_days=False)


def test_the_next_days_the_office_works_are_buttons(here: Surroundings) -> None:
    shown = {value: label.render(ENGLISH) for value, label in WISH.options(here).items()}
    assert list(shown.items())[:3] == [
        ("2026-11-24", "Tue 24 Nov"),
        ("2026-11-26", "Thu 26 Nov"),
        ("2026-11-27", "Fri 27 Nov"),
    ]


def test_a_button_fits_in_every_language(here: Surroundings) -> None:
    year = [DayWish("day", ASKED, days_ahead=(n, n + 9)) for n in range(0, 360, 10)]
    labels = [
        label.render(language)
        for wish in year
        for label in wish.options(here).values()
        for language in here.languages.values()
    ]
    assert max(map(len, labels)) <= 20


def test_thai_days_are_short(here: Surroundings) -> None:
    assert WISH.options(here)["2026-11-26"].render(here.languages["th"]) == "พฤ. 26 พ.ย."


def test_there_are_no_buttons_before_the_day_is_known(around: Surroundings) -> None:
    assert WISH.options(around.of_any_day()) == {}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("พรุ่งนี้ค่ะ", "2026-11-24"),
        ("วันจันทร์", "2026-11-30"),
        ("จันทร์หน้า", "2026-11-30"),
        ("next monday", "2026-11-30"),
        ("วันศุกร์", "2026-11-27"),
        ("ศุกร์หน้า", "2026-12-04"),
        ("พฤหัส", "2026-11-26"),
        ("27 พ.ย.", "2026-11-27"),
        ("วันที่ 1", "2026-12-01"),
        ("30/11/69", "2026-11-30"),
        ("2026-11-30", "2026-11-30"),
        ("๓๐ พฤศจิกายน ๒๕๖๙", "2026-11-30"),
    ],
)
def test_a_day_may_be_typed(typed: str, stored: str, here: Surroundings) -> None:
    assert WISH.read(Given(typed), here) == stored


def test_next_friday_is_the_friday_of_next_week(around: Surroundings) -> None:
    wednesday = around.on(date(2026, 11, 18))
    assert WISH.read(Given("ศุกร์หน้า"), wednesday) == "2026-11-27"
    assert WISH.read(Given("วันศุกร์"), wednesday) == "2026-11-20"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("25 พ.ย.", "closed on Wed 25 Nov 2026. Please choose another day, for example Thu 26"),
        ("เสาร์", "closed on Sat 28 Nov 2026"),
        ("วันนี้", "from Tue 24 Nov 2026 to Mon 7 Dec 2026"),
        ("1 ม.ค.", "from Tue 24 Nov 2026"),
        ("เมื่อไรก็ได้", "for example Tue 24 Nov"),
        ("32 พ.ย.", "for example Tue 24 Nov"),
        ("", "for example Tue 24 Nov"),
    ],
)
def test_a_day_that_does_not_fit_is_explained(typed: str, told: str, here: Surroundings) -> None:
    assert told in explanation(WISH, Given(typed), here)


def test_a_weekend_may_be_wished_where_that_is_said(here: Surroundings) -> None:
    assert ANY.read(Given("วันนี้"), here) == "2026-11-23"
    assert ANY.read(Given("พุธ"), here) == "2026-11-25"


def test_a_page_gives_three_inputs(here: Surroundings) -> None:
    page = Given(parts={"day": "30", "month": "11", "year": "2569"}, whole=True)
    assert WISH.read(page, here) == "2026-11-30"
    assert WISH.parts("2026-11-30") == {"day": "30", "month": "11", "year": "2569"}


def test_a_wish_that_is_past_is_asked_again_but_stays_in_the_case(here: Surroundings) -> None:
    assert not WISH.accepts("2026-11-20", here)
    assert WISH.accepts("2026-11-20", here.of_any_day())


def test_no_free_day_at_all_is_said(here: Surroundings) -> None:
    holiday = DayWish("day", ASKED, days_ahead=(2, 2))
    assert "no free day" in explanation(holiday, Given("x"), here)
    assert "Please call the office" in explanation(holiday, Given("25 พ.ย."), here)
