"""Notices to residents: what they are told about their case. Pure; never an officer's name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

from models.case_event import CaseEvent
from models.vocabulary import CaseAction, CaseStatus
from services.desk.about import About
from services.desk.names import action_name
from services.desk.progress import is_open
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Day, Moment, Rendered, Text, _, both, plain

MOST_ENTRIES = 8
"""Entries of the history on one card: more than most cases ever have, and within one message."""
MOST_QUOTED = 200
"""Letters of each message shown again on a card; the whole of it was said when it was news."""

FEW_STARS = 2


def receipt(case: About, next_steps: Rendered, papers: tuple[Button, ...] = ()) -> Reply:
    """Confirm that a request arrived: its number, what happens next, by when."""
    text = _(
        "Thank you. We have received it.\n\n{service}\nReference: {number}\n"
        "Answer by {due}\n\n{next_steps}\nWe will write to you here; you need not ask.",
        service=case.service,
        number=case.number,
        due=case.due,
        next_steps=next_steps,
    )
    return Reply(text, (_follow(case), *papers, _menu()))


def news(case: About, action: str, words: str = "", papers: tuple[Button, ...] = ()) -> Reply:
    """Tell the resident what the department did, and where to read it on paper."""
    told = _NEWS[action](case, words)
    return replace(told, buttons=(*told.buttons, *papers))


def _accepted(case: About, _words: str) -> Reply:
    text = _(
        "Good news: {department} has taken on your case {number} ({service}) "
        "and is looking after it. You will hear from us by {due}.",
        **_names(case),
    )
    return Reply(text, (_follow(case), _menu()))


def _asked(case: About, words: str) -> Reply:
    text = _(
        "{department} needs an answer from you about {number} ({service}):\n\n{words}\n\n"
        "Press “Answer” and type it, or send a photo.",
        words=words,
        **_names(case),
    )
    return Reply(text, (_write(case, _("Answer")), _menu()))


def _written(case: About, words: str) -> Reply:
    text = _(
        "{department} writes to you about {number} ({service}):\n\n{words}",
        words=words,
        **_names(case),
    )
    return Reply(text, (_write(case, _("Write back")), _follow(case), _menu()))


def _finished(case: About, words: str) -> Reply:
    done = _("{department} says that {number} ({service}) is done.", **_names(case))
    told = both(done, plain(words)) if words else done
    asked = _("How did we do? Please press one. If it is not done, tell us so.")
    return Reply(both(told, both(plain(""), asked)), (*stars(case), _not_done(case)))


def _rejected(case: About, words: str) -> Reply:
    text = _(
        "We are sorry: {department} cannot do what you asked in {number} ({service}).\n\n"
        "Why: {words}\n\nIf anything is unclear or not right, please write to us.",
        words=words,
        **_names(case),
    )
    return Reply(text, (_write(case, _("Write to the office")), _menu()))


def _delayed(case: About, words: str) -> Reply:
    text = _(
        "We are sorry: {number} ({service}) takes longer than promised. "
        "{department} will answer by {due}.\n\nWhy: {words}",
        words=words,
        **_names(case),
    )
    return Reply(text, (_write(case, _("Write to the office")), _follow(case), _menu()))


def _handed_over(case: About, _words: str) -> Reply:
    text = _(
        "Your case {number} ({service}) is now with {department}, who are the right people for it. "
        "The day stays: you will hear from us by {due}.",
        **_names(case),
    )
    return Reply(text, (_follow(case), _menu()))


_NEWS: Mapping[str, Callable[[About, str], Reply]] = {
    CaseAction.ACCEPT: _accepted,
    CaseAction.ASK: _asked,
    CaseAction.REPLY: _written,
    CaseAction.FINISH: _finished,
    CaseAction.REJECT: _rejected,
    CaseAction.EXPLAIN_DELAY: _delayed,
    CaseAction.HAND_OVER: _handed_over,
}


def own_case(
    case: About, events: Sequence[CaseEvent], *, rated: bool, coming: date | None = None
) -> Reply:
    """Show residents where their own case stands, with its history and what they may do.

    `coming` is the day on which the office goes there.
    """
    entries = [_entry(event) for event in events[-MOST_ENTRIES:]]
    planned = [_("We come on {day}", day=Day(coming))] if coming else []
    lines = [_standing(case), *planned, plain(""), *entries]
    return Reply(_stacked(lines), (*_possible(case, rated=rated), _menu()))


def anybodys_case(case: About) -> Reply:
    """Show where a case stands to somebody who has its number: no words, no answers."""
    return Reply(_standing(case), (_menu(),))


def own_cases(cases: Sequence[About]) -> Reply:
    """List a resident's cases, each with a button."""
    if not cases:
        return Reply(
            _("You have no cases with us yet. If you have a reference, type it here."), (_menu(),)
        )
    lines = [_("{number} {service}: {status}", status=c.status_name, **_names(c)) for c in cases]
    buttons = [Button(plain(case.number), press(presses.CASE, case.reference)) for case in cases]
    asked = _("Your cases. Press a reference to see more.")
    return Reply(_stacked([asked, plain(""), *lines]), (*buttons, _menu()))


def passed_on(case: About) -> Reply:
    """Confirm that what the resident wrote has reached the department."""
    text = _(
        "Thank you. {department} has your message about {number} and will answer you here.",
        **_names(case),
    )
    return Reply(text, (_follow(case), _menu()))


def withdrawn(case: About) -> Reply:
    text = _(
        "Your case {number} ({service}) is withdrawn. You can send a new one at any time.",
        **_names(case),
    )
    return Reply(text, (_menu(),))


def rated(case: About, given: int) -> Reply:
    """Thank for the stars and invite a word. Few stars are met with a way on, not an excuse."""
    skip = Button(_("Skip"), press(presses.SKIP, case.reference))
    if given <= FEW_STARS:
        sorry = _(
            "Thank you for telling us honestly. We are sorry. "
            "What should have been better? Type it here, or press Skip."
        )
        return Reply(sorry, (skip, _not_done(case)))
    thanks = _("Thank you. Would you like to add a word? Type it here, or press Skip.")
    return Reply(thanks, (skip,))


def commented() -> Reply:
    return Reply(_("Thank you. The office will read what you wrote."), (_menu(),))


def opened_again(case: About) -> Reply:
    text = _(
        "We are sorry. Your case {number} ({service}) is open again, "
        "and {department} will answer by {due}.",
        **_names(case),
    )
    return Reply(text, (_write(case, _("Write to the office")), _follow(case), _menu()))


def stars(case: About) -> tuple[Button, ...]:
    """The five buttons of a rating, the best first: most people mean that one."""
    return tuple(
        Button(label, press(presses.RATE, case.reference, str(number)))
        for number, label in _STARS.items()
    )


def stars_named() -> tuple[tuple[int, Text], ...]:
    """Return the stars with their names, the best first, for a page."""
    return tuple(_STARS.items())


def stars_chosen(chosen: str) -> int:
    """Return the stars a page sent; none for anything that stands on no button."""
    return int(chosen) if chosen in map(str, _STARS) else 0


_STARS: Mapping[int, Text] = {
    5: _("5 Very good"),
    4: _("4 Good"),
    3: _("3 Fair"),
    2: _("2 Poor"),
    1: _("1 Very poor"),
}


def _standing(case: About) -> Text:
    if is_open(case.status):
        return _("{service}\nReference: {number}\nStatus: {status}\nAnswer by {due}", **_all(case))
    return _("{service}\nReference: {number}\nStatus: {status}", **_all(case))


def _entry(event: CaseEvent) -> Rendered:
    line = _("{when}: {what}", when=Moment(event.at), what=action_name(event.action))
    if not event.words:
        return line
    cut = event.words[:MOST_QUOTED] + ("…" if len(event.words) > MOST_QUOTED else "")
    return both(line, plain(f"“{cut}”"))


def _possible(case: About, *, rated: bool) -> tuple[Button, ...]:
    if case.status == CaseStatus.WITHDRAWN:
        return ()
    if case.status == CaseStatus.WAITING_FOR_RESIDENT:
        return _write(case, _("Answer")), _withdraw(case)
    writing = _write(case, _("Write to the office"))
    if is_open(case.status):
        return writing, _withdraw(case)
    if case.status == CaseStatus.DONE:
        return (*(() if rated else stars(case)), _not_done(case), writing)
    return (writing,)


def _write(case: About, label: Text) -> Button:
    return Button(label, press(presses.WRITE, case.reference))


def _withdraw(case: About) -> Button:
    return Button(_("Withdraw"), press(presses.WITHDRAW, case.reference))


def _follow(case: About) -> Button:
    return Button(_("Where it stands"), press(presses.CASE, case.reference))


def _not_done(case: About) -> Button:
    return Button(_("It is not done"), press(presses.DISPUTE, case.reference))


def _menu() -> Button:
    return Button(_("Menu"), presses.MENU)


def _names(case: About) -> dict[str, Rendered | str]:
    return {
        "department": case.department,
        "number": case.number,
        "service": case.service,
        "due": case.due,
    }


def _all(case: About) -> dict[str, Rendered | str]:
    return {**_names(case), "status": case.status_name}


def _stacked(lines: Sequence[Rendered]) -> Rendered:
    return reduce(both, lines)
