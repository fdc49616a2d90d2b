"""Elderly allowance: cut-off day, first month, registration windows, steps, day of payment."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offices import TABLES
from services.kit.dated import Dated, read_tables
from services.kit.office import Office
from services.reckoning.ages import Born, read_born
from services.reckoning.disability_allowance import disability_allowance
from services.reckoning.elderly_allowance import (
    beginning,
    is_of_age,
    monthly,
    registration,
)
from services.reckoning.payment_day import next_payment_day, payment_day

TODAY = date(2026, 11, 23)
OCTOBER = date(2026, 10, 1)
SHIPPED = read_tables(TABLES)
Tables = Mapping[str, tuple[Dated, ...]]


@pytest.mark.parametrize(
    ("born", "complete", "first_month", "year"),
    [
        (date(1967, 9, 1), date(2027, 8, 31), date(2027, 9, 1), 2570),
        (date(1967, 9, 2), date(2027, 9, 1), date(2027, 10, 1), 2571),
        (date(1966, 9, 2), date(2026, 9, 1), date(2026, 10, 1), 2570),
        (date(1957, 5, 15), date(2017, 5, 14), date(2017, 6, 1), 2560),
        (date(1968, 2, 29), date(2028, 2, 28), date(2028, 3, 1), 2571),
        (date(1967, 12, 31), date(2027, 12, 30), date(2028, 1, 1), 2571),
    ],
)
def test_paid_from_the_month_after_the_age_is_complete(
    born: date, complete: date, first_month: date, year: int, tables: Tables
) -> None:
    begins = beginning(Born(born), TODAY, tables)
    assert (begins.complete, begins.first_month) == (complete, first_month)
    assert begins.fiscal_year == year


@pytest.mark.parametrize(
    ("year", "last"),
    [(2565, date(1962, 9, 1)), (2569, date(1966, 9, 1)), (2570, date(1967, 9, 1))],
)
def test_the_cut_off_day_of_a_fiscal_year(year: int, last: date, tables: Tables) -> None:
    rule = tables["elderly_registration"][0]
    assert is_of_age(Born(last), year, rule)
    assert not is_of_age(Born(last.replace(day=2)), year, rule)


@given(st.dates(date(1930, 1, 1), date(1990, 12, 31)), st.integers(2560, 2600))
def test_the_cut_off_day_and_the_first_month_agree(born: date, year: int) -> None:
    begins = beginning(Born(born), TODAY, SHIPPED)
    rule = SHIPPED["elderly_registration"][0]
    assert is_of_age(Born(born), year, rule) == (begins.fiscal_year <= year)


@pytest.mark.parametrize(
    ("born", "today", "year", "opens", "closes", "first_month"),
    [
        (date(1960, 1, 1), date(2026, 11, 23), 2571,
         date(2026, 10, 1), date(2026, 11, 30), date(2027, 10, 1)),
        (date(1960, 1, 1), date(2026, 12, 1), 2571,
         date(2027, 1, 1), date(2027, 9, 30), date(2027, 10, 1)),
        (date(1960, 1, 1), date(2026, 9, 30), 2570,
         date(2026, 1, 1), date(2026, 9, 30), date(2026, 10, 1)),
        (date(1967, 9, 1), date(2026, 1, 5), 2570,
         date(2026, 1, 1), date(2026, 9, 30), date(2027, 9, 1)),
        (date(1970, 9, 2), date(2026, 11, 23), 2574,
         date(2029, 10, 1), date(2029, 11, 30), date(2030, 10, 1)),
    ],
)  # fmt: skip
def test_the_next_window_to_register(
    born: date, today: date, year: int, opens: date, closes: date, first_month: date,
    tables: Tables,
) -> None:  # fmt: skip
    found = registration(Born(born), today, tables)
    assert found.window.fiscal_year == year
    assert (found.window.opens, found.window.closes) == (opens, closes)
    assert found.first_month == first_month


def test_december_is_between_the_windows(tables: Tables) -> None:
    found = registration(Born(date(1960, 1, 1)), date(2026, 12, 15), tables)
    assert not found.window.is_open(date(2026, 12, 15))


@given(
    st.dates(date(1930, 1, 1), date(1990, 12, 31)),
    st.dates(date(2025, 1, 1), date(2035, 12, 31)),
)
def test_there_is_always_a_window_and_it_never_pays_too_early(born: date, today: date) -> None:
    found = registration(Born(born), today, SHIPPED)
    assert found.window.closes >= today
    assert found.first_month >= beginning(Born(born), today, SHIPPED).first_month


@pytest.mark.parametrize(
    ("born", "age", "baht"),
    [
        (date(1966, 9, 2), 60, 600),
        (date(1957, 5, 15), 69, 600),
        (date(1956, 9, 30), 70, 700),
        (date(1946, 10, 1), 80, 800),
        (date(1937, 1, 5), 89, 800),
        (date(1930, 1, 1), 96, 1000),
        (date(1967, 3, 1), 59, 600),
    ],
)
def test_the_step_is_the_age_on_the_first_of_october(
    born: date, age: int, baht: int, tables: Tables
) -> None:
    found = monthly(Born(born), OCTOBER, tables)
    assert (found.age, found.baht) == (age, Decimal(baht))
    assert found.or_else is None


def test_the_step_stays_until_the_fiscal_year_ends(tables: Tables) -> None:
    born = Born(date(1956, 10, 15))
    assert monthly(born, date(2027, 9, 30), tables).baht == 600
    assert monthly(born, date(2027, 10, 1), tables).baht == 700


def test_on_the_border_an_officer_decides(tables: Tables) -> None:
    found = monthly(Born(date(1946, 10, 2)), OCTOBER, tables)
    assert (found.age, found.baht) == (79, Decimal(700))
    assert found.or_else == 800


def test_a_year_of_birth_that_began_in_april_is_left_to_an_officer(tables: Tables) -> None:
    old = read_born({"year": 1936, "month": None, "day": None})
    assert monthly(old, OCTOBER, tables).or_else == 800
    assert monthly(replace(old, assumed=False), OCTOBER, tables).or_else is None


def test_the_rate_of_this_year_is_to_be_confirmed_and_that_of_last_year_is_not(
    tables: Tables,
) -> None:
    born = Born(date(1950, 1, 1))
    assert monthly(born, date(2026, 11, 1), tables).to_be_confirmed
    assert not monthly(born, date(2026, 9, 30), tables).to_be_confirmed


def test_a_rate_that_was_only_talked_about_is_paid_once_it_is_law(tables: Tables) -> None:
    in_law = [row for row in tables["elderly_allowance"] if row.active]
    rumour = next(row for row in tables["elderly_allowance"] if not row.active)
    passed = replace(rumour, active=True, effective_from=date(2026, 11, 1))
    born = Born(date(1950, 1, 1))
    assert monthly(born, TODAY, tables).baht == 700
    assert monthly(born, TODAY, {**tables, "elderly_allowance": (*in_law, passed)}).baht == 850


def test_a_new_rate_is_a_new_row_and_both_years_compute(tables: Tables) -> None:
    rows = tables["elderly_allowance"]
    raised = Dated(
        date(2027, 10, 1), "a decision for 2571", values={"bands": [{"age": 60, "baht": 900}]}
    )
    both = {**tables, "elderly_allowance": (*rows, raised)}
    born = Born(date(1950, 1, 1))
    assert monthly(born, date(2027, 9, 30), both).baht == 700
    assert monthly(born, date(2027, 10, 1), both).baht == 900


def test_what_was_paid_on_top_for_a_time_is_added(tables: Tables) -> None:
    assert monthly(Born(date(1950, 1, 1)), date(2022, 6, 1), tables).baht == Decimal(850)
    assert monthly(Born(date(1950, 1, 1)), date(2022, 10, 1), tables).baht == Decimal(700)


@pytest.mark.parametrize(
    ("month", "day"),
    [
        (date(2025, 8, 1), date(2025, 8, 8)),
        (date(2025, 11, 1), date(2025, 11, 10)),
        (date(2026, 12, 31), date(2026, 12, 9)),
        (date(2027, 4, 1), date(2027, 4, 9)),
    ],
)
def test_paid_on_the_tenth_or_the_working_day_before(
    month: date, day: date, office: Office
) -> None:
    assert payment_day(month, office) == day


def test_the_next_day_of_payment(office: Office) -> None:
    assert next_payment_day(date(2026, 11, 10), office) == date(2026, 11, 10)
    assert next_payment_day(date(2026, 11, 23), office) == date(2026, 12, 9)


def test_a_disabled_child_gets_more(tables: Tables) -> None:
    assert disability_allowance(under_age=True, day=TODAY, tables=tables) == 1000
    assert disability_allowance(under_age=False, day=TODAY, tables=tables) == 800
