"""The privacy notice: what the desk keeps of a person, why, and what that person may ask for."""

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from bot.housekeeping import CHAT_LINES, SENT
from models.vocabulary import DataWish
from services.desk.residents import requests
from services.desk.tracking import find_case
from services.kit.errors import InvalidAnswer, ResidentError
from services.kit.references import read_reference
from services.kit.text import BANGKOK, Day, Text, _
from web.console.access import status_of
from web.console.forms import form_token, read_form, written
from web.pages import desk_of, render
from web.security import Pace, slow_down

VALID_FROM = date(2026, 12, 1)
"""Changes with every change of the notice."""

PACE = Pace(at_once=5, seconds=60)
"""Per address."""

WEB = "web"

WISHES: Mapping[str, Text] = {
    DataWish.COPY: _("I want a copy of my data"),
    DataWish.ERASE: _("I want my data erased"),
    DataWish.CORRECT: _("Something about me is wrong"),
}


async def show_privacy(request: Request) -> Response:
    """Show the notice the law asks for (Personal Data Protection Act B.E. 2562, section 23)."""
    return _page(request)


async def take_wish(request: Request) -> Response:
    """Keep what somebody asks with the reference of their case.

    Who holds a reference need not be its owner: nothing is handed out or erased here, staff make
    sure first. The answer is the same for a reference nobody holds, so nothing can be tried out.
    """
    slow_down(request, "privacy", PACE)
    desk = desk_of(request)
    try:
        form = await read_form(request, _token(desk), desk.base_url)
        reference, wish = read_reference(written(form, "reference")), written(form, "wish")
        if reference is None or wish not in WISHES:
            raise InvalidAnswer(_("Please check the reference: it has nine letters and numbers."))
        async with desk.work() as work:
            case = await find_case(work.session, reference)
            if case is not None:
                await requests.ask(work, case.resident_id, wish, WEB)
    except ResidentError as refusal:
        return _page(request, refusal)
    return RedirectResponse("/privacy?asked=yes#ask", 303)


def _page(request: Request, refusal: ResidentError | None = None) -> Response:
    desk = desk_of(request)
    today = desk.clock().astimezone(BANGKOK).date()
    return render(
        request,
        "privacy.html",
        status_of(refusal) if refusal else 200,
        valid_from=Day(VALID_FROM),
        chat_days=CHAT_LINES.days,
        sent_days=SENT.days,
        wishes=WISHES,
        asked="asked" in request.query_params,
        answered_by=Day(today + requests.DAYS),
        refusal=refusal.explanation if refusal else None,
        form_token=_token(desk),
    )


def _token(desk: Desk) -> str:
    """Bound to no session: there is none. The origin of the form is checked as well."""
    return form_token(desk.secret_key, "privacy", "")


routes: list[BaseRoute] = [
    Route("/privacy", show_privacy),
    Route("/privacy", take_wish, methods=["POST"]),
]
