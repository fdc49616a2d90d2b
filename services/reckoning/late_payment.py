"""What is added to a tax that is filed or paid late."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from services.kit.dated import Dated
from services.reckoning.slices import percent_of

ONE_DAY = timedelta(days=1)


class Fault(StrEnum):
    """What was done late or not at all, by its name among the `penalties` of a table."""

    NONE = "none"
    """Declared and warned of nothing: there is no penalty, only the surcharge."""
    BEFORE_WARNING = "before-warning"
    """Land: paid late, and before the office's warning letter."""
    WITHIN_TERM = "within-term"
    """Land: paid within the term of that letter."""
    AFTER_TERM = "after-term"
    """Land: paid after it."""
    NOT_FILED = "not-filed"
    """Signboards: not declared in time."""
    BEFORE_NOTICE = "before-notice"
    """Signboards: declared late, and before the officer wrote."""


@dataclass(frozen=True, slots=True)
class Late:
    """A tax and what its lateness adds."""

    tax: Decimal
    penalty: Decimal
    """Once, for being late."""
    surcharge: Decimal
    """For every month begun."""
    months: int
    to_be_confirmed: bool

    @property
    def total(self) -> Decimal:
        return self.tax + self.penalty + self.surcharge


def months_late(due: date, paid: date) -> int:
    """Return how many months have begun since the last day to pay."""
    first = due + ONE_DAY
    if paid < first:
        return 0
    whole = (paid.year - first.year) * 12 + paid.month - first.month
    return whole + (1 if paid.day >= first.day else 0)


def late_payment(
    tax: Decimal, months: int, fault: Fault, rule: Dated, extended: bool = False
) -> Late:
    """Add the penalty and the monthly surcharge; both count the tax only.

    `extended`: the office allowed more time, which may lower the surcharge.
    """
    values, months = rule.values, max(0, months)
    monthly = values.get("monthly_extended") if extended else None
    surcharge = percent_of(tax, Decimal(monthly or values["monthly"]) * months)
    excused = values.get("penalty_only_when_late", False) and not months
    percent = Decimal(0) if excused else Decimal(values["penalties"].get(fault, 0))
    return Late(
        tax,
        percent_of(tax, percent),
        min(tax, surcharge) if values.get("monthly_at_most_the_tax", False) else surcharge,
        months,
        not rule.confirmed,
    )
