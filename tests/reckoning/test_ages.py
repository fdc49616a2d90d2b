"""Ages: complete the day before the birthday, leap days, missing days and months."""

from datetime import date

import pytest

from services.reckoning.ages import age_on, birthday, completed_age_on, completes, read_born


@pytest.mark.parametrize(
    ("born", "complete"),
    [
        (date(1967, 9, 1), date(2027, 8, 31)),
        (date(1967, 9, 2), date(2027, 9, 1)),
        (date(1968, 2, 29), date(2028, 2, 28)),
        (date(1967, 1, 1), date(2026, 12, 31)),
    ],
)
def test_an_age_is_complete_the_day_before_the_birthday(born: date, complete: date) -> None:
    assert completes(born, 60) == complete


def test_without_a_leap_day_the_birthday_is_the_last_of_february() -> None:
    assert birthday(date(1968, 2, 29), 59) == date(2027, 2, 28)
    assert age_on(date(2027, 2, 28), date(1968, 2, 29)) == 59


def test_the_two_ways_to_count_differ_on_one_day() -> None:
    born = date(1946, 10, 2)
    assert (age_on(date(2026, 10, 1), born), completed_age_on(date(2026, 10, 1), born)) == (79, 80)
    assert (age_on(date(2026, 10, 2), born), completed_age_on(date(2026, 10, 2), born)) == (80, 80)


def test_a_whole_date_is_taken_as_it_is() -> None:
    born = read_born("1967-02-12")
    assert (born.day, born.assumed) == (date(1967, 2, 12), False)


@pytest.mark.parametrize(
    ("stored", "day"),
    [
        ({"year": 1957, "month": None, "day": None}, date(1957, 1, 1)),
        ({"year": 1936, "month": None, "day": None}, date(1936, 4, 1)),
        ({"year": 1936, "month": 2, "day": None}, date(1936, 2, 1)),
        ({"year": 1957, "month": 5, "day": None}, date(1957, 5, 1)),
        ({"year": 1957, "month": None, "day": 9}, date(1957, 1, 1)),
    ],
)
def test_what_is_missing_is_the_first(stored: dict[str, int | None], day: date) -> None:
    born = read_born(stored)
    assert (born.day, born.assumed) == (day, True)


def test_a_whole_date_in_parts_is_not_assumed() -> None:
    assert not read_born({"year": 1957, "month": 5, "day": 9}).assumed


def test_years_that_began_in_april_leave_a_doubt() -> None:
    assert read_born({"year": 1936, "month": None, "day": None}).doubtful
    assert not read_born({"year": 1957, "month": None, "day": None}).doubtful
    assert not read_born("1937-01-05").doubtful
