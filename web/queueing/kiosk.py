"""A tablet at the door: very large buttons, then a number; it goes back to the start by itself."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models.vocabulary import TicketWay
from services.desk.queueing.links import ticket_of, ticket_token
from services.desk.queueing.standing import place_of
from services.kit.errors import ResidentError
from services.kit.text import Rendered
from web.forms.posted import posted_form
from web.forms.sent_page import kept_to_oneself
from web.pages import desk_of, languages_of, render
from web.queueing.entrances import Entrance
from web.queueing.giving_out import check_own_form, choices, entrance
from web.queueing.printed import printed
from web.queueing.taking import Asked, take_once
from web.security import Pace, slow_down

TAKES = Pace(at_once=20, seconds=3)
"""Per machine."""


async def show_kiosk(request: Request) -> Response:
    """Show the lines; then, when one is chosen, who may be served earlier."""
    return await _page(request, await entrance(request, Entrance.KIOSK))


async def take_at_kiosk(request: Request) -> Response:
    """Take a ticket and show it."""
    token = await entrance(request, Entrance.KIOSK)
    slow_down(request, "queue kiosk", TAKES, who=token)
    desk = desk_of(request)
    async with posted_form(request, desk.base_url) as typed:
        check_own_form(request, token, typed)
        asked = Asked(typed.one("line"), TicketWay.KIOSK, typed.one("priority"), typed.one("once"))
        try:
            ticket = await take_once(desk, asked)
        except ResidentError as refusal:
            return await _page(request, token, refusal.explanation)
    there = f"/queue/kiosk/{token}/{ticket_token(desk.links, ticket)}"
    return kept_to_oneself(RedirectResponse(there, 303))


async def show_number(request: Request) -> Response:
    """Show the number that was just taken, with a code to follow it on a phone."""
    token = await entrance(request, Entrance.KIOSK)
    desk = desk_of(request)
    ticket_id = ticket_of(desk.links, request.path_params["ticket"], desk.clock())
    if ticket_id is None:
        raise HTTPException(404)
    async with desk.database.reading() as session:
        place = await place_of(session, desk.around.office, ticket_id, desk.clock())
    if place is None:
        raise HTTPException(404)
    response = render(
        request,
        "queue/number.html",
        **printed(desk, place),
        back=_start(request, token),
    )
    return kept_to_oneself(response)


async def _page(request: Request, token: str, refusal: Rendered | None = None) -> Response:
    desk = desk_of(request)
    async with desk.database.reading() as session:
        shown = await choices(request, session, token)
    chosen = desk.around.office.queues.get(request.query_params.get("line", ""))
    response = render(
        request,
        "queue/kiosk.html",
        409 if refusal else 200,
        **shown,
        chosen=chosen,
        refusal=refusal,
        back=_start(request, token),
    )
    return kept_to_oneself(response)


def _start(request: Request, token: str) -> str:
    """Return the first page in the office's first language: the next person is somebody else."""
    return f"/queue/kiosk/{token}?lang={next(iter(languages_of(request)))}"


routes: list[BaseRoute] = [
    Route("/queue/kiosk/{token}", show_kiosk),
    Route("/queue/kiosk/{token}", take_at_kiosk, methods=["POST"]),
    Route("/queue/kiosk/{token}/{ticket}", show_number),
]
