"""Rounds in the console: which are planned, and making one by ticking the cases that wait."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.deadlines import department_of
from services.desk.permissions import PLAN_ROUNDS, READ
from services.desk.rounds import planning
from services.desk.rounds.planning import MOST_CREW, Plan
from services.desk.rounds.proposing import MOST_STOPS, USUAL_STOPS, proposed
from services.desk.rounds.reading import active_trips, past_trips
from services.kit.calendar import working_days_after
from services.kit.errors import InvalidAnswer, NotFound, NotPossible, ResidentError
from services.kit.service import Service
from services.kit.text import _
from web.console.access import Visit, opened, pressed, status_of
from web.console.forms import MOST_TICKS, written
from web.console.round_view import candidates, waiting_errands

ROUNDS = "/console/rounds"
TICK = "case."
"""The name of a tick is this and the reference."""


async def show_rounds(visit: Visit) -> Response:
    """List the rounds this person may see, and let those who may begin a new one."""
    departments = visit.desk.around.office.departments
    seen = [key for key in departments if visit.may(READ, key)]
    async with visit.desk.database.reading() as session:
        active = await active_trips(session)
        past = await past_trips(session, seen)
    return visit.render(
        "rounds/list.html",
        active=[trip for trip in active if visit.may(READ, trip.round.department)],
        past=past,
        services=plannable(visit),
        day=next_day(visit),
        usual=USUAL_STOPS,
        most=MOST_STOPS,
    )


async def show_new(visit: Visit) -> Response:
    """Show the cases that wait, with those ticked whose turn it is."""
    return await _new_page(visit, visit.request.query_params)


async def make(visit: Visit) -> Response:
    """Make the round; a refusal keeps the ticks and the words."""
    form = visit.form
    try:
        wanted = Plan(
            _id(written(form, "round")),
            written(form, "service"),
            chosen_day(written(form, "day")),
            ticks(visit),
            written(form, "crew"),
        )
        async with visit.desk.work() as work:
            made = await planning.plan(work, visit.staff, wanted)
    except (InvalidAnswer, NotPossible) as refusal:
        return await _new_page(visit, form, refusal)
    return RedirectResponse(f"{ROUNDS}/{made.id}?done=plan", 303)


async def _new_page(
    visit: Visit, asked: Mapping[str, str], refusal: ResidentError | None = None
) -> Response:
    service = _service(visit, asked.get("service", ""))
    day = _day_or_next(visit, asked.get("day", ""))
    most = _most(asked.get("most", ""))
    async with visit.desk.database.reading() as session:
        errands, missed = await waiting_errands(session, visit, service, PLAN_ROUNDS)
    ticked = set(ticks(visit)) if refusal else proposed(errands, day, most)
    return visit.render(
        "rounds/new.html",
        status_of(refusal) if refusal else 200,
        service=service,
        services=plannable(visit),
        day=day,
        usual=most,
        most=MOST_STOPS,
        candidates=candidates(errands, ticked, missed),
        crew=asked.get("crew", "")[:MOST_CREW],
        longest_crew=MOST_CREW,
        round_id=asked.get("round") or uuid4(),
        refusal=refusal,
    )


def plannable(visit: Visit) -> list[Service]:
    """Return the services for which this person plans rounds."""
    office = visit.desk.around.office
    return [
        service
        for service in visit.desk.services.values()
        if service.site_visit and visit.may(PLAN_ROUNDS, department_of(service, office))
    ]


def ticks(visit: Visit) -> list[str]:
    """Return the references that were ticked, in the order of the page."""
    return [name.removeprefix(TICK) for name in visit.form if name.startswith(TICK)]


def chosen_day(typed: str) -> date:
    """Read a day as a browser sends it. Raises `InvalidAnswer` for anything else."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidAnswer(_("Please choose a day.")) from None


def next_day(visit: Visit) -> date:
    """Return the next day on which the office works."""
    return next(working_days_after(visit.today, visit.desk.around.office))


def _service(visit: Visit, key: str) -> Service:
    """Return a service this person plans for. Raises `NotFound`."""
    found = next((one for one in plannable(visit) if one.key == key), None)
    if found is None:
        raise NotFound(_("No rounds are planned for this service."))
    return found


def _day_or_next(visit: Visit, typed: str) -> date:
    try:
        return max(date.fromisoformat(typed), visit.today)
    except ValueError:
        return next_day(visit)


def _most(typed: str) -> int:
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    return min(number, MOST_STOPS) or USUAL_STOPS


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise InvalidAnswer(_("The page is too old. Please open it again.")) from None


routes: list[BaseRoute] = [
    opened(ROUNDS, show_rounds, right=READ),
    opened(f"{ROUNDS}/new", show_new, right=PLAN_ROUNDS),
    pressed(f"{ROUNDS}/new", make, MOST_TICKS, right=PLAN_ROUNDS),
]
