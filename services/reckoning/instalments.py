"""Paying a tax in equal parts."""

from decimal import ROUND_DOWN, Decimal

from services.kit.dated import Dated
from services.kit.money import SATANG


def instalments(tax: Decimal, rule: Dated) -> tuple[Decimal, ...]:
    """Return the parts of a tax that may be paid in parts; empty when it is too small.

    What does not divide evenly is paid with the last part.
    """
    if tax < Decimal(rule.values["least"]):
        return ()
    count = int(rule.values["parts"])
    part = (tax / count).quantize(SATANG, ROUND_DOWN)
    return (*[part] * (count - 1), tax - part * (count - 1))
