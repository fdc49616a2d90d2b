"""How results are told: one sentence under the other, with amounts as people read them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce

from services.kit.dated import Dated
from services.kit.money import baht
from services.kit.text import Rendered, _, both
from services.reckoning.slices import Slice


def lines(*sentences: Rendered) -> Rendered:
    """Put complete sentences one under the other."""
    return reduce(both, sentences)


def number(amount: Decimal) -> str:
    """Write a number with commas and without zeros that say nothing."""
    return f"{amount.normalize():,f}"


def told_slices(slices: Sequence[Slice]) -> Sequence[Rendered]:
    """Show each slice as its own line, so that anybody can check the sum."""
    return [
        _(
            "{value} × {percent}% = {tax}",
            value=number(one.value),
            percent=number(one.percent),
            tax=baht(one.tax),
        )
        for one in slices
    ]


def estimate_only() -> Rendered:
    """Say what such a sum is worth."""
    return _("This is an estimate. The office's own assessment is what counts.")


def unsure() -> Rendered:
    """Say that a rate or a day is our best knowledge."""
    return _("A rate or a day in it still has to be confirmed by the office.")


def source(row: Dated) -> Rendered:
    """Name the rule behind an amount; where we read about it stands after the semicolon."""
    return _("Source: {source}", source=row.source.partition(";")[0])
