"""What staff at the counters read in their chat, with a button for whatever comes next. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from bot.queue_turns import AGAIN, DONE, GONE, NEXT, ONWARD
from models.queue_ticket import QueueTicket
from models.vocabulary import TicketState
from services.desk.queueing.standing import LineView, label
from services.kit import presses
from services.kit.consequences import TakeTicket
from services.kit.message import Button, Reply
from services.kit.office import Queue
from services.kit.presses import press
from services.kit.service import Service, with_consequence
from services.kit.text import Rendered, Text, _, both, counted, plain

MOST_BUTTONS = 12


def called(view: LineView, ticket: QueueTicket, name: str, *, told: bool) -> Reply:
    """Tell who is called where, and whether somebody has to call it out."""
    sentence = _CALLED if ticket.times_called < 2 else _CALLED_AGAIN
    line = Text(sentence.message, {"name": name, **_gaps(view.queue, ticket)})
    way = _HEARD if told else _CALL_OUT
    marks = [_("They are called earlier by the published rule.")] if ticket.priority else []
    return Reply(_stacked([line, way, *marks, _waiting(view)]), _at_counter(ticket))


def still_there(queue: Queue, ticket: QueueTicket) -> Reply:
    """Show whoever has to leave the counter before the next person comes."""
    text = _("{number} is still at counter {counter}. What became of it?", **_gaps(queue, ticket))
    return Reply(text, _at_counter(ticket))


def ended(view: LineView, ticket: QueueTicket, name: str) -> Reply:
    """Confirm that the counter is free."""
    sentence = _ENDED[ticket.state]
    line = Text(sentence.message, {"name": name, **_gaps(view.queue, ticket)})
    return Reply(both(line, _waiting(view)), _next(view.queue, ticket.counter))


def passed_on(
    left: LineView, ticket: QueueTicket, to: Queue, name: str, counter: int | None
) -> Reply:
    line = _("{name} passed on {number} to {line}.", name=name, number=label(ticket), line=to.name)
    return Reply(both(line, _waiting(left)), _next(left.queue, counter))


def nobody_waits(queue: Queue, counter: int) -> Reply:
    return Reply(_("Nobody is waiting: {line}.", line=queue.name), _next(queue, counter))


def which_counter(views: Sequence[LineView]) -> Reply:
    """Ask where the next person is to come; nothing about it is remembered."""
    if not views:
        return Reply(_("Your department has no line at the counters."))
    buttons = [
        Button(
            _("{letter}: counter {number}", letter=plain(view.queue.letter), number=number),
            press(presses.LINE, NEXT, view.queue.key, str(number)),
        )
        for view in views
        for number in range(1, view.queue.counters + 1)
    ]
    lines = [_line(view) for view in views]
    asked = _("To which counter shall the next person come?")
    return Reply(_stacked([asked, *lines]), tuple(buttons[:MOST_BUTTONS]))


def pass_where(queues: Iterable[Queue], ticket: QueueTicket) -> Reply:
    """Ask to which line; the time they have waited counts there, too."""
    buttons = [
        Button(queue.name, press(presses.LINE, ONWARD, ticket.id.hex, queue.key))
        for queue in queues
        if queue.key != ticket.queue
    ]
    text = _("To which line is {number} to go?", number=label(ticket))
    return Reply(text, tuple(buttons[:MOST_BUTTONS]))


def for_residents(services: Mapping[str, Service]) -> Reply:
    """Show the way to a number to somebody who is not staff and seems to want one."""
    buttons = [
        Button(_("Take a queue ticket"), press(presses.BEGIN, service.key))
        for service in with_consequence(services, TakeTicket)
    ]
    text = _("Only staff call people to the counters. To take a queue number, press here.")
    return Reply(text, (*buttons, Button(_("Menu"), presses.MENU)))


def _at_counter(ticket: QueueTicket) -> tuple[Button, ...]:
    return tuple(
        Button(name, press(presses.LINE, action, ticket.id.hex)) for action, name in _AT.items()
    )


def _next(queue: Queue, counter: int | None) -> tuple[Button, ...]:
    value = press(presses.LINE, NEXT, queue.key, str(counter or 1))
    return (Button(_("Call the next"), value),)


def _line(view: LineView) -> Rendered:
    return _(
        "{letter} {line}: {waiting}",
        letter=plain(view.queue.letter),
        line=view.queue.name,
        waiting=_waiting(view),
    )


def _waiting(view: LineView) -> Rendered:
    count = len(view.waiting)
    if not count:
        return _("Nobody is waiting")
    return counted("{count} person is waiting", "{count} people are waiting", count)


def _gaps(queue: Queue, ticket: QueueTicket) -> dict[str, object]:
    return {"number": label(ticket), "counter": ticket.counter, "line": queue.name}


def _stacked(lines: Sequence[Rendered]) -> Rendered:
    return reduce(both, lines)


_AT: Mapping[str, Text] = {
    DONE: _("Done"),
    AGAIN: _("Call again"),
    GONE: _("Did not come"),
    ONWARD: _("Pass on"),
}

_HEARD = _("They have been told in their chat.")
_CALL_OUT = _("Please call the number out: nothing reaches them in a chat.")
_CALLED = _("{name} calls {number} to counter {counter} ({line}).")
_CALLED_AGAIN = _("{name} calls {number} once more to counter {counter} ({line}).")

_ENDED: Mapping[str, Text] = {
    TicketState.DONE: _("{name}: {number} is served."),
    TicketState.NO_SHOW: _("{name}: {number} did not come."),
}
