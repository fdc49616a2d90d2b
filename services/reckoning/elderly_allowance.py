"""Elderly allowance: from when, by which registration, and how much a month."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.kit.calendar import BUDDHIST, fiscal_year
from services.kit.dated import Dated, in_force
from services.reckoning.ages import Born, age_on, completed_age_on, completes

Tables = Mapping[str, Sequence[Dated]]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Beginning:
    """When somebody reaches the age, and from which month on they are paid."""

    complete: date
    first_month: date
    """The first day of the first month paid."""
    fiscal_year: int
    """The fiscal year (Buddhist Era) of that month."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days on which one may register for a fiscal year."""

    fiscal_year: int
    opens: date
    closes: date

    def is_open(self, day: date) -> bool:
        return self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class Registration:
    """The next days on which somebody may register, and from when that pays."""

    window: Window
    first_month: date


@dataclass(frozen=True, slots=True)
class Monthly:
    """Baht a month."""

    baht: Decimal
    age: int
    """The age that counts, on the day on which ages are counted."""
    or_else: Decimal | None
    """The other amount where the day of birth lies on the border: an officer decides."""
    to_be_confirmed: bool


def beginning(born: Born, day: date, tables: Tables) -> Beginning:
    """Return from when somebody may be paid. Raises `NoRate`."""
    age = int(in_force(tables, "elderly_registration", day).values["age"])
    complete = completes(born.day, age)
    first = _next_month(complete)
    return Beginning(complete, first, fiscal_year(first))


def is_of_age(born: Born, year: int, rule: Dated) -> bool:
    """Say whether somebody belongs to those of a fiscal year: born before its cut-off day."""
    values = rule.values
    born_by = year - BUDDHIST - int(values["age"])
    return born.day < date(born_by, values["cut_off_month"], values["cut_off_day"])


def registration(born: Born, day: date, tables: Tables) -> Registration:
    """Return the window that is open on a day, or opens next, for somebody. Raises `NoRate`."""
    rule = in_force(tables, "elderly_registration", day)
    begins = beginning(born, day, tables)
    last = max(begins.fiscal_year, fiscal_year(day)) + 2
    coming = [
        window
        for year in range(begins.fiscal_year, last + 1)
        if is_of_age(born, year, rule)
        for window in _windows(year, rule)
        if window.closes >= day
    ]
    window = min(coming, key=lambda one: one.opens)
    paid_from = date(window.fiscal_year - BUDDHIST - 1, 10, 1)
    return Registration(window, max(begins.first_month, paid_from))


def monthly(born: Born, day: date, tables: Tables) -> Monthly:
    """Return the allowance of the fiscal year of a day. Raises `NoRate`.

    The step is the age at the beginning of the fiscal year, and it stays for the whole year.
    """
    rates = in_force(tables, "elderly_allowance", day)
    payment = in_force(tables, "elderly_payment", day)
    counted_on = _counted_on(day, payment)
    by_birthday = age_on(counted_on, born.day)
    by_law = completed_age_on(counted_on, born.day)
    others = {_band(rates, age) for age in _possible_ages(born, by_birthday, by_law)}
    baht = _band(rates, by_birthday)
    return Monthly(
        baht + _top_up(by_birthday, day, tables),
        by_birthday,
        next(iter(others - {baht}), None),
        not rates.confirmed,
    )


def _possible_ages(born: Born, by_birthday: int, by_law: int) -> tuple[int, ...]:
    """A year that began in April may have meant the next one to whoever wrote it down."""
    return (by_birthday, by_law, by_birthday - 1) if born.doubtful else (by_birthday, by_law)


def _counted_on(day: date, payment: Dated) -> date:
    month, first = payment.values["step_month"], payment.values["step_day"]
    counted_on = date(day.year, month, first)
    return counted_on if counted_on <= day else date(day.year - 1, month, first)


def _band(rates: Dated, age: int) -> Decimal:
    """Return the amount of the band; who grows old enough within the year begins in the first."""
    bands = rates.values["bands"]
    reached = [band for band in bands if band["age"] <= age] or bands[:1]
    return Decimal(reached[-1]["baht"])


def _top_up(age: int, day: date, tables: Tables) -> Decimal:
    if not tables.get("elderly_top_up"):
        return Decimal(0)
    held = [row for row in tables["elderly_top_up"] if _holds(row, day)]
    return sum((_band(row, age) for row in held), Decimal(0))


def _holds(row: Dated, day: date) -> bool:
    return (
        row.active
        and row.effective_from <= day
        and (row.effective_to is None or day <= row.effective_to)
    )


def _windows(year: int, rule: Dated) -> Iterator[Window]:
    for told in rule.values["windows"]:
        begins = year - BUDDHIST - told["years_before"]
        last = monthrange(begins, told["to_month"])[1]
        yield Window(
            year, date(begins, told["from_month"], 1), date(begins, told["to_month"], last)
        )


def _next_month(day: date) -> date:
    years, month = divmod(day.month, MONTHS)
    return date(day.year + years, month + 1, 1)
