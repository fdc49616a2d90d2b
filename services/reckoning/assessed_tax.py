"""What an assessed tax costs on a given day: late, in parts, or just as assessed."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.kit.dated import Dated, NoRate, in_force
from services.reckoning.instalments import instalments
from services.reckoning.late_payment import Fault, Late, late_payment, months_late

Tables = Mapping[str, Sequence[Dated]]


@dataclass(frozen=True, slots=True)
class Assessed:
    """One line of the office's list: the tax, its last day, and the warning, if one was sent."""

    tax: str
    """Which list it stands in; its tables are called after it."""
    amount: Decimal
    due_on: date
    warned_on: date | None = None
    warned_until: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One sum and its last day."""

    amount: Decimal
    due_on: date


def cost_on(day: date, assessed: Assessed, tables: Tables) -> Late:
    """Return the tax with what its lateness adds on that day; nothing where no table says so."""
    months = months_late(assessed.due_on, day)
    rule = rule_of(assessed.tax, "late", assessed.due_on, tables)
    if not months or rule is None:
        return Late(assessed.amount, Decimal(0), Decimal(0), 0, to_be_confirmed=False)
    return late_payment(assessed.amount, months, fault_on(day, assessed), rule)


def last_day_of(cost: Late, day: date, assessed: Assessed) -> date:
    """Return until when that sum holds: late, it grows again with the next month."""
    if not cost.months:
        return assessed.due_on
    return min(later_month(assessed.due_on, cost.months), _before_a_dearer_step(day, assessed))


def in_parts(day: date, assessed: Assessed, tables: Tables) -> tuple[Part, ...]:
    """Return the parts the tax may be paid in; empty when it is too small, or late already."""
    if day > assessed.due_on:
        return ()
    return tuple(
        Part(amount, later_month(assessed.due_on, number))
        for number, amount in enumerate(part_sums(assessed, tables))
    )


def part_sums(assessed: Assessed, tables: Tables) -> tuple[Decimal, ...]:
    """Return the sums of its parts; empty when it is too small for parts."""
    rule = rule_of(assessed.tax, "instalments", assessed.due_on, tables)
    return instalments(assessed.amount, rule) if rule else ()


def rule_of(tax: str, about: str, day: date, tables: Tables) -> Dated | None:
    """Return the row of one of a tax's tables that holds on a day, if there is one."""
    try:
        return in_force(tables, f"{tax}_tax_{about}", day)
    except NoRate:
        return None


def fault_on(day: date, assessed: Assessed) -> Fault:
    """Say how far the warning has come; a tax whose table knows no warnings adds nothing for it."""
    if assessed.warned_on is None or day < assessed.warned_on:
        return Fault.BEFORE_WARNING
    if assessed.warned_until is not None and day > assessed.warned_until:
        return Fault.AFTER_TERM
    return Fault.WITHIN_TERM


def _before_a_dearer_step(day: date, assessed: Assessed) -> date:
    """The term of a warning may end before the month does."""
    term = assessed.warned_until
    return term if term is not None and term >= day else date.max


def later_month(due_on: date, later: int) -> date:
    """Return the same day so many months later, and the last of a month after the last of one."""
    month = due_on.month - 1 + later
    year, month = due_on.year + month // 12, month % 12 + 1
    length = monthrange(year, month)[1]
    is_last = due_on.day == monthrange(due_on.year, due_on.month)[1]
    return date(year, month, length if is_last else min(due_on.day, length))
