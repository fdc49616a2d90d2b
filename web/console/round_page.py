"""The page of one round: its stops on the way or to be ordered, its map, and the crew's paper."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import BaseRoute

from models.vocabulary import RoundState
from services.desk import audit
from services.desk.permissions import PLAN_ROUNDS, READ
from services.desk.rounds import notices
from services.desk.rounds.loading import MOST_NOTE, no_such_round
from services.desk.rounds.planning import MOST_CREW
from services.desk.rounds.reading import Trip, trip_of
from services.kit.errors import NotFound
from services.kit.service import Service
from services.kit.text import Text, _
from web.console.access import Visit, opened
from web.console.round_map import legs, sketch_of
from web.console.round_view import candidates, pins, placed_stops, waiting_errands
from web.console.rounds import ROUNDS, plannable

ROUND = f"{ROUNDS}/{{round:uuid}}"


async def show_round(visit: Visit) -> Response:
    """Show a round, and record who read where residents live."""
    page = await _page(visit, "rounds/round.html", READ)
    await _record(visit, READ)
    return page


async def show_paper(visit: Visit) -> Response:
    """Show the list that the crew takes along, made to be printed; it is recorded."""
    page = await _page(visit, "rounds/paper.html", PLAN_ROUNDS)
    await _record(visit, f"{PLAN_ROUNDS}_paper")
    return page


async def _page(visit: Visit, template: str, right: str) -> Response:
    async with visit.desk.database.reading() as session:
        trip = await trip_of(session, visit.request.path_params["round"])
        if trip is None or not visit.may(right, trip.round.department):
            raise NotFound(no_such_round())
        stops = await placed_stops(session, visit, trip)
        service = _service_to_add(visit, trip)
        errands, missed = (
            await waiting_errands(session, visit, service, PLAN_ROUNDS) if service else ([], {})
        )
    return visit.render(
        template,
        trip=trip,
        stops=stops,
        candidates=candidates(errands, set(), missed),
        plans=visit.may(PLAN_ROUNDS, trip.round.department),
        legs=legs(pins(one for one in stops if one.stop.stands)),
        sketch=sketch_of(pins(stops), visit.desk.around.office.position),
        reasons=notices.REASONS,
        state=_STATES[RoundState(trip.round.state)],
        done=_DONE.get(visit.request.query_params.get("done", "")),
        longest_note=MOST_NOTE,
        longest_crew=MOST_CREW,
        day=trip.round.day,
    )


def _service_to_add(visit: Visit, trip: Trip) -> Service | None:
    """Return the service whose cases may still be put on the round by this person."""
    if trip.round.state != RoundState.PLANNED:
        return None
    return next((one for one in plannable(visit) if one.key == trip.round.service_key), None)


async def _record(visit: Visit, action: str) -> None:
    subject = str(visit.request.path_params["round"])
    async with visit.desk.work() as work:
        await audit.record(work, str(visit.staff.id), action, subject, audit.DONE, "console")


_STATES: Mapping[RoundState, Text] = {
    RoundState.PLANNED: _("Planned"),
    RoundState.UNDER_WAY: _("On the way"),
    RoundState.DONE: _("Over"),
    RoundState.CANCELLED: _("Called off"),
}

_DONE: Mapping[str, Text] = {
    "plan": _("The round is made. Every resident on it is being told the day."),
    "add": _("They are on the round now, at the end. The residents are being told the day."),
    "order": _("The stops stand in the suggested order."),
    "change": _("It is changed. Where the day is another, the residents are being told."),
    "cancel": _("The round is called off. The residents are being told."),
    "start": _("The round has begun. Have a good way!"),
    "finish": _("The round is over."),
    "up": _("The stop is earlier now."),
    "down": _("The stop is later now."),
    "remove": _("The stop is taken off. The resident is being told."),
    "done": _("Done. The resident is being told, and asked for stars."),
    "miss": _("The resident is being told why. The case waits for the next round."),
}

routes: list[BaseRoute] = [
    opened(ROUND, show_round, right=READ),
    opened(f"{ROUND}/paper", show_paper, right=READ),
]
