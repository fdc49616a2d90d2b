"""When a notice climbs, decided without a database: over weeks with nights, weekends, holidays."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import SHIPPED
from services.kit.calendar import is_open
from services.kit.climbing import (
    UPWARDS,
    Climb,
    Ladder,
    PromiseDays,
    PromiseStep,
    Rung,
    Waiting,
    may_tell,
    next_climb,
    rule_on,
    warning_on,
)
from services.kit.dated import Dated
from services.kit.office import Office, Opening, read_office
from tests.conftest import MONDAY, OFFICE_FILE

OFFICE = read_office(OFFICE_FILE)
HOURS = {
    Rung.SECOND: timedelta(hours=4),
    Rung.HEAD: timedelta(hours=8),
    Rung.EXECUTIVE: timedelta(hours=24),
}
USUAL, DANGER = Ladder(HOURS), Ladder(HOURS, by_clock=True)
LUNCH = replace(
    OFFICE,
    opening=(Opening(closes=time(12, 0)), Opening(opens=time(13, 0))),
)

moments = st.timedeltas(timedelta(), timedelta(days=90)).map(lambda later: MONDAY + later)
hours = st.lists(st.floats(0, 60), min_size=3, max_size=3).map(sorted)
offices = st.sampled_from([OFFICE, LUNCH])


def thai(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, as a clock in Thailand shows it."""
    return datetime(2026, 11, day, hour - 7, minute, tzinfo=UTC)


def steps(ladder: Ladder, came: datetime, office: Office = OFFICE) -> list[Climb]:
    """Climb to the top, each rung told at its moment."""
    waiting, climbs = Waiting(Rung.NONE, came), []
    while climb := next_climb(waiting, ladder, office):
        climbs.append(climb)
        waiting = Waiting(climb.rung, climb.at)
    return climbs


def test_hours_are_counted_only_while_the_office_is_open() -> None:
    assert [(one.rung, one.at) for one in steps(USUAL, MONDAY)] == [
        ("officer", thai(23, 9)),
        ("second", thai(23, 13)),
        ("head", thai(24, 9)),
        ("executive", thai(27, 9)),
    ]


def test_a_notice_of_friday_evening_waits_for_monday() -> None:
    climb = next_climb(Waiting(Rung.OFFICER, thai(27, 18)), USUAL, OFFICE)
    assert climb == Climb(Rung.SECOND, thai(30, 12, 30))


def test_danger_is_counted_by_the_clock_through_night_and_weekend() -> None:
    at = [one.at for one in steps(DANGER, thai(27, 18))]
    assert at == [thai(27, 18), thai(27, 22), datetime(2026, 11, 27, 19, tzinfo=UTC), thai(28, 18)]


def test_at_night_people_are_told_of_danger_only() -> None:
    assert may_tell(thai(23, 22), DANGER, OFFICE)
    assert not may_tell(thai(23, 22), USUAL, OFFICE)
    assert may_tell(thai(23, 10), USUAL, OFFICE)


def test_an_office_that_never_opens_wakes_nobody() -> None:
    never = replace(OFFICE, opening=(Opening(days=()),))
    assert next_climb(Waiting(Rung.OFFICER, MONDAY), USUAL, never) is None


@given(moments, hours, offices)
def test_whenever_it_comes_it_climbs_rung_by_rung_in_opening_hours(
    came: datetime, given_hours: list[float], office: Office
) -> None:
    after = dict(zip(HOURS, (timedelta(hours=one) for one in given_hours), strict=True))
    climbs = steps(Ladder(after), came, office)
    assert [one.rung for one in climbs] == list(UPWARDS[1:])
    assert all(first.at <= second.at for first, second in pairwise(climbs))
    assert all(is_open(one.at, office) for one in climbs[1:])


@given(moments, hours)
def test_every_rung_has_its_whole_time_however_late_the_one_below_was_told(
    came: datetime, given_hours: list[float]
) -> None:
    after = dict(zip(HOURS, (timedelta(hours=one) for one in given_hours), strict=True))
    for rung, above in zip(HOURS, list(HOURS)[1:], strict=False):
        climb = next_climb(Waiting(rung, came), Ladder(after), OFFICE)
        assert climb is not None
        assert climb.at - came >= after[above] - after[rung]


@given(moments, st.floats(0, 60))
def test_between_two_rungs_the_office_was_open_for_exactly_so_long(
    came: datetime, length: float
) -> None:
    minutes = round(length * 60)
    ladder = Ladder({Rung.SECOND: timedelta(minutes=minutes)})
    climb = next_climb(Waiting(Rung.OFFICER, came.replace(second=0, microsecond=0)), ladder, OFFICE)
    assert climb is not None
    begin = came.replace(second=0, microsecond=0)
    passed = (climb.at - begin) // timedelta(minutes=1)
    assert sum(is_open(begin + timedelta(minutes=one), OFFICE) for one in range(passed)) == minutes


DAYS = PromiseDays(warn=1, head=1, executive=5)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (19, None),
        (20, PromiseStep.SOON),
        (22, PromiseStep.SOON),
        (23, PromiseStep.TODAY),
        (24, PromiseStep.HEAD),
        (25, PromiseStep.HEAD),
        (30, PromiseStep.HEAD),
    ],
)
def test_a_promise_is_spoken_of_on_the_right_days(today: int, step: PromiseStep | None) -> None:
    """The 25th is a holiday of the office, and the 28th a Saturday."""
    assert warning_on(date(2026, 11, today), date(2026, 11, 23), DAYS, OFFICE) == step


def test_after_five_working_days_the_executive_hears_of_it() -> None:
    due = date(2026, 11, 23)
    told = [warning_on(date(2026, 12, day), due, DAYS, OFFICE) for day in (1, 2)]
    assert told == [PromiseStep.EXECUTIVE] * 2


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_warnings_of_a_promise_never_go_back(due: date) -> None:
    days = [due + timedelta(days=ahead) for ahead in range(-20, 21)]
    said = [one for day in days if (one := warning_on(day, due, DAYS, OFFICE))]
    places = [list(PromiseStep).index(one) for one in said]
    assert places == sorted(places)
    assert said[-1] == PromiseStep.EXECUTIVE


def test_the_shipped_rule_knows_what_is_dangerous_and_is_to_be_confirmed() -> None:
    rule = rule_on(read_office(SHIPPED), date(2026, 12, 1))
    assert rule is not None
    assert not rule.confirmed
    assert rule.ladder("road-repair", {"danger": "yes"}).by_clock
    assert not rule.ladder("road-repair", {"danger": "no"}).by_clock


def test_a_service_may_have_hours_of_its_own() -> None:
    own = {"key": "lamp", "second": 1, "head": 2, "executive": 3}
    rule = rule_on(with_row(services=[own]), date(2026, 12, 1))
    assert rule is not None
    assert rule.ladder("lamp", {}).after[Rung.HEAD] == timedelta(hours=2)
    assert rule.ladder("other", {}).after[Rung.HEAD] == timedelta(hours=8)


def test_a_table_in_which_the_head_hears_before_the_officer_is_refused() -> None:
    with pytest.raises(ValueError, match="climbing"):
        rule_on(with_row(second=9), date(2026, 12, 1))


def test_without_a_table_nothing_climbs() -> None:
    assert rule_on(replace(OFFICE, tables={}), date(2026, 12, 1)) is None


def with_row(**changes: object) -> Office:
    """The office of the tests with something else in its table."""
    [row] = OFFICE.tables["climbing"]
    changed = Dated(row.effective_from, row.source, values={**row.values, **changes})
    return replace(OFFICE, tables={**OFFICE.tables, "climbing": (changed,)})
