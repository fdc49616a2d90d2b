"""What staff press at a counter: next, again, did not come, done, pass on, before the turn."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.vocabulary import TicketWay
from services.desk.permissions import READ, SERVE_QUEUE
from services.desk.queueing import calling
from services.desk.queueing.standing import place_of
from services.kit.errors import NotFound
from services.kit.text import _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.queue import QUEUE, Seat, seat_of
from web.queueing.printed import printed
from web.queueing.taking import Asked, take_once

Step = Callable[[Visit, Seat], Awaitable[str]]
"""Does one thing and returns what the page says about it."""


async def press(visit: Visit) -> Response:
    """Do what was pressed, and lead back to the counter."""
    step, seat = _STEPS.get(visit.request.path_params["step"]), seat_of(visit)
    if step is None or seat is None:
        raise NotFound(_("There is no such page."))
    said = await step(visit, seat)
    return RedirectResponse(f"{seat.address}&done={said}" if said else seat.address, 303)


async def back_to_counter(_visit: Visit) -> Response:
    """Lead a reload after a refusal back to the counter."""
    return RedirectResponse(QUEUE, 303)


async def take_for_somebody(visit: Visit) -> Response:
    """Take a number for somebody who stands at the counter, and show it."""
    seat = seat_of(visit)
    if seat is None:
        raise NotFound(_("There is no such page."))
    visit.require(SERVE_QUEUE, seat.queue.department)
    wanted, priority = written(visit.form, "for"), written(visit.form, "priority")
    ticket = await take_once(visit.desk, Asked(wanted, TicketWay.COUNTER, priority))
    return RedirectResponse(f"{QUEUE}/numbers/{ticket.id}", 303)


async def show_taken(visit: Visit) -> Response:
    """Show a number that was taken at the counter, to be told, scanned or printed."""
    desk = visit.desk
    wanted: UUID = visit.request.path_params["ticket"]
    async with desk.database.reading() as session:
        place = await place_of(session, desk.around.office, wanted, desk.clock())
    if place is None:
        raise NotFound(_("There is no such ticket."))
    return visit.render(
        "queue/taken.html",
        **printed(desk, place),
    )


async def _next(visit: Visit, seat: Seat) -> str:
    async with visit.desk.work() as work:
        called = await calling.call_next(work, seat.queue.key, seat.counter, visit.staff)
    return "" if called else "nobody"


async def _done_and_next(visit: Visit, seat: Seat) -> str:
    async with visit.desk.work() as work:
        await calling.done(work, _ticket(visit), visit.staff)
        called = await calling.call_next(work, seat.queue.key, seat.counter, visit.staff)
    return "" if called else "nobody"


async def _done(visit: Visit, _seat: Seat) -> str:
    async with visit.desk.work() as work:
        await calling.done(work, _ticket(visit), visit.staff)
    return "done"


async def _again(visit: Visit, _seat: Seat) -> str:
    async with visit.desk.work() as work:
        await calling.call_again(work, _ticket(visit), visit.staff)
    return "again"


async def _no_show(visit: Visit, _seat: Seat) -> str:
    async with visit.desk.work() as work:
        await calling.no_show(work, _ticket(visit), visit.staff)
    return "no-show"


async def _pass_on(visit: Visit, _seat: Seat) -> str:
    async with visit.desk.work() as work:
        await calling.transfer(work, _ticket(visit), written(visit.form, "to"), visit.staff)
    return "pass-on"


async def _before_turn(visit: Visit, seat: Seat) -> str:
    reason = written(visit.form, "reason")
    async with visit.desk.work() as work:
        await calling.call_this(work, _ticket(visit), seat.counter, visit.staff, reason)
    return ""


def _ticket(visit: Visit) -> UUID:
    try:
        return UUID(written(visit.form, "ticket"))
    except ValueError:
        raise NotFound(_("There is no such ticket.")) from None


_STEPS: Mapping[str, Step] = {
    "next": _next,
    "done-next": _done_and_next,
    "done": _done,
    "again": _again,
    "no-show": _no_show,
    "pass-on": _pass_on,
    "before-turn": _before_turn,
}

routes: list[BaseRoute] = [
    pressed(f"{QUEUE}/numbers", take_for_somebody, right=SERVE_QUEUE),
    opened(f"{QUEUE}/numbers", back_to_counter, right=SERVE_QUEUE),
    opened(f"{QUEUE}/numbers/{{ticket:uuid}}", show_taken, right=READ),
    pressed(f"{QUEUE}/press/{{step}}", press, right=SERVE_QUEUE),
    opened(f"{QUEUE}/press/{{step}}", back_to_counter, right=SERVE_QUEUE),
]
