"""What residents and departments are told about rounds. Pure; no crew is named to residents."""

from collections.abc import Mapping
from datetime import date

from services.desk.about import About
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Counted, Day, Rendered, Text, _, both, counted, plain

REASONS: Mapping[str, Text] = {
    "nobody": _("Nobody was there, and we could not do it alone."),
    "blocked": _("We could not reach the place with our truck."),
    "unknown": _("We could not find the place. Please send us a pin, or describe it once more."),
    "late": _("The day was too short to come to everybody."),
    "weather": _("Rain or trouble with the truck kept us from coming."),
}
"""Why something could not be done, ready to be pressed in a truck."""


def planned(case: About, day: date, remember: Rendered | None) -> Reply:
    """Say on which day the office comes, and what to prepare."""
    text = _("We come to you on {day} for {number} ({service}).", day=Day(day), **_names(case))
    told = both(text, remember) if remember else text
    asked = _("If that day does not suit you, please write to us.")
    return Reply(both(told, asked), _buttons(case))


def moved(case: About, day: date, before: date) -> Reply:
    """Say that another day was chosen."""
    text = _(
        "The day has changed: we come to you on {day}, not on {before}, for {number} ({service}). "
        "If that day does not suit you, please write to us.",
        day=Day(day),
        before=Day(before),
        **_names(case),
    )
    return Reply(text, _buttons(case))


def called_off(case: About, day: date, words: str = "") -> Reply:
    """Say that nobody comes on that day, and that nothing is lost."""
    text = _(
        "We are sorry: we do not come on {day} for {number} ({service}). Your case stays open. "
        "We will tell you the new day here; you need not ask.",
        day=Day(day),
        **_names(case),
    )
    return Reply(_with_why(text, plain(words) if words else None), _buttons(case))


def missed(case: About, day: date, why: Rendered) -> Reply:
    """Say that the day went by without it, why, and what happens next."""
    text = _(
        "We are sorry: on {day} we could not do {number} ({service}). "
        "We will choose another day and tell you here; you need not ask.",
        day=Day(day),
        **_names(case),
    )
    return Reply(_with_why(text, why), _buttons(case))


def round_planned(service: Rendered, day: date, stops: int, unheard: int, address: str) -> Reply:
    """Tell the department once; the stops stand behind the sign-in of the console."""
    text = counted(
        "Round planned: {service}, {day}, one stop.",
        "Round planned: {service}, {day}, {count} stops.",
        stops,
        service=service,
        day=Day(day),
    )
    return _to_department(text, unheard, address)


def round_moved(service: Rendered, day: date, before: date, unheard: int, address: str) -> Reply:
    text = _(
        "The round of {before} ({service}) is on {day} now. The residents are being told.",
        service=service,
        day=Day(day),
        before=Day(before),
    )
    return _to_department(text, unheard, address)


def round_called_off(service: Rendered, day: date, unheard: int, address: str) -> Reply:
    text = _(
        "The round of {day} ({service}) is called off. The residents are being told.",
        service=service,
        day=Day(day),
    )
    return _to_department(text, unheard, address)


def round_over(service: Rendered, day: date, done: int, missed: int, address: str) -> Reply:
    text = _(
        "The round of {day} ({service}) is over: {done} done, {missed} to be planned again.",
        service=service,
        day=Day(day),
        done=done,
        missed=missed,
    )
    return _to_department(text, 0, address)


def _to_department(text: Rendered, unheard: int, address: str) -> Reply:
    button = Button(_("Show the stops"), url=address)
    return Reply(both(text, _telephone(unheard)) if unheard else text, (button,))


def _telephone(unheard: int) -> Counted:
    return counted(
        "One resident cannot be reached in the chat: please telephone.",
        "{count} residents cannot be reached in the chat: please telephone.",
        unheard,
    )


def _with_why(text: Text, why: Rendered | None) -> Text:
    return both(text, _("Why: {words}", words=why)) if why else text


def _buttons(case: About) -> tuple[Button, ...]:
    return (
        Button(_("Write to the office"), press(presses.WRITE, case.reference)),
        Button(_("Where it stands"), press(presses.CASE, case.reference)),
        Button(_("Menu"), presses.MENU),
    )


def _names(case: About) -> dict[str, Rendered | str]:
    return {"number": case.number, "service": case.service}
