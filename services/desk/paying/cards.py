"""Cards about money for residents: what is due and how to pay, what came in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from services.desk.about import About
from services.desk.paying.amounts import shown_satang
from services.desk.reaching import or_call
from services.kit import presses
from services.kit.message import Button, Picture, Reply
from services.kit.office import Office
from services.kit.presses import press
from services.kit.text import Day, Rendered, Text, _, both, plain


@dataclass(frozen=True, slots=True)
class Due:
    """One bill in words."""

    case: About
    what_for: str
    open_satang: int
    due_on: date
    part: int
    parts: int
    page: str
    """Address of the page of this bill."""
    picture: Picture | None
    """The payment code; without one, people pay at the counter."""
    office: Office

    @property
    def gaps(self) -> dict[str, object]:
        return {
            "amount": shown_satang(self.open_satang),
            "what": self.what_for,
            "number": self.case.number,
            "due": Day(self.due_on),
            "part": self.part,
            "parts": self.parts,
            "hours": self.office.hours,
            "office": self.office.name,
            "address": self.office.address,
        }


def pay_card(due: Due) -> Reply:
    """Say what is due, and hand over the code to scan."""
    sentences = [_demand(due), plain(""), _way(due)]
    slip = Button(_("Send the slip"), press(presses.SLIP, due.case.reference))
    page = Button(_("All about paying"), url=due.page)
    buttons = (slip, page, menu()) if due.picture else (page, menu())
    return Reply(stacked(sentences), buttons, picture=due.picture)


def nothing_due(case: About) -> Reply:
    """Say that nothing is to be paid for a case, or no more."""
    return Reply(
        _("Nothing is to be paid for {number} now.", number=case.number), (follow(case), menu())
    )


def slip_taken(case: About) -> Reply:
    """Thank for a slip, and say what comes next."""
    return Reply(
        _(
            "Thank you, we have the slip for {number}. An officer compares it with the bank "
            "account. Then you get the receipt here.",
            number=case.number,
        ),
        (follow(case), menu()),
    )


def slip_unreadable(case: About) -> Reply:
    """Say that no code was found on a slip; it is looked at by a person all the same."""
    return Reply(
        _(
            "We could not read the small code on the slip for {number}, so an officer looks at "
            "it by eye. You need not do anything. If the picture is cut off or dark, you may send "
            "it again.",
            number=case.number,
        ),
        (send_slip(case), follow(case), menu()),
    )


def slip_repeated(case: About, *, elsewhere: bool) -> Reply:
    """Say that this very transfer was shown before."""
    told = _SHOWN_ELSEWHERE if elsewhere else _SHOWN_HERE
    text = Text(told.message, {"number": case.number})
    return Reply(text, (send_slip(case), follow(case), menu()))


def slip_refused(case: About) -> Reply:
    """Say that no money was found for a slip."""
    return Reply(
        _(
            "We could not find the money of the slip you sent for {number} in our account. Please "
            "check in your bank's app whether it went through and to whom, then send the slip "
            "again or ask us.",
            number=case.number,
        ),
        (send_slip(case), write(case), menu()),
    )


def part_came(case: About, received: int, still_open: int) -> Reply:
    """Say that some of what was due came in."""
    return Reply(
        _(
            "We have received {received} for {number}. Still to be paid: {open}.",
            received=shown_satang(received),
            open=shown_satang(still_open),
            number=case.number,
        ),
        (Button(_("How to pay"), press(presses.PAY, case.reference)), menu()),
    )


def paid(case: About, what_for: str, satang: int, number: str, paper: Button) -> Reply:
    """Confirm a payment with the number of its receipt."""
    return Reply(
        _(
            "We have received {amount}. Thank you.\n\nFor: {what}\nReference: {number}\n"
            "Receipt number {receipt}",
            amount=shown_satang(satang),
            what=what_for,
            number=case.number,
            receipt=number,
        ),
        (paper, follow(case), menu()),
    )


def cancelled(case: About, what_for: str, satang: int) -> Reply:
    """Say that something need not be paid any more."""
    return Reply(
        _(
            "{amount} for {what} ({number}) need not be paid any more.",
            amount=shown_satang(satang),
            what=what_for,
            number=case.number,
        ),
        (follow(case), menu()),
    )


def send_slip(case: About) -> Button:
    return Button(_("Send another slip"), press(presses.SLIP, case.reference))


def follow(case: About) -> Button:
    return Button(_("Where it stands"), press(presses.CASE, case.reference))


def write(case: About) -> Button:
    return Button(_("Write to the office"), press(presses.WRITE, case.reference))


def menu() -> Button:
    return Button(_("Menu"), presses.MENU)


def _demand(due: Due) -> Rendered:
    if due.parts > 1:
        return _(
            "To be paid: {amount}\nFor: {what} (part {part} of {parts})\nReference: {number}\n"
            "Please pay by {due}.",
            **due.gaps,
        )
    return _(
        "To be paid: {amount}\nFor: {what}\nReference: {number}\nPlease pay by {due}.", **due.gaps
    )


def _way(due: Due) -> Rendered:
    if due.picture is None:
        words = _(
            "Please pay at the counter and say this reference: {office}, {address}, open {hours}.",
            **due.gaps,
        )
        return or_call(words, due.office)
    return _(
        "Open your bank's app and scan the picture, or keep the picture and choose it in the app. "
        "The amount and the reference are in it already. Then send us the slip here."
    )


def stacked(sentences: Sequence[Rendered]) -> Rendered:
    """Return complete sentences one under the other."""
    return reduce(both, sentences)


_SHOWN_HERE = _(
    "We have this slip for {number} already, so it does not count twice. You need not do anything; "
    "if you paid again, please send the slip of the new transfer."
)
_SHOWN_ELSEWHERE = _(
    "This slip was already sent for another payment, so it does not count for {number}. Please "
    "send the slip of the transfer for this one."
)
