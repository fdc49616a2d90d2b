"""Notices about money to staff chats. Pure; nothing about who the resident is."""

from services.desk.about import About
from services.desk.paying.amounts import shown_satang
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Rendered, _, both

CONFIRM, REFUSE = "paid", "nopay"
"""s:paid:reference:slip, s:nopay:reference:slip."""

LIST = "/console/payments"


def slip_waits(case: About, slip: str, satang: int, *, readable: bool) -> Reply:
    """Ask to compare a slip with the bank account."""
    told: Rendered = _(
        "A slip came for {number} ({service}). Due: {amount}. "
        "Please look at the account, not only at the picture.",
        number=case.number,
        service=case.service,
        amount=shown_satang(satang),
    )
    if not readable:
        told = both(told, _("Its small code could not be read."))
    confirm = Button(_("The money is there"), press(presses.STAFF, CONFIRM, case.reference, slip))
    refuse = Button(_("No money came"), press(presses.STAFF, REFUSE, case.reference, slip))
    return Reply(told, (confirm, refuse, _list(case)))


def slip_repeated(case: About, first: str) -> Reply:
    """Tell that a slip was shown twice, and for which case first."""
    return Reply(
        _(
            "A slip for {number} ({service}) was refused: the same transfer was shown before "
            "for {first}.",
            number=case.number,
            service=case.service,
            first=first,
        ),
        (_list(case),),
    )


def slip_refused(case: About, name: str) -> Reply:
    """Tell colleagues that no money came in with a slip."""
    return Reply(
        _(
            "{name} found no money for the slip of {number} ({service}). The resident is told.",
            name=name,
            number=case.number,
            service=case.service,
        ),
        (_list(case),),
    )


def money_came(case: About, name: str, satang: int, *, whole: bool) -> Reply:
    """Tell colleagues who confirmed a payment."""
    gaps = {
        "name": name,
        "number": case.number,
        "service": case.service,
        "amount": shown_satang(satang),
    }
    if whole:
        return Reply(
            _("{name} confirmed {amount} for {number} ({service}). It is paid.", **gaps),
            (_list(case),),
        )
    return Reply(
        _("{name} confirmed {amount} for {number} ({service}). See the list of payments.", **gaps),
        (_list(case),),
    )


def asked(case: About, name: str, satang: int) -> Reply:
    """Tell colleagues who asked for a payment."""
    return Reply(
        _(
            "{name} asked for {amount} for {number} ({service}).",
            name=name,
            number=case.number,
            service=case.service,
            amount=shown_satang(satang),
        ),
        (_list(case),),
    )


def _list(case: About) -> Button:
    base = case.console.partition("/console")[0]
    return Button(_("List of payments"), url=f"{base}{LIST}")
