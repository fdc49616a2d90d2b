"""Effects about the queue, carried out by the desk: staff at the counters, in their chats.

A number names nobody, so what is said here may stand in a department's group.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot import queue_replies
from bot.queue_turns import AGAIN, DONE, GONE, NEXT, ONWARD
from bot.refusals import not_linked, refuse
from bot.turns import ServeLine
from models.case import Case
from models.queue_ticket import QueueTicket
from models.staff import Staff
from services.desk.actor import Actor
from services.desk.office_actions import not_permitted
from services.desk.permissions import SERVE_QUEUE, may
from services.desk.queueing import calling
from services.desk.queueing.holders import hears, holder_of
from services.desk.queueing.lines import LIVE
from services.desk.queueing.notices import given_back, number_words
from services.desk.queueing.standing import LineView, line_view, place_of_case
from services.desk.queueing.taking import no_such_line
from services.desk.staffing import staff_by_identity
from services.desk.work import Work
from services.kit.errors import NotAllowed, NotFound
from services.kit.message import Reply
from services.kit.text import _, both

Step = Callable[[Work, Staff, Sequence[str]], Awaitable[Reply]]


async def serve_line(effect: ServeLine, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Do what staff pressed or typed at the counters; residents who type it are shown the way."""
    staff = await staff_by_identity(work.session, actor.channel, actor.person)
    if staff is None and actor.private and not effect.arguments:
        return (queue_replies.for_residents(work.services),)
    if staff is None:
        return (await refuse(work, actor, SERVE_QUEUE, effect.action, not_linked()),)
    try:
        return (await _STEPS[effect.action](work, staff, effect.arguments),)
    except NotAllowed:
        return (await refuse(work, actor, SERVE_QUEUE, effect.action, not_permitted()),)


async def with_place_in_line(work: Work, case: Case, card: Reply) -> Reply:
    """Let the card of a case begin with the number and the place in line, while there is one."""
    place = await place_of_case(work.session, work.around.office, case.id, work.now)
    if place is None or place.ticket.state not in LIVE:
        return card
    return replace(card, text=both(number_words(place), card.text))


async def with_number_back(work: Work, case: Case) -> Reply | None:
    """Thank for the number that came back with a case; None when there was none."""
    place = await place_of_case(work.session, work.around.office, case.id, work.now)
    if place is None:
        return None
    return given_back(holder_of(work, place.ticket, case), place)


async def _next(work: Work, staff: Staff, arguments: Sequence[str]) -> Reply:
    views = await _own_lines(work, staff)
    counters = [(v, number) for v in views for number in range(1, v.queue.counters + 1)]
    if arguments:
        return await _call(work, staff, arguments[0], arguments[1])
    if len(counters) == 1:
        return await _call(work, staff, views[0].queue.key, "1")
    return queue_replies.which_counter(views)


async def _call(work: Work, staff: Staff, queue: str, counter: str) -> Reply:
    """Call the next person; whoever is at the counter still comes first."""
    number = int(counter) if counter.isascii() and counter.isdigit() and len(counter) < 4 else 0
    if queue not in work.around.office.queues:
        raise NotFound(no_such_line())
    view = await _view(work, queue)
    if there := view.at_counter(number):
        return queue_replies.still_there(view.queue, there)
    ticket = await calling.call_next(work, queue, number, staff)
    if ticket is None:
        return queue_replies.nobody_waits(view.queue, number)
    return await _called(work, ticket, staff)


async def _again(work: Work, staff: Staff, arguments: Sequence[str]) -> Reply:
    ticket = await calling.call_again(work, _ticket_id(arguments), staff)
    return await _called(work, ticket, staff)


async def _called(work: Work, ticket: QueueTicket, staff: Staff) -> Reply:
    told = await hears(work, ticket)
    return queue_replies.called(await _view(work, ticket.queue), ticket, staff.name, told=told)


async def _gone(work: Work, staff: Staff, arguments: Sequence[str]) -> Reply:
    ticket = await calling.no_show(work, _ticket_id(arguments), staff)
    return queue_replies.ended(await _view(work, ticket.queue), ticket, staff.name)


async def _done(work: Work, staff: Staff, arguments: Sequence[str]) -> Reply:
    ticket = await calling.done(work, _ticket_id(arguments), staff)
    return queue_replies.ended(await _view(work, ticket.queue), ticket, staff.name)


async def _pass(work: Work, staff: Staff, arguments: Sequence[str]) -> Reply:
    ticket_id, *queue = arguments
    before = await calling.own_ticket(work, _ticket_id([ticket_id]), staff)
    line, counter = before.queue, before.counter
    if not queue:
        return queue_replies.pass_where(work.around.office.queues.values(), before)
    ticket = await calling.transfer(work, before.id, queue[0], staff)
    left = await _view(work, line)
    to = work.around.office.queues[ticket.queue]
    return queue_replies.passed_on(left, ticket, to, staff.name, counter)


async def _own_lines(work: Work, staff: Staff) -> list[LineView]:
    """Return the lines this person may serve."""
    queues = work.around.office.queues.values()
    own = [queue.key for queue in queues if may(staff, SERVE_QUEUE, queue.department)]
    return [await _view(work, key) for key in own]


async def _view(work: Work, queue: str) -> LineView:
    return await line_view(work.session, work.around.office, queue, work.now)


def _ticket_id(arguments: Sequence[str]) -> UUID:
    try:
        return UUID(arguments[0])
    except ValueError:
        raise NotFound(_("There is no such ticket.")) from None


_STEPS: Mapping[str, Step] = {NEXT: _next, AGAIN: _again, GONE: _gone, DONE: _done, ONWARD: _pass}
