"""What people in a line are told: their place, that it is soon their turn, where to go. Pure."""

from dataclasses import dataclass

from services.desk.about import About
from services.desk.notices import stars
from services.desk.queueing.standing import Place, label
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Rendered, Text, _, both, counted


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a ticket, as far as a notice needs to know."""

    case: About
    service_key: str
    """The service that gives out numbers."""
    page: str
    """The page on which they follow their number."""
    rings: bool = True
    """False for somebody on the web, who sees what we write only while a page is open."""


def taken(holder: Holder, place: Place, closes: Rendered | None = None) -> Reply:
    """Say the number first; it is what people look for when they open the chat again.

    `closes` is when the office does, for somebody who may not be called before.
    """
    sentence = _TAKEN if holder.rings else _TAKEN_ON_THE_WEB
    gaps = {
        "number": label(place.ticket),
        "line": place.queue.name,
        "place": place_words(place),
        "reference": holder.case.number,
    }
    text = Text(sentence.message, gaps)
    if closes is None:
        return Reply(text, _buttons(holder))
    late = _(
        "Many people are before you today: it may not be your turn before we close ({closes}).",
        closes=closes,
    )
    return Reply(both(text, late), _buttons(holder))


def soon(holder: Holder, place: Place) -> Reply:
    """Say it once, early enough to walk back from the market stall outside."""
    text = _(
        "It is soon your turn: number {number}, {line}.\n{place}\n\n"
        "Please come and wait near the counters.",
        number=label(place.ticket),
        line=place.queue.name,
        place=place_words(place),
    )
    return Reply(text, _buttons(holder))


def called(holder: Holder, place: Place) -> Reply:
    text = _(
        "Number {number}: it is your turn. Please come to counter {counter} now ({line}).",
        number=label(place.ticket),
        counter=place.counter,
        line=place.queue.name,
    )
    return Reply(text, _buttons(holder))


def called_again(holder: Holder, place: Place) -> Reply:
    text = _(
        "We are calling number {number} once more. Please come to counter {counter} now ({line}).",
        number=label(place.ticket),
        counter=place.counter,
        line=place.queue.name,
    )
    return Reply(text, _buttons(holder))


def passed_on(holder: Holder, place: Place) -> Reply:
    text = _(
        "Number {number} is passed on to {line}. You keep your number and the time you have "
        "waited.\n{place}",
        number=label(place.ticket),
        line=place.queue.name,
        place=place_words(place),
    )
    return Reply(text, _buttons(holder))


def missed(holder: Holder, place: Place) -> Reply:
    """Say kindly that nobody came: many did not hear it, or were just outside."""
    text = _(
        "We called number {number}, but could not find you, so the next person was called. "
        "If you are here, please speak to us at the counter. You may also take a new number.",
        number=label(place.ticket),
    )
    return Reply(text, (_again(holder), _menu()))


def served(holder: Holder, place: Place) -> Reply:
    text = _(
        "Thank you for coming, number {number}. How did we do? Please press one.",
        number=label(place.ticket),
    )
    return Reply(text, stars(holder.case))


def given_back(holder: Holder, place: Place) -> Reply:
    text = _(
        "Thank you for giving number {number} back: others are called sooner. "
        "You can take a new one at any time.",
        number=label(place.ticket),
    )
    return Reply(text, (_again(holder), _menu()))


def day_over(_holder: Holder, place: Place) -> Reply:
    text = _(
        "We are sorry: the office closed before number {number} was called. Please take a new "
        "number on the next working day, or telephone us before you come.",
        number=label(place.ticket),
    )
    return Reply(text, (Button(_("Talk to the office"), presses.CONTACT), _menu()))


def place_words(place: Place) -> Rendered:
    """Say where somebody stands, and about how long it takes; never to the minute."""
    if place.counter is not None:
        return _("It is your turn. Please come to counter {counter}.", counter=place.counter)
    if place.ahead == 0:
        return _("You are next.")
    before = counted("{count} person is before you", "{count} people are before you", place.ahead)
    if place.minutes == 0:
        return before
    about = counted("about {count} minute", "about {count} minutes", place.minutes)
    return _("{before}, {about}", before=before, about=about)


def number_words(place: Place) -> Rendered:
    """Say number and place in two lines, for the card of a case."""
    number = _("Queue number {number}, {line}", number=label(place.ticket), line=place.queue.name)
    return both(number, place_words(place))


def has_one_already(place: Place) -> Text:
    return _(
        "You have a number in this line already: {number}.\n{place}",
        number=label(place.ticket),
        place=place_words(place),
    )


_TAKEN = _(
    "Your queue number: {number}\n{line}\n{place}\n\n"
    "We write to you here when it is soon your turn, so you need not stand and wait. "
    "If you cannot come, please give the number back.\nReference: {reference}"
)
_TAKEN_ON_THE_WEB = _(
    "Your queue number: {number}\n{line}\n{place}\n\n"
    "Press “Follow my number” and keep that page open: it shows when it is soon your turn. "
    "If you cannot come, please give the number back.\nReference: {reference}"
)

NOBODY_CAME = _("Nobody came when the number was called.")
"""In the history of the case."""
DAY_OVER = _("The office closed for the day before the number was called.")


def _buttons(holder: Holder) -> tuple[Button, ...]:
    give_back = Button(_("Give it back"), press(presses.WITHDRAW, holder.case.reference, "number"))
    where = Button(_("Where it stands"), press(presses.CASE, holder.case.reference))
    return (where, *_page(holder), give_back, _menu())


def _page(holder: Holder) -> tuple[Button, ...]:
    return (Button(_("Follow my number"), url=holder.page),) if holder.page else ()


def _again(holder: Holder) -> Button:
    return Button(_("Take a new number"), press(presses.BEGIN, holder.service_key))


def _menu() -> Button:
    return Button(_("Menu"), presses.MENU)
