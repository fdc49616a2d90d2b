"""Rating a finished case from its link: five stars and a word, without signing in."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.case import Case
from models.rating import Rating
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.names import service_title, status_name
from services.desk.notices import stars_chosen, stars_named
from services.desk.rating_links import read_rate_code
from services.desk.resident_actions import MOST_COMMENT, may_rate_whole
from services.desk.tracking import find_case, rating_of
from services.kit.errors import ResidentError
from services.kit.references import shown
from web.console.access import status_of
from web.console.forms import Form, form_token, read_form, written
from web.forms.sent_page import kept_to_oneself
from web.pages import desk_of, reader_language, render
from web.security import Pace, slow_down

PACE = Pace(at_once=20, seconds=3)
"""Per address."""


async def show_rating(request: Request) -> Response:
    """Show the stars, chosen already when they were given before."""
    slow_down(request, "rate", PACE)
    case, rating = await _read(request)
    return _page(request, case, rating)


async def take_rating(request: Request) -> Response:
    """Take stars and perhaps a word, and lead back to the page."""
    slow_down(request, "rate", PACE)
    desk = desk_of(request)
    case, rating = await _read(request)
    form: Form = {}
    try:
        form = await read_form(request, _token(desk, case), desk.base_url)
        await _rate(request, case, form)
    except ResidentError as refusal:
        return _page(request, case, rating, refusal, form)
    return kept_to_oneself(RedirectResponse(f"{request.url.path}?done=yes", 303))


async def _rate(request: Request, case: Case, form: Form) -> None:
    stars = stars_chosen(written(form, "stars"))
    language = reader_language(request)
    actor = Actor(case.channel, case.chat, case.chat, True, language, case.resident_id)
    async with desk_of(request).work() as work:
        now = await work.session.get(Case, case.id, populate_existing=True)
        if now is not None:
            await resident_actions.rate_whole(work, now, actor, stars, written(form, "words"))


async def _read(request: Request) -> tuple[Case, Rating | None]:
    """Return the case of the link and its rating. Raises 404 for a link that is not ours."""
    desk = desk_of(request)
    reference = read_rate_code(desk.links, request.path_params["code"], desk.clock())
    async with desk.database.reading() as session:
        case = await find_case(session, reference)
        if case is None:
            raise HTTPException(404)
        return case, await rating_of(session, case.id)


def _page(
    request: Request,
    case: Case,
    rating: Rating | None,
    refusal: ResidentError | None = None,
    form: Form | None = None,
) -> Response:
    desk = desk_of(request)
    chosen = str(rating.stars) if rating else ""
    response = render(
        request,
        "rate.html",
        status_of(refusal) if refusal else 200,
        title=service_title(desk.services, case.service_key),
        reference=shown(case.reference),
        standing=status_name(case.status),
        possible=may_rate_whole(case, rating, desk.clock()),
        stars=stars_named(),
        chosen=written(form, "stars") if form else chosen,
        words=written(form, "words") if form else (rating.comment or "") if rating else "",
        rated=rating is not None,
        done="done" in request.query_params,
        refusal=refusal.explanation if refusal else None,
        form_token=_token(desk, case),
        longest=MOST_COMMENT,
    )
    return kept_to_oneself(response)


def _token(desk: Desk, case: Case) -> str:
    return form_token(desk.secret_key, "rate", str(case.id))


routes: list[BaseRoute] = [
    Route("/rate/{code}", show_rating),
    Route("/rate/{code}", take_rating, methods=["POST"]),
]
