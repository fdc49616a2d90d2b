"""Why a bill costs more today than what was asked for, in words for its resident. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from services.desk.paying.amounts import shown_satang
from services.desk.paying.growing import Standing
from services.kit.money import to_satang
from services.kit.text import Day, Rendered, _
from services.reckoning.late_payment import Late


def explained(now: Standing) -> Sequence[Rendered]:
    """Say why a bill costs what it does today; nothing when it costs what was asked for."""
    if now.late is None:
        return ()
    if now.missed is None:
        return late_words(now.late)
    return (_ended(now), *late_words(now.late))


def late_words(cost: Late) -> Sequence[Rendered]:
    """Say how a late sum came about."""
    sure = () if not cost.to_be_confirmed else (_to_be_confirmed(),)
    return (_late(cost), *sure)


def _ended(now: Standing) -> Rendered:
    missed = now.missed or now.bill
    return _(
        "Part {number} was not paid by {due}, so this tax is not paid in parts any more: every "
        "part is due now.",
        number=missed.part,
        due=Day(missed.due_on),
    )


def _late(cost: Late) -> Rendered:
    if not cost.penalty:
        return _(
            "The tax is {tax}. It is late by {months} months begun, so {surcharge} of surcharge is "
            "added.",
            tax=_baht(cost.tax),
            surcharge=_baht(cost.surcharge),
            months=cost.months,
        )
    return _(
        "The tax is {tax}. It is late by {months} months begun, so {penalty} of penalty and "
        "{surcharge} of surcharge are added.",
        tax=_baht(cost.tax),
        penalty=_baht(cost.penalty),
        surcharge=_baht(cost.surcharge),
        months=cost.months,
    )


def _baht(amount: Decimal) -> Rendered:
    return shown_satang(to_satang(amount))


def _to_be_confirmed() -> Rendered:
    return _("What is added is our best knowledge; the office confirms it.")
