"""The published order: first come, first served; some earlier; and nobody waits for ever."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from offices import SHIPPED
from services.kit.lining_up import (
    PriorityReason,
    PriorityRule,
    ahead,
    expected_wait,
    order,
    rule_on,
)
from services.kit.office import Named, Office, Queue, read_office

NINE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OLD = PriorityReason("elderly", Named("สูงอายุ", "Old"), Named("ผู้สูงอายุ", "old people"))
RULE = PriorityRule({"elderly": OLD}, in_a_row=2)
LINE = Queue("general", "A", Named("ทั่วไป", "General"), "clerk")


@dataclass(frozen=True)
class Stub:
    """A ticket, as far as the order looks at it."""

    number: int
    priority: str | None = None
    minute: int = 0
    letter: str = "A"

    @property
    def taken_at(self) -> datetime:
        return NINE + timedelta(minutes=self.minute)


def line(kinds: str) -> list[Stub]:
    """A line in the order of coming: `o` is somebody like most, `p` has a reason."""
    return [
        Stub(number, "elderly" if kind == "p" else None, number)
        for number, kind in enumerate(kinds, 1)
    ]


def numbers(kinds: str, recent: str = "") -> list[int]:
    return [one.number for one in order(line(kinds), line(recent), RULE)]


@pytest.mark.parametrize(
    ("waiting", "recent", "called"),
    [
        ("ooo", "", [1, 2, 3]),
        ("oop", "", [3, 1, 2]),
        ("ooppp", "", [3, 4, 1, 5, 2]),
        ("opp", "pp", [1, 2, 3]),
        ("opp", "p", [2, 1, 3]),
        ("opp", "ppo", [2, 3, 1]),
        ("ppppo", "", [1, 2, 3, 4, 5]),
    ],
)
def test_who_has_a_reason_goes_first_but_not_for_ever(
    waiting: str, recent: str, called: list[int]
) -> None:
    assert numbers(waiting, recent) == called


def test_a_reason_that_is_not_published_counts_for_nothing() -> None:
    friend = Stub(2, "friend of the mayor", 2)
    assert order([friend, Stub(1, None, 1)], [], RULE)[0].number == 1


def test_a_ticket_passed_on_keeps_the_time_it_has_waited() -> None:
    passed_on = Stub(9, None, 1, "B")
    assert order([*line("oo")[1:], passed_on], [], RULE)[0] == passed_on


@pytest.mark.parametrize(
    ("before", "taken", "counters", "minutes"),
    [(0, [], 1, 0), (1, [], 1, 10), (3, [4, 4, 4], 1, 15), (3, [4, 5, 90], 2, 10), (1, [1], 1, 5)],
)
def test_the_wait_is_said_in_steps_of_five_minutes(
    before: int, taken: list[int], counters: int, minutes: int
) -> None:
    queue = Queue("general", "A", LINE.name, "clerk", counters=counters)
    assert expected_wait(before, [timedelta(minutes=time) for time in taken], queue) == minutes


def test_the_shipped_rule_asks_for_no_illness_and_waits_to_be_confirmed() -> None:
    rule = rule_on(read_office(SHIPPED), date(2026, 12, 1))
    assert (set(rule.reasons), rule.in_a_row) == ({"elderly", "help"}, 2)
    assert not rule.confirmed


def test_before_any_rule_is_published_nobody_goes_first(office: Office) -> None:
    assert rule_on(office, date(2020, 1, 1)) == PriorityRule()


kinds = some.text("op", max_size=14)
rows = some.integers(0, 3)


def rule_of(in_a_row: int) -> PriorityRule:
    return PriorityRule({"elderly": OLD}, in_a_row)


@given(kinds, kinds, rows)
def test_everybody_is_called_once_and_in_one_order_only(
    waiting: str, recent: str, in_a_row: int
) -> None:
    people, rule = line(waiting), rule_of(in_a_row)
    lined = order(people, line(recent), rule)
    assert sorted(one.number for one in lined) == [one.number for one in people]
    assert order(reversed(people), line(recent), rule) == lined


@given(kinds, kinds, rows)
def test_among_people_of_one_kind_who_came_first_is_called_first(
    waiting: str, recent: str, in_a_row: int
) -> None:
    lined = order(line(waiting), line(recent), rule_of(in_a_row))
    early = [one.number for one in lined if one.priority]
    others = [one.number for one in lined if not one.priority]
    assert (early, others) == (sorted(early), sorted(others))


@given(kinds, kinds, rows)
def test_nobody_waits_for_more_than_so_many_who_came_later(
    waiting: str, recent: str, in_a_row: int
) -> None:
    lined = order(line(waiting), line(recent), rule_of(in_a_row))
    others = [one for one in lined if not one.priority]
    passed_by = [
        sum(1 for one in lined[: ahead(other, lined)] if one.number > other.number)
        for other in others
    ]
    assert all(count <= in_a_row * (place + 1) for place, count in enumerate(passed_by))


@given(kinds, kinds, rows, some.integers(0, 15))
def test_one_more_without_a_reason_moves_nobody_back_who_is_before_them(
    waiting: str, recent: str, in_a_row: int, minute: int
) -> None:
    people, rule = line(waiting), rule_of(in_a_row)
    fresh = Stub(99, None, minute)
    before = order(people, line(recent), rule)
    after = order([*people, fresh], line(recent), rule)
    place = ahead(fresh, after)
    assert after[:place] == before[:place]


@given(kinds, kinds, rows)
def test_calling_one_after_the_other_keeps_the_order_that_was_shown(
    waiting: str, recent: str, in_a_row: int
) -> None:
    """Nobody who comes later changes it here; the place on the page is the place at the counter."""
    rule, called = rule_of(in_a_row), line(recent)
    shown = order(line(waiting), called, rule)
    left, real = list(shown), list[Stub]()
    for _turn in shown:
        upcoming = order(left, [*called, *real], rule)[0]
        left.remove(upcoming)
        real.append(upcoming)
    assert real == shown
