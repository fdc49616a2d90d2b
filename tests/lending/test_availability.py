"""How many are free on a day: both days count, and what comes back is lent from the next day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.desk.lending.availability import (
    Held,
    Shortage,
    days_from,
    free_on,
    next_free,
    shortages,
)
from tests.lending.borrowing import december

STOCK = {"tent": 4, "chair": 100}
HELD = [
    Held("tent", december(10), december(12), 3),
    Held("tent", december(12), december(14), 1),
    Held("chair", december(11), december(11), 100),
]


@pytest.mark.parametrize(
    ("day", "free"), [(9, 4), (10, 1), (11, 1), (12, 0), (13, 3), (14, 3), (15, 4)]
)
def test_both_days_of_a_loan_count_and_the_next_begins_the_day_after(day: int, free: int) -> None:
    assert free_on("tent", december(day), 4, HELD) == free


def test_too_many_out_leave_none_not_fewer() -> None:
    assert free_on("tent", december(10), 2, HELD) == 0


def test_a_shortage_names_the_first_day_it_happens() -> None:
    assert shortages({"tent": 2, "chair": 1}, december(9), december(12), STOCK, HELD) == [
        Shortage("tent", december(10), 1),
        Shortage("chair", december(11), 0),
    ]


def test_what_the_office_does_not_lend_is_never_free() -> None:
    assert shortages({"boat": 1}, december(1), december(1), STOCK, []) == [
        Shortage("boat", december(1), 0)
    ]


def test_the_next_free_day_has_room_for_as_many_days() -> None:
    assert next_free({"tent": 2}, december(10), december(11), STOCK, HELD) == december(13)
    assert next_free({"tent": 1}, december(12), december(12), STOCK, HELD) == december(13)


def test_what_is_more_than_there_is_is_free_on_no_day() -> None:
    assert next_free({"tent": 5}, december(10), december(11), STOCK, []) is None


def test_a_loan_over_the_end_of_a_leap_february_has_all_its_days() -> None:
    days = list(days_from(date(2028, 2, 28), date(2028, 3, 1)))
    assert days == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


loans = some.lists(
    some.tuples(some.integers(0, 20), some.integers(0, 5), some.integers(1, 4)), max_size=12
)


@given(loans)
def test_lending_only_what_is_free_never_lends_more_than_there_is(
    wishes: list[tuple[int, int, int]],
) -> None:
    held: list[Held] = []
    for start, length, count in wishes:
        first = december(1) + timedelta(days=start)
        last = first + timedelta(days=length)
        refused = shortages({"tent": count}, first, last, STOCK, held)
        held += [] if refused else [Held("tent", first, last, count)]
    out = [
        sum(one.count for one in held if one.on(december(1) + timedelta(days=day)))
        for day in range(40)
    ]
    assert max(out) <= 4


@given(loans, some.integers(1, 4))
def test_the_next_free_day_is_really_free(wishes: list[tuple[int, int, int]], count: int) -> None:
    held = [
        Held("tent", december(1) + timedelta(days=a), december(1) + timedelta(days=a + b), n)
        for a, b, n in wishes
    ]
    found = next_free({"tent": count}, december(1), december(2), STOCK, held)
    assert found is not None
    assert shortages({"tent": count}, found, found + timedelta(days=1), STOCK, held) == []
