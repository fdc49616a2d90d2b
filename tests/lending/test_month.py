"""The calendar of one thing for a month."""

from datetime import date

import pytest

from services.desk.lending.availability import Held
from services.desk.lending.month import CalendarDay, month_of, months_ahead
from tests.lending.borrowing import december


def test_a_month_begins_on_its_weekday_and_knows_the_past() -> None:
    held = [Held("tent", december(31), date(2027, 1, 2), 4)]
    weeks = month_of("tent", 4, december(1), held, december(2))
    assert weeks[0][:3] == [
        None,
        CalendarDay(december(1), 4, past=True),
        CalendarDay(december(2), 4, past=False),
    ]
    assert weeks[-1][3] == CalendarDay(december(31), 0, past=False)
    assert weeks[-1][4:] == [None, None, None]


@pytest.mark.parametrize(
    ("month", "by", "there"),
    [(date(2026, 12, 1), 1, date(2027, 1, 1)), (date(2027, 1, 1), -1, date(2026, 12, 1))],
)
def test_months_go_on_over_new_year(month: date, by: int, there: date) -> None:
    assert months_ahead(month, by) == there
