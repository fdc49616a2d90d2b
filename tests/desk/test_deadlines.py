"""Promises are counted in working days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.desk.deadlines import (
    department_of,
    due_on,
    is_working_day,
    promise_days,
    promised_by,
)
from services.kit.office import Office
from tests.desk.people import LAMP


@pytest.mark.parametrize(
    ("filed", "days", "due"),
    [
        (date(2026, 11, 16), 1, date(2026, 11, 17)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 24), 1, date(2026, 11, 26)),
        (date(2026, 12, 4), 1, date(2026, 12, 8)),
        (date(2026, 12, 30), 1, date(2027, 1, 4)),
        (date(2026, 11, 16), 0, date(2026, 11, 16)),
    ],
    ids=[
        "the next day", "over a weekend", "from a Saturday", "over a day the office announced",
        "over a day in lieu", "over New Year", "at once",
    ],
)  # fmt: skip
def test_the_day_a_promise_ends(office: Office, filed: date, days: int, due: date) -> None:
    assert due_on(filed, days, office) == due


def test_the_ploughing_ceremony_is_a_holiday_of_offices(office: Office) -> None:
    assert not is_working_day(date(2026, 5, 13), office)


def test_the_office_may_promise_something_else(office: Office) -> None:
    faster = replace(office, promises={LAMP.key: 1})
    assert (promise_days(LAMP, office), promise_days(LAMP, faster)) == (3, 1)


def test_the_office_may_move_a_service(office: Office) -> None:
    moved = replace(office, handled_by={LAMP.key: "health"})
    assert (department_of(LAMP, office), department_of(LAMP, moved)) == ("works", "health")


@pytest.mark.parametrize(
    ("filed", "by_promise", "by_act"),
    [
        (date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 16)),
        (date(2027, 4, 2), date(2027, 4, 22), date(2027, 4, 16)),
        (date(2026, 12, 25), date(2027, 1, 12), date(2027, 1, 8)),
    ],
    ids=["two plain weeks", "over Songkran", "over New Year"],
)
def test_a_promise_never_ends_after_the_days_of_its_act(
    office: Office, filed: date, by_promise: date, by_act: date
) -> None:
    ten = replace(LAMP, promise_days=10)
    assert promised_by(ten, filed, office) == by_promise
    assert promised_by(replace(ten, law_days=15), filed, office) == by_act


def test_the_days_of_an_act_are_never_passed(office: Office) -> None:
    slow = replace(LAMP, promise_days=10, law_days=15)
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(1095)]
    assert max((promised_by(slow, day, office) - day).days for day in days) == 15
