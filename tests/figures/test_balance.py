"""The figures of a period: they add up, whatever happened."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from statistics import median as expected_median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.desk.figures.balance import Figures, median, opening, percent, total
from services.desk.figures.folding import LEAST, TOGETHER, folded, is_delicate
from services.desk.figures.periods import Month, month_of, months_before, read_month, year_so_far
from services.kit.questions import NationalId
from services.kit.service import Group, Service
from services.kit.text import _
from tests.desk.people import LAMP

quickly = settings(max_examples=30, deadline=None)
small = st.integers(0, 9)
counts = st.dictionaries(st.integers(1, 5), st.integers(0, 4), max_size=5)
figures = st.builds(
    Figures, before=small, received=small, reopened=small, done=small, rejected=small,
    withdrawn=small, in_time=small, late=small, days=counts, stars=counts,
)  # fmt: skip

PURSE = replace(LAMP, key="purse", group=Group.WELFARE)
SEALED = replace(LAMP, key="sealed", fields=(NationalId("id", _("Which number?")),))
SERVICES = {one.key: one for one in (LAMP, PURSE, SEALED, replace(PURSE, key="family"))}
rows = st.dictionaries(st.sampled_from([*SERVICES, "gone"]), figures)


def sides(row: Figures) -> tuple[int, int]:
    came = row.before + row.received + row.reopened
    return came, row.done + row.rejected + row.withdrawn + row.still_open


@quickly
@given(figures, st.integers(0, 30))
def test_what_came_is_what_went_and_what_is_still_there(row: Figures, open_at_end: int) -> None:
    balanced = opening(open_at_end, row)
    assert sides(balanced)[0] == sides(balanced)[1]
    assert balanced.still_open == open_at_end


@quickly
@given(st.lists(figures))
def test_services_together_have_what_each_of_them_has(several: list[Figures]) -> None:
    together = total(several)
    assert together.received == sum(row.received for row in several)
    assert together.still_open == sum(row.still_open for row in several)
    assert together.ratings == sum(row.ratings for row in several)
    assert sum(together.days.values()) == sum(sum(row.days.values()) for row in several)


@quickly
@given(rows)
def test_putting_small_numbers_together_loses_nothing(found: Mapping[str, Figures]) -> None:
    shown = folded(found, SERVICES)
    assert sides(total(shown.values())) == sides(total(found.values()))
    assert total(shown.values()).ratings == total(found.values()).ratings


@quickly
@given(rows)
def test_nobody_stands_alone_in_a_delicate_row(found: Mapping[str, Figures]) -> None:
    shown = folded(found, SERVICES)
    delicate = [row for key, row in shown.items() if key and is_delicate(SERVICES.get(key))]
    assert [row for row in delicate if 0 < sides(row)[0] < LEAST] == []


def test_one_small_delicate_service_takes_another_one_along() -> None:
    found = {"purse": Figures(received=1), "lamp": Figures(received=9),
             "sealed": Figures(received=5, done=4)}  # fmt: skip
    shown = folded(found, SERVICES)
    assert shown == {"lamp": Figures(received=9), TOGETHER: Figures(received=6, done=4)}


def test_three_cases_stand_alone_and_two_do_not() -> None:
    found = {"purse": Figures(received=3), "sealed": Figures(received=2),
             "family": Figures(received=2)}  # fmt: skip
    shown = folded(found, SERVICES)
    assert shown == {"purse": Figures(received=3), TOGETHER: Figures(received=4)}


@pytest.mark.parametrize(
    ("service", "delicate"),
    [(LAMP, False), (PURSE, True), (SEALED, True), (None, True)],
)
def test_what_tells_something_about_a_person_is_delicate(
    service: Service | None, delicate: bool
) -> None:
    assert is_delicate(service) is delicate


@quickly
@given(st.lists(st.integers(0, 60), min_size=1))
def test_the_middle_is_the_one_of_statisticians(days: list[int]) -> None:
    assert median({day: days.count(day) for day in days}) == expected_median(days)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, None), (1, 2, 50), (1, 8, 13), (999, 1000, 99), (3, 3, 100)],
)
def test_a_hundred_percent_means_all_of_them(part: int, whole: int, expected: int | None) -> None:
    assert percent(part, whole) == expected


def test_few_ratings_are_counted_and_not_averaged() -> None:
    two, three = Figures(stars={5: 1, 1: 1}), Figures(stars={5: 2, 3: 1})
    assert (two.ratings, two.average_stars, two.good_percent) == (2, None, None)
    assert (three.average_stars, three.good_percent) == (4.3, 67)


@pytest.mark.parametrize("written", ["2569-11", "2026-11"])
def test_a_month_is_read_in_either_era(written: str) -> None:
    assert read_month(written) == Month(2026, 11)


@pytest.mark.parametrize("written", ["", "2569", "2569-13", "1900-01", "9999-01", "๒๕๖๙-๑๑", "x-1"])
def test_anything_else_is_no_month(written: str) -> None:
    assert read_month(written) is None


def test_months_follow_each_other_over_new_year_and_october() -> None:
    november = month_of(date(2026, 11, 30))
    assert november.plus(2) == Month(2027, 1)
    assert [m.buddhist for m in months_before(Month(2027, 1), 3).months] == [
        "2569-11", "2569-12", "2570-01"]  # fmt: skip
    assert (november.fiscal_year, year_so_far(november).first) == (2570, Month(2026, 10))
    assert (Month(2026, 9).fiscal_year, Month(2026, 9).fiscal_start) == (2569, Month(2025, 10))
