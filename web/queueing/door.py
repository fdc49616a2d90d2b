"""The code at the door: whoever scans it takes a ticket on their own phone."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models.queue_ticket import QueueTicket
from models.vocabulary import TicketWay
from services.desk.queueing.links import ticket_token
from services.desk.queueing.standing import label
from services.kit.errors import InvalidAnswer, ResidentError
from services.kit.text import Rendered, _
from web.forms.posted import Posted, posted_form
from web.forms.sent_page import kept_to_oneself
from web.pages import desk_of, render
from web.queueing.entrances import Entrance
from web.queueing.giving_out import check_own_form, choices, entrance
from web.queueing.taking import Asked, own_tickets, remember_ticket, take_once
from web.security import Pace, slow_down

TAKES = Pace(at_once=20, seconds=15)
"""Per address: everybody who uses the office's own wireless network has the same."""

LOOKS = Pace(at_once=60, seconds=1)


async def show_door(request: Request) -> Response:
    """Show the lines with a button to take a ticket."""
    slow_down(request, "queue door", LOOKS)
    return await _page(request, await entrance(request, Entrance.DOOR))


async def take_at_door(request: Request) -> Response:
    """Take a ticket, or lead to the one this browser already has in the line."""
    slow_down(request, "queue take", TAKES)
    token = await entrance(request, Entrance.DOOR)
    desk = desk_of(request)
    async with posted_form(request, desk.base_url) as typed:
        check_own_form(request, token, typed)
        try:
            ticket = await _ticket(request, typed)
        except ResidentError as refusal:
            return await _page(request, token, refusal.explanation)
    there = f"/queue/ticket/{ticket_token(desk.links, ticket)}"
    response = kept_to_oneself(RedirectResponse(there, 303))
    remember_ticket(request, response, ticket)
    return response


async def _ticket(request: Request, typed: Posted) -> QueueTicket:
    desk, line = desk_of(request), typed.one("line")
    if not line:
        raise InvalidAnswer(_("Please choose what you have come for."))
    async with desk.database.reading() as session:
        own = [one for one in await own_tickets(request, session) if one.queue == line]
    asked = Asked(line, TicketWay.DOOR, typed.one("priority"), typed.one("once"))
    return own[0] if own else await take_once(desk, asked)


async def _page(request: Request, token: str, refusal: Rendered | None = None) -> Response:
    desk = desk_of(request)
    async with desk.database.reading() as session:
        shown = await choices(request, session, token)
        own = await own_tickets(request, session)
    response = render(
        request,
        "queue/door.html",
        409 if refusal else 200,
        **shown,
        own=[(label(one), ticket_token(desk.links, one)) for one in own],
        refusal=refusal,
    )
    return kept_to_oneself(response)


routes: list[BaseRoute] = [
    Route("/queue/door/{token}", show_door),
    Route("/queue/door/{token}", take_at_door, methods=["POST"]),
]
