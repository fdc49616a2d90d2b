"""What borrowers and staff are told about a loan. Pure; nothing about who the borrower is."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce

from models.vocabulary import LoanState
from services.desk.about import About
from services.desk.lending.availability import Shortage
from services.desk.lending.naming import property_name, property_unit, things
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.office import Office
from services.kit.presses import press
from services.kit.text import Day, Rendered, Text, _, both, plain

APPROVE, HAND_OUT, TAKE_BACK = "lend_yes", "lend_out", "lend_back"
"""What staff press in their chat."""


def not_free(office: Office, missing: Sequence[Shortage], nearest: date | None) -> Rendered:
    """Say what is not free on which day, how many are, and when all of it is."""
    lines = [_missing(office, one) for one in missing]
    advice = _NO_DAY if nearest is None else _("All of it is free from {day} on.", day=Day(nearest))
    way_on = _("Please change the days or the number, then send it again.")
    return _stacked([_("This is not free on those days:"), *lines, plain(""), advice, way_on])


def reserved(office: Office, counts: Mapping[str, int], first: date, last: date) -> Reply:
    """Confirm that it is held."""
    return Reply(
        _(
            "We are holding for you: {things}\nFetch it: {first}\nBring it back: {last}\n"
            "The office will say yes or no first; please wait for that.",
            **_gaps(office, counts, first, last),
        )
    )


def approved(
    case: About, office: Office, counts: Mapping[str, int], first: date, last: date
) -> Reply:
    """Say yes to the borrower."""
    text = _(
        "The office says yes to {number}: {things}\nFetch it: {first}\nBring it back: {last}\n"
        "Please bring this number with you.",
        number=case.number,
        **_gaps(office, counts, first, last),
    )
    return Reply(text, _buttons(case))


def handed_out(case: About, office: Office, counts: Mapping[str, int], last: date) -> Reply:
    text = _(
        "You have received: {things}\nPlease bring it back by {last} ({number}).",
        things=things(office, counts),
        last=Day(last),
        number=case.number,
    )
    return Reply(text, _buttons(case))


def partly_back(case: About, office: Office, out: Mapping[str, int]) -> Reply:
    text = _(
        "Thank you. Something of {number} is still with you: {things}",
        number=case.number,
        things=things(office, out),
    )
    return Reply(text, _buttons(case))


def fetch_tomorrow(case: About, office: Office, counts: Mapping[str, int], first: date) -> Reply:
    """Remind before the day of pickup, and offer to give it back while others may want it."""
    text = _(
        "A reminder for {number}: on {first} you can fetch {things}. "
        "If you do not need it any more, please press Withdraw, so that others can have it.",
        number=case.number,
        first=Day(first),
        things=things(office, counts),
    )
    withdraw = Button(_("Withdraw"), press(presses.WITHDRAW, case.reference))
    return Reply(text, (withdraw, *_buttons(case)))


def bring_back_today(case: About, office: Office, out: Mapping[str, int]) -> Reply:
    text = _(
        "A reminder for {number}: please bring back today: {things}. Thank you.",
        number=case.number,
        things=things(office, out),
    )
    return Reply(text, _buttons(case))


def overdue(case: About, office: Office, out: Mapping[str, int], last: date) -> Reply:
    text = _(
        "The last day of {number} was {last}. Please bring back: {things}. "
        "Others are waiting for it. If something happened, please write to us.",
        number=case.number,
        last=Day(last),
        things=things(office, out),
    )
    write = Button(_("Write to the office"), press(presses.WRITE, case.reference))
    return Reply(text, (write, *_buttons(case)))


def for_staff(
    case: About, office: Office, counts: Mapping[str, int], days: tuple[date, date], state: str
) -> Reply:
    """Tell the department what is to be lent, and offer the next step."""
    text = _(
        "Loan {number}: {things}\nOut: {first}\nBack: {last}",
        number=case.number,
        **_gaps(office, counts, *days),
    )
    return Reply(text, staff_buttons(case, state))


def overdue_for_staff(case: About, office: Office, out: Mapping[str, int], last: date) -> Reply:
    text = _(
        "Overdue since {last}: loan {number}, still out: {things}. "
        "The borrower was reminded. Please telephone.",
        number=case.number,
        last=Day(last),
        things=things(office, out),
    )
    return Reply(text, staff_buttons(case, LoanState.PICKED_UP))


def done_by_staff(case: About, name: str, state: str) -> Reply:
    """Tell colleagues who did what with a loan."""
    line = Text(_DONE[state].message, {"name": name, "number": case.number})
    return Reply(line, staff_buttons(case, state))


def counted_back(case: About) -> Reply:
    """Tell colleagues that something came back and something is still out."""
    line = _("Something of the loan {number} came back; the rest is still out.", number=case.number)
    return Reply(line, staff_buttons(case, LoanState.PICKED_UP))


def staff_buttons(case: About, state: str) -> tuple[Button, ...]:
    """The one step that comes next, and the way to the console for everything else."""
    step = _NEXT.get(state)
    pressed = (Button(step[0], press(presses.STAFF, step[1], case.reference)),) if step else ()
    return (*pressed, Button(_("Open in the console"), url=case.console))


_NEXT: Mapping[str, tuple[Text, str]] = {
    LoanState.RESERVED: (_("Say yes"), APPROVE),
    LoanState.APPROVED: (_("Handed out"), HAND_OUT),
    LoanState.PICKED_UP: (_("All is back"), TAKE_BACK),
}

_DONE: Mapping[str, Text] = {
    LoanState.APPROVED: _("{name} said yes to the loan {number}."),
    LoanState.PICKED_UP: _("{name} handed out the loan {number}."),
    LoanState.RETURNED: _("{name} took back the loan {number}."),
}

_NO_DAY = _("It is not free all together within the next three months.")


def _missing(office: Office, one: Shortage) -> Rendered:
    return _(
        "{thing} on {day}: {free} {unit} free",
        thing=property_name(office, one.key),
        day=Day(one.day),
        free=one.free,
        unit=property_unit(office, one.key),
    )


def _buttons(case: About) -> tuple[Button, ...]:
    return (
        Button(_("Where it stands"), press(presses.CASE, case.reference)),
        Button(_("Menu"), presses.MENU),
    )


def _gaps(
    office: Office, counts: Mapping[str, int], first: date, last: date
) -> dict[str, Rendered]:
    return {"things": things(office, counts), "first": Day(first), "last": Day(last)}


def _stacked(lines: Sequence[Rendered]) -> Rendered:
    return reduce(both, lines)
