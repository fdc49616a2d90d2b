"""Where a case stands, for anybody who holds its reference: dates and steps, nothing personal."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import CaseStatus
from services.desk.names import action_name, service_title, status_name
from services.desk.progress import is_open
from services.desk.rounds.reading import round_ahead
from services.desk.tracking import find_case, history
from services.kit.references import read_reference, shown
from services.kit.text import BANGKOK, Day, Moment
from web.pages import desk_of, render
from web.security import Pace, slow_down

PACE = Pace(at_once=20, seconds=6)
"""Per address. Nobody needs to look up more, and guessing references stays hopeless: there are
850,000 million of them."""

LONGEST_TYPED = 40

BADGES: Mapping[str, str] = {
    CaseStatus.WAITING_FOR_RESIDENT: "badge-warm",
    CaseStatus.REOPENED: "badge-warm",
    CaseStatus.REJECTED: "badge-danger",
    CaseStatus.WITHDRAWN: "badge-plain",
}
"""How the badge of a status looks, where it is not the usual green."""


async def show_form(request: Request) -> Response:
    """Ask for a reference, and lead to its page: a plain form, so it works everywhere."""
    typed = request.query_params.get("reference", "")[:LONGEST_TYPED].strip()
    reference = read_reference(typed)
    if reference:
        return _private(RedirectResponse(f"/track/{shown(reference)}", 303))
    return _ask(request, typed)


async def show_case(request: Request) -> Response:
    """Show the steps of one case. A mistyped reference and one nobody holds look the same."""
    slow_down(request, "track", PACE)
    typed = request.path_params["reference"][:LONGEST_TYPED]
    desk = desk_of(request)
    async with desk.database.reading() as session:
        case = await find_case(session, typed)
        entries = await history(session, case.id, for_resident=True) if case else ()
        ahead = await round_ahead(session, case) if case else None
    if case is None:
        return _ask(request, typed)
    view = _public_view(desk, case, entries)
    return _private(render(request, "case.html", coming=ahead and Day(ahead.day), **view))


def _public_view(desk: Desk, case: Case, entries: Sequence[CaseEvent]) -> dict[str, Any]:
    """Choose what may be public: no answers, no words, no names."""
    still_open = is_open(case.status)
    today = desk.clock().astimezone(BANGKOK).date()
    return {
        "reference": shown(case.reference),
        "title": service_title(desk.services, case.service_key),
        "standing": status_name(case.status),
        "badge": BADGES.get(case.status, ""),
        "filed": Moment(case.filed_at),
        "promised": Day(case.due_on) if still_open else None,
        "late": still_open and case.due_on < today,
        "steps": [(Moment(entry.at), action_name(entry.action)) for entry in entries],
    }


def _ask(request: Request, typed: str) -> Response:
    mistaken = bool(typed)
    status = 404 if mistaken else 200
    return _private(render(request, "track.html", status, typed=typed, mistaken=mistaken))


def _private(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


routes: list[BaseRoute] = [
    Route("/track", show_form),
    Route("/track/{reference}", show_case),
]
