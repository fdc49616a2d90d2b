"""Notices to departments' chats: what staff need to act. Pure; nothing about who the resident is.

A group is read by many and shows its messages on locked screens, so a notice holds the service,
the number, the village, the due date and the way to the console, and never what anybody wrote.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Final

from models.vocabulary import CaseAction, CaseStatus
from services.desk.about import About
from services.desk.progress import next_status
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Moment, Rendered, Text, _, both, plain

DETAILS: Final = "details"
"""The button that shows a case: in a group without, alone with the desk with what was written."""

MOST_QUOTED: Final = 500
"""Letters of one message shown to staff in the chat; the console has all of it."""


def new_case(case: About) -> Reply:
    """Announce a case nobody has looked at yet."""
    return Reply(both(_("New case"), summary(case)), case_buttons(case))


def summary(case: About) -> Text:
    """Describe a case without anything personal."""
    gaps = _gaps(case) | {"status": case.status_name, "due": case.due}
    if case.village is None:
        return _("{service}\nReference: {number}\nStatus: {status}\nAnswer by {due}", **gaps)
    return _(
        "{service}\nReference: {number}\nVillage: {village}\nStatus: {status}\nAnswer by {due}",
        village=case.village,
        **gaps,
    )


def done_by_staff(case: About, action: str, name: str, *, told: bool) -> Reply:
    """Tell colleagues who did what; `told` says whether the resident could be reached."""
    line = Text(_BY_STAFF[action].message, {"name": name, "due": case.due, **_gaps(case)})
    if told:
        return Reply(line, case_buttons(case))
    return Reply(both(line, telephone_them()), case_buttons(case))


def telephone_them() -> Text:
    """Ask staff to tell the resident themselves."""
    return _("The resident cannot be reached in the chat. Please phone or visit them.")


def done_by_resident(case: About, action: str) -> Reply:
    """Tell the department what the resident did, and where to read it."""
    line = Text(_BY_RESIDENT[action].message, {"due": case.due, **_gaps(case)})
    reading = (_read_button(case),) if action in _TO_BE_ANSWERED else ()
    return Reply(line, (*_reply_button(case, action), *reading, *case_buttons(case)))


def unreachable(case: About) -> Reply:
    """Say once that the resident of an open case has blocked the desk or left."""
    text = _(
        "The resident of {number} ({service}) can no longer be reached in the chat. "
        "Please phone or visit them.",
        **_gaps(case),
    )
    return Reply(text, case_buttons(case))


def details(case: About, *, handed_over: bool = False) -> Reply:
    """Answer "details" in a group: what may be read by everybody there."""
    if not handed_over:
        return Reply(summary(case), case_buttons(case))
    elsewhere = _("The rest is waiting for you in your own chat with the desk.")
    return Reply(both(summary(case), elsewhere), case_buttons(case))


def staff_card(case: About) -> Reply:
    """Show a case to one of those who work on it; what was written comes with one more press."""
    replying = Button(_("Reply"), press(presses.STAFF, CaseAction.REPLY.value, case.reference))
    return Reply(summary(case), (_read_button(case), replying, *case_buttons(case)))


def to_be_read(case: About) -> Reply:
    """Offer to one member of staff what a group must not show; the screen may be locked."""
    words = _("{number} ({service}): press Read it to see what was written.", **_gaps(case))
    return Reply(words, (_read_button(case),))


def private_details(
    case: About,
    answers: Sequence[tuple[Rendered, Rendered]],
    messages: Sequence[Rendered] = (),
) -> Reply:
    """Answer "details" to one member of staff alone, with what was answered and written."""
    answered = [both(asked, shown) for asked, shown in answers]
    apart = (plain(""), *messages) if messages else ()
    replying = _reply_button(case, CaseAction.WRITE) if messages else ()
    words = reduce(both, [summary(case), plain(""), *answered, *apart])
    return Reply(words, (*replying, *case_buttons(case)))


def message(at: datetime, words: str, *, by_resident: bool) -> Text:
    """Quote a message of a case, to staff."""
    quoted = words if len(words) <= MOST_QUOTED else words[:MOST_QUOTED] + "…"
    if by_resident:
        return _("{when}, the resident:\n{words}", when=Moment(at), words=quoted)
    return _("{when}, the office:\n{words}", when=Moment(at), words=quoted)


def case_buttons(case: About) -> tuple[Button, ...]:
    """The steps that are possible now, and the way to the console."""
    possible = [
        Button(label, press(presses.STAFF, action.value, case.reference))
        for action, label in _LABELS.items()
        if next_status(case.status, action)
    ]
    return (*possible, *_money_button(case), Button(_("Open in the console"), url=case.console))


def reading_buttons(case: About) -> tuple[Button, ...]:
    """The ways to read a case, for those who take no steps."""
    return (_read_button(case), Button(_("Open in the console"), url=case.console))


def _money_button(case: About) -> tuple[Button, ...]:
    """Whoever has taken a case on may ask for what it costs."""
    if case.status not in _IN_WORK:
        return ()
    asking = press(presses.STAFF, CaseAction.BILL.value, case.reference)
    return (Button(_("Ask for a payment"), asking),)


def _reply_button(case: About, action: str) -> tuple[Button, ...]:
    if action not in _TO_BE_ANSWERED:
        return ()
    return (Button(_("Reply"), press(presses.STAFF, CaseAction.REPLY.value, case.reference)),)


def _read_button(case: About) -> Button:
    return Button(_("Read it"), press(presses.STAFF, DETAILS, case.reference))


def _gaps(case: About) -> dict[str, Rendered | str]:
    return {"number": case.number, "service": case.service}


_LABELS: Mapping[CaseAction, Text] = {
    CaseAction.ACCEPT: _("Accept"),
    CaseAction.ASK: _("Ask the resident"),
    CaseAction.FINISH: _("Done"),
    CaseAction.REJECT: _("Cannot be done"),
}

_IN_WORK = frozenset({CaseStatus.ACCEPTED, CaseStatus.IN_PROGRESS})
_TO_BE_ANSWERED = frozenset({CaseAction.ANSWER, CaseAction.WRITE, CaseAction.ATTACH})

_BY_STAFF: Mapping[str, Text] = {
    CaseAction.ACCEPT: _("{name} accepted {number} ({service})."),
    CaseAction.ASK: _("{name} asked the resident about {number} ({service})."),
    CaseAction.REPLY: _("{name} wrote to the resident about {number} ({service})."),
    CaseAction.NOTE: _("{name} added a note to {number} ({service})."),
    CaseAction.FINISH: _("{name} finished {number} ({service})."),
    CaseAction.REJECT: _("{name} closed {number} ({service}): it cannot be done."),
    CaseAction.EXPLAIN_DELAY: _(
        "{name} told the resident why {number} ({service}) takes longer. New day: {due}."
    ),
}

_BY_RESIDENT: Mapping[str, Text] = {
    CaseAction.ANSWER: _("The resident answered on {number} ({service}). Read it in the console."),
    CaseAction.WRITE: _("The resident wrote about {number} ({service}). Read it in the console."),
    CaseAction.ATTACH: _(
        "The resident sent a file for {number} ({service}). See it in the console."
    ),
    CaseAction.WITHDRAW: _("The resident withdrew {number} ({service}). Nothing more to do."),
    CaseAction.DISPUTE: _(
        "The resident says that {number} ({service}) is not done. "
        "It is open again; answer by {due}."
    ),
}
