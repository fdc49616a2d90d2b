"""The page of one ticket: the number, how many before it, about how long; then the stars."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models.queue_ticket import QueueTicket
from models.vocabulary import TicketState
from services.desk.notices import stars_chosen, stars_named
from services.desk.queueing.leaving import give_back
from services.desk.queueing.links import ticket_of
from services.desk.queueing.notices import place_words
from services.desk.queueing.rating import rate_ticket
from services.desk.queueing.standing import Place, label, place_of
from services.desk.tracking import rating_of
from services.desk.work import Work
from services.kit.errors import ResidentError
from services.kit.text import Moment, Rendered, Text, _
from web.forms.posted import Posted, posted_form
from web.forms.sent_page import kept_to_oneself
from web.pages import desk_of, render
from web.queueing.giving_out import check_own_form, own_form_token
from web.queueing.live import mark_of, marked, unchanged
from web.queueing.said import may_be_too_late
from web.security import Pace, slow_down

LOOKS = Pace(at_once=30, seconds=1)
DOINGS = Pace(at_once=10, seconds=6)
"""Per ticket."""

Doing = Callable[[Work, UUID, Posted], Awaitable[object]]


async def show_ticket(request: Request) -> Response:
    """Show where somebody stands, to whoever holds the address."""
    ticket_id = _ticket_id(request)
    slow_down(request, "queue ticket", LOOKS, who=str(ticket_id))
    return await _page(request, ticket_id)


async def take_doing(request: Request) -> Response:
    """Give the ticket back, or take stars for how it was."""
    ticket_id, doing = _ticket_id(request), _DOINGS.get(request.path_params["doing"])
    if doing is None:
        raise HTTPException(404)
    slow_down(request, "queue ticket doing", DOINGS, who=str(ticket_id))
    desk, token = desk_of(request), request.path_params["token"]
    async with posted_form(request, desk.base_url) as typed:
        check_own_form(request, token, typed)
        try:
            async with desk.work() as work:
                await doing(work, ticket_id, typed)
        except ResidentError as refusal:
            return await _page(request, ticket_id, refusal.explanation)
    return kept_to_oneself(RedirectResponse(f"/queue/ticket/{token}", 303))


async def _give_back(work: Work, ticket_id: UUID, _typed: Posted) -> None:
    await give_back(work, ticket_id)


async def _rate(work: Work, ticket_id: UUID, typed: Posted) -> None:
    stars = stars_chosen(typed.one("stars"))
    await rate_ticket(work, ticket_id, stars, typed.one("words"))


_DOINGS: Mapping[str, Doing] = {"give-back": _give_back, "rate": _rate}


def _ticket_id(request: Request) -> UUID:
    desk = desk_of(request)
    ticket_id = ticket_of(desk.links, request.path_params["token"], desk.clock())
    if ticket_id is None:
        raise HTTPException(404)
    return ticket_id


async def _page(request: Request, ticket_id: UUID, refusal: Rendered | None = None) -> Response:
    desk, token = desk_of(request), request.path_params["token"]
    async with desk.database.reading() as session:
        place = await place_of(session, desk.around.office, ticket_id, desk.clock())
        if place is None:
            raise HTTPException(404)
        rated = await _is_rated(session, place.ticket)
    late = may_be_too_late(place, desk.clock(), desk.around.office)
    mark = mark_of(request, place.ticket.version, place.ahead, place.minutes, rated, late)
    response = unchanged(request, mark) or render(
        request,
        "queue/ticket.html",
        409 if refusal else 200,
        **_standing(place),
        rated=rated,
        late=late,
        refusal=refusal,
        stars=stars_named(),
        form_token=own_form_token(request, token),
        token=token,
    )
    return marked(kept_to_oneself(response), mark)


async def _is_rated(session: AsyncSession, ticket: QueueTicket) -> bool:
    """Say whether the stars were given already; who took it in a chat rates the case."""
    if ticket.case_id is None:
        return ticket.stars is not None
    return await rating_of(session, ticket.case_id) is not None


def _standing(place: Place) -> dict[str, object]:
    ticket = place.ticket
    return {
        "ticket": ticket,
        "label": label(ticket),
        "queue": place.queue,
        "taken": Moment(ticket.taken_at),
        "place": place_words(place),
        "counter": place.counter if ticket.state == TicketState.CALLED else None,
        "live": ticket.state in (TicketState.WAITING, TicketState.CALLED),
        "ended": _ENDED.get(ticket.state),
    }


_ENDED: Mapping[str, Text] = {
    TicketState.NO_SHOW: _(
        "We called this number, but could not find you. If you are here, please speak to us at "
        "the counter, or take a new number."
    ),
    TicketState.CANCELLED: _("You gave this number back. You can take a new one at any time."),
    TicketState.EXPIRED: _(
        "We are sorry: the office closed before this number was called. Please take a new number "
        "on the next working day."
    ),
}

routes: list[BaseRoute] = [
    Route("/queue/ticket/{token}", show_ticket),
    Route("/queue/ticket/{token}/{doing}", take_doing, methods=["POST"]),
]
