"""The chain, as plain values: whatever is done to it, the first misfit is named."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.desk.audit_log.chain import (
    Fault,
    Head,
    Line,
    Misfit,
    Sealed,
    Walk,
    month_of,
    root_of,
    seal_of,
)

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
COUNT = 12
Chain = list[Sealed]


def line(number: int) -> Line:
    """An entry that differs from every other."""
    return Line(
        UUID(int=number), START + timedelta(minutes=number), "resident", "file", f"case {number}",
        "done", "", "line", "lamp", "received",
    )  # fmt: skip


def sealed(lines: list[Line], days_between: int = 0) -> Chain:
    """These entries as the sealer would seal them."""
    chain: Chain = []
    before = ""
    for number, one in enumerate(lines, start=1):
        at = START + timedelta(days=number * days_between)
        before = seal_of(before, number, at, one)
        chain.append(Sealed(one, number, at, before))
    return chain


WHOLE = sealed([line(number) for number in range(1, COUNT + 1)])
END = Head(COUNT, str(WHOLE[-1].seal))


def walked(chain: Chain, end: Head = END) -> Walk:
    """A walk in the order in which the database gives the entries."""
    walk = Walk()
    walk.pass_by(sorted(chain, key=lambda one: one.number))
    walk.arrive(end)
    return walk


def spoilt(value: object) -> Any:
    """Another value of the same kind."""
    changes: dict[type, Callable[[Any], Any]] = {
        str: lambda old: f"{old}x",
        UUID: lambda old: UUID(int=int(str(old).replace("-", ""), 16) + 1),
        datetime: lambda old: START - timedelta(days=1) if old else old,
    }
    return changes[type(value)](value)


def test_a_chain_that_nobody_touched_fits() -> None:
    walk = walked(WHOLE)
    assert walk.misfit is None
    assert walk.head.number == COUNT


def test_an_empty_chain_fits() -> None:
    assert walked([], Head()).misfit is None


@given(st.integers(1, COUNT), st.sampled_from([told.name for told in fields(Line)]))
def test_a_changed_entry_is_named_whatever_was_changed(number: int, name: str) -> None:
    chain = list(WHOLE)
    old = chain[number - 1]
    changed: dict[str, Any] = {name: spoilt(getattr(old.line, name))}
    chain[number - 1] = replace(old, line=replace(old.line, **changed))
    assert walked(chain).misfit == Misfit(number, Fault.CHANGED)


@given(st.integers(1, COUNT), st.sampled_from(["sealed_at", "seal"]))
def test_a_changed_seal_is_named(number: int, name: str) -> None:
    chain = list(WHOLE)
    old = chain[number - 1]
    changed: dict[str, Any] = {name: spoilt(getattr(old, name))}
    chain[number - 1] = replace(old, **changed)
    assert walked(chain).misfit == Misfit(number, Fault.CHANGED)


@given(st.integers(1, COUNT - 1))
def test_a_removed_entry_is_named(number: int) -> None:
    assert walked(WHOLE[: number - 1] + WHOLE[number:]).misfit == Misfit(number, Fault.MISSING)


@given(st.integers(0, COUNT - 1))
def test_a_cut_off_end_is_named_by_the_first_that_is_gone(left: int) -> None:
    assert walked(WHOLE[:left]).misfit == Misfit(left + 1, Fault.CUT_OFF)


@given(st.integers(1, COUNT - 1), st.integers(1, COUNT - 1))
def test_two_entries_in_each_others_place_are_named_by_the_first(one: int, far: int) -> None:
    other = min(one + far, COUNT)
    chain = list(WHOLE)
    chain[one - 1] = replace(chain[one - 1], line=WHOLE[other - 1].line)
    chain[other - 1] = replace(chain[other - 1], line=WHOLE[one - 1].line)
    assert walked(chain).misfit == Misfit(one, Fault.CHANGED)


@given(st.integers(1, COUNT))
def test_an_entry_put_in_between_is_named_when_the_others_make_room(number: int) -> None:
    moved = [replace(one, number=one.number + 1) for one in WHOLE[number - 1 :]]
    added = Sealed(line(99), number, START, "0" * 64)
    assert walked([*WHOLE[: number - 1], added, *moved]).misfit == Misfit(number, Fault.CHANGED)


@given(st.integers(1, COUNT))
def test_an_entry_in_a_place_that_is_taken_is_named(number: int) -> None:
    added = Sealed(line(99), number, START, "0" * 64)
    assert walked([*WHOLE, added]).misfit == Misfit(number, Fault.ADDED)


def test_an_entry_behind_the_end_is_named_even_with_a_right_seal() -> None:
    more = sealed([line(number) for number in range(1, COUNT + 2)])
    assert walked(more).misfit == Misfit(COUNT + 1, Fault.ADDED)


@given(st.integers(1, COUNT))
def test_a_whole_new_chain_does_not_fit_the_end_that_was_kept(number: int) -> None:
    lines = [one.line for one in WHOLE]
    lines[number - 1] = replace(lines[number - 1], outcome="refused")
    assert walked(sealed(lines)).misfit == Misfit(COUNT, Fault.END)


@given(
    st.lists(st.tuples(st.sampled_from(["change", "drop", "swap"]), st.integers(0, 10)), min_size=1)
)
def test_of_many_changes_the_first_is_named(changes: list[tuple[str, int]]) -> None:
    chain: dict[int, Sealed] = {one.number: one for one in WHOLE}
    for what, at in changes:
        spoil(chain, what, at + 1)
    wrong = [n for n in range(1, COUNT + 1) if chain.get(n) != WHOLE[n - 1]]
    found = walked(list(chain.values())).misfit
    assert (found and found.number) == (wrong[0] if wrong else None)


def spoil(chain: dict[int, Sealed], what: str, number: int) -> None:
    """Do one thing to a chain that somebody with the database could do."""
    here, next_one = chain.get(number), chain.get(number + 1)
    if here and what == "drop":
        del chain[number]
    elif here and what == "change":
        chain[number] = replace(here, line=replace(here.line, note=f"{here.line.note}!"))
    elif here and next_one:
        chain[number] = replace(next_one, number=number)
        chain[number + 1] = replace(here, number=number + 1)


def test_the_root_of_a_month_is_the_last_seal_in_it_and_stays() -> None:
    chain = sealed([line(number) for number in range(1, COUNT + 1)], days_between=3)
    in_november = [one for one in chain if one.sealed_at and month_of(one.sealed_at) == "2026-11"]
    last = in_november[-1]
    whole = walked(chain, Head(COUNT, str(chain[-1].seal)))
    assert root_of(whole, "2026-11") == Head(last.number, str(last.seal), last.sealed_at)
    assert root_of(walked(in_november, Head(last.number, str(last.seal))), "2026-11") == root_of(
        whole, "2026-11"
    )


def test_a_quiet_month_has_the_root_of_the_month_before() -> None:
    walk = walked(WHOLE)
    assert root_of(walk, "2027-03") == root_of(walk, "2026-11")
    assert root_of(walk, "2026-10") is None


def test_a_month_is_that_of_thailand() -> None:
    assert month_of(datetime(2026, 11, 30, 17, 0, tzinfo=UTC)) == "2026-12"


@pytest.mark.parametrize("count", [1, 5])
def test_a_walk_in_pieces_finds_the_same(count: int) -> None:
    walk = Walk()
    for first in range(0, COUNT, count):
        walk.pass_by(WHOLE[first : first + count])
    walk.arrive(END)
    assert (walk.misfit, walk.head.seal) == (None, END.seal)
