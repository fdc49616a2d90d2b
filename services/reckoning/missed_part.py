"""A tax in parts of which one was missed: the right to parts ends, the rest bears surcharge."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from services.reckoning.assessed_tax import Assessed, Tables, fault_on, later_month, rule_of
from services.reckoning.late_payment import Fault, Late, late_payment, months_late


def part_on(day: date, unpaid: Decimal, missed: date | None, tax: Assessed, tables: Tables) -> Late:
    """Return what is unpaid of a part with what is added, when a part was due on `missed`.

    The surcharge runs from that day on for every part still unpaid, also one that was due later.
    """
    nothing = Late(unpaid, Decimal(0), Decimal(0), 0, to_be_confirmed=False)
    months = months_late(missed, day) if missed else 0
    ending = rule_of(tax.tax, "missed_part", tax.due_on, tables)
    rule = rule_of(tax.tax, "late", tax.due_on, tables)
    if not months or ending is None or rule is None:
        return nothing
    warned = tax.warned_on is not None and day >= tax.warned_on
    fault = fault_on(day, tax) if warned else Fault(ending.values["fault"])
    late = late_payment(unpaid, months, fault, rule)
    return replace(late, to_be_confirmed=not (rule.confirmed and ending.confirmed))


def holds_until(missed: date, late: Late) -> date:
    """Return the last day of the month begun, after which it grows again."""
    return later_month(missed, late.months)
