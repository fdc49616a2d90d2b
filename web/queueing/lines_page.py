"""The public page of the queue: how long each line is now, the rule, and how to take a ticket."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from services.desk.queueing.links import ticket_token
from services.desk.queueing.standing import all_lines, label
from services.kit.calendar import is_open, next_opening
from services.kit.consequences import TakeTicket
from services.kit.lining_up import rule_on
from services.kit.service import with_consequence
from services.kit.text import Moment
from web.forms.reading import around_today
from web.pages import desk_of, render
from web.queueing.display import LOOKS, called_now
from web.queueing.live import mark_of, marked, unchanged
from web.queueing.said import line_words
from web.queueing.taking import own_tickets
from web.security import slow_down


async def show_lines(request: Request) -> Response:
    """Show each line as it is now."""
    slow_down(request, "queue", LOOKS)
    desk, now = desk_of(request), desk_of(request).clock()
    around = around_today(desk)
    async with desk.database.reading() as session:
        lines = await all_lines(session, around.office, now)
        mine = await own_tickets(request, session)
    opening = None if is_open(now, around.office) else next_opening(now, around.office)
    shown = [(one.queue, called_now([one]), line_words(one)) for one in lines]
    own = [(label(one), ticket_token(desk.links, one)) for one in mine]
    mark = mark_of(request, shown, own, opening)
    response = unchanged(request, mark) or render(
        request,
        "queue/lines.html",
        lines=shown,
        own=own,
        closed=not is_open(now, around.office),
        opening=Moment(opening) if opening else None,
        rule=rule_on(around.office, around.day),
        services=with_consequence(desk.offered, TakeTicket),
    )
    return marked(response, mark)


routes: list[BaseRoute] = [Route("/queue", show_lines)]
