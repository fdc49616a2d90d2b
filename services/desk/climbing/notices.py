"""What is said when a notice climbs and when a promise draws near. Pure; nothing of the resident.

It may be read on a locked screen, so it holds what a department's chat may hold and no more.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Final

from services.desk.about import About
from services.desk.department_notices import case_buttons, reading_buttons, summary
from services.kit import presses
from services.kit.climbing import PromiseStep, Rung
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Rendered, Text, _, both, counted, plain

SEEN: Final = "seen"
"""s:seen:reference: somebody has read it and looks after it."""

MOST_NAMED: Final = 8
"""Cases named in one message; with the way to all of them it stays within the limits of LINE."""

_FOR_READERS: Final = (Rung.EXECUTIVE, PromiseStep.EXECUTIVE)

HeadLine = Mapping[Rung | PromiseStep, Text]


def climbed(rung: Rung, cases: Sequence[About], address: str) -> Reply:
    """Ask somebody to look at what nobody has acknowledged; several cases are one message."""
    if len(cases) == 1:
        words = both(_CLIMBED[rung], summary(cases[0]))
        return Reply(words, (seen_button(cases[0]), *_steps(rung, cases[0])))
    waiting = counted(
        "{count} case waits for somebody to look at it:",
        "{count} cases wait for somebody to look at them:",
        len(cases),
    )
    return _several(both(_CLIMBED[rung], waiting), cases, address)


def promise(step: PromiseStep, cases: Sequence[About], address: str) -> Reply:
    """Warn of a promised day, or say that it has passed."""
    if len(cases) == 1:
        return Reply(both(_PROMISED[step], summary(cases[0])), _steps(step, cases[0]))
    return _several(_PROMISED[step], cases, address)


def day_passed(day: int, cases: Sequence[About], address: str) -> Reply:
    """Remind whoever looks after cases, on a day that was set for it."""
    words = _("Day {day} is here: please see that the answer comes in time.", day=day)
    if len(cases) == 1:
        return Reply(both(words, summary(cases[0])), case_buttons(cases[0]))
    return _several(words, cases, address)


def seen_button(case: About) -> Button:
    """The button that ends the climbing."""
    return Button(_("Acknowledged"), press(presses.STAFF, SEEN, case.reference))


def acknowledged(case: About) -> Reply:
    """Confirm that nobody higher is told any more."""
    words = _(
        "Thank you. Nobody else is told about {number} ({service}) now. "
        "The promised day stays: {due}.",
        number=case.number,
        service=case.service,
        due=case.due,
    )
    return Reply(words, case_buttons(case))


def acknowledged_before(case: About) -> Reply:
    """Say that somebody was faster, or that nothing was waiting."""
    words = _(
        "{number} ({service}) waits for nobody any more: somebody has already seen it.",
        number=case.number,
        service=case.service,
    )
    return Reply(words, case_buttons(case))


def open_buttons(cases: Sequence[About]) -> tuple[Button, ...]:
    """Return a button for each case, by its reference, that opens its card."""
    return tuple(
        Button(plain(case.number), press(presses.STAFF, "details", case.reference))
        for case in cases[:MOST_NAMED]
    )


def _steps(told: Rung | PromiseStep, case: About) -> tuple[Button, ...]:
    """Offer the steps to those who take them; an executive reads."""
    return reading_buttons(case) if told in _FOR_READERS else case_buttons(case)


def _several(words: Rendered, cases: Sequence[About], address: str) -> Reply:
    lines = [one_line(case) for case in cases[:MOST_NAMED]]
    if len(cases) > MOST_NAMED:
        lines.append(_("and {count} more cases", count=len(cases) - MOST_NAMED))
    every = Button(_("See all of them"), url=address)
    return Reply(reduce(both, [words, *lines]), (*open_buttons(cases), every))


def one_line(case: About) -> Text:
    """Name a case in a list: its number, the service, the day."""
    return _(
        "• {number} {service}, by {due}", number=case.number, service=case.service, due=case.due
    )


_CLIMBED: Mapping[Rung, Text] = {
    Rung.OFFICER: _("Please look at this: it is new."),
    Rung.SECOND: _("Nobody has looked at this yet. Could you?"),
    Rung.HEAD: _("To the head of department: nobody has acknowledged this yet."),
    Rung.EXECUTIVE: _("To the executive: nobody in the department has acknowledged this."),
}

_PROMISED: Mapping[PromiseStep, Text] = {
    PromiseStep.SOON: _("The promised day is near."),
    PromiseStep.TODAY: _("The answer is promised for today."),
    PromiseStep.HEAD: _("To the head of department: the promised day has passed."),
    PromiseStep.EXECUTIVE: _("To the executive: this has been late for a while."),
}
