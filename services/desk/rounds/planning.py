"""Planning rounds: who is visited on which day and in which order, and telling them so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from models.case import Case
from models.pickup_round import PickupRound
from models.round_stop import RoundStop
from models.staff import Staff
from services.desk.deadlines import department_of
from services.desk.office_actions import not_permitted
from services.desk.permissions import PLAN_ROUNDS, may
from services.desk.rounds import telling
from services.desk.rounds.errands import errand_of
from services.desk.rounds.loading import planned_trip, record
from services.desk.rounds.proposing import MOST_STOPS
from services.desk.rounds.reading import Stop, Trip, lock_rounds, waiting_cases
from services.desk.rounds.route import suggested
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import _

LONGEST_AHEAD = timedelta(days=60)
MOST_CREW = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """A round as somebody wants it."""

    round_id: UUID
    """Made with the page: the same form sent twice is one round."""
    service_key: str
    day: date
    references: Sequence[str]
    crew: str = ""


async def plan(work: Work, staff: Staff, wanted: Plan) -> PickupRound:
    """Make a round and tell everybody on it the day.

    Raises `NotPossible` when one of the cases is closed, or stands on another round by now.
    """
    service = visited(work, wanted.service_key)
    department = department_of(service, work.around.office)
    if not may(staff, PLAN_ROUNDS, department):
        raise NotAllowed(not_permitted())
    check_day(work, wanted.day)
    crew = checked_crew(wanted.crew)
    await lock_rounds(work.session)
    known = await work.session.get(PickupRound, wanted.round_id, populate_existing=True)
    if known is not None:
        return known
    cases = await _free(work, staff, service, wanted.references, MOST_STOPS)
    made = PickupRound(
        id=wanted.round_id, department=department, service_key=service.key, day=wanted.day,
        crew=crew, staff_id=staff.id, made_at=work.now,
    )  # fmt: skip
    work.session.add(made)
    await work.session.flush()
    heard = await _put_on(work, staff, made, in_order(work, service, cases))
    await telling.tell_planned(work, made, heard)
    await record(work, staff, made, "plan")
    return made


async def add(work: Work, staff: Staff, round_id: UUID, references: Sequence[str]) -> Trip:
    """Put more cases behind the others of a round that has not begun."""
    trip = await planned_trip(work, staff, round_id)
    service = visited(work, trip.round.service_key)
    taken = len(trip.stops)
    cases = await _free(work, staff, service, references, MOST_STOPS - taken)
    await _put_on(work, staff, trip.round, in_order(work, service, cases), taken + 1)
    await record(work, staff, trip.round, "add")
    return trip


def in_order(work: Work, service: Service | None, cases: Sequence[Case]) -> list[Case]:
    """Return cases, given as they were filed, in the suggested order."""
    known = {case.reference: case for case in cases}
    spots = [errand_of(case, service, work.around).spot for case in cases]
    return [known[spot.key] for spot in suggested(spots, work.around.office.position)]


def visited(work: Work, service_key: str) -> Service:
    """Return a service for which crews go out. Raises `NotFound`."""
    service = work.services.get(service_key)
    if service is None or service.site_visit is None:
        raise NotFound(_("No rounds are planned for this service."))
    return service


def check_day(work: Work, day: date) -> None:
    """Raise `InvalidAnswer` for a day on which no round can be."""
    if not work.today <= day <= work.today + LONGEST_AHEAD:
        raise InvalidAnswer(_("Please choose a day from today on, within two months."))


def checked_crew(crew: str) -> str:
    """Return the words for the crew. Raises `InvalidAnswer` when they are too long."""
    kept = " ".join(crew.split())
    if len(kept) > MOST_CREW:
        raise InvalidAnswer(_("Please use at most {count} letters.", count=MOST_CREW))
    return kept


async def _free(
    work: Work, staff: Staff, service: Service, references: Sequence[str], most: int
) -> list[Case]:
    """Return the chosen cases in the order in which they were filed, if all of them are free."""
    if not references:
        raise InvalidAnswer(_("Please tick at least one case."))
    if len(references) > most:
        raise InvalidAnswer(
            _("A round has at most {count} stops. Please tick fewer.", count=MOST_STOPS)
        )
    waiting = {case.reference: case for case in await waiting_cases(work.session, service.key)}
    gone = [shown(one) for one in references if one not in waiting]
    if gone:
        raise NotPossible(
            _(
                "Somebody was faster: {numbers} stands on another round, or is closed by now. "
                "The others are still ticked; please look once more and press again.",
                numbers=", ".join(gone),
            )
        )
    chosen = [case for reference, case in waiting.items() if reference in references]
    if not all(may(staff, PLAN_ROUNDS, case.department) for case in chosen):
        raise NotAllowed(not_permitted())
    return chosen


async def _put_on(
    work: Work, staff: Staff, trip: PickupRound, cases: Sequence[Case], first: int = 1
) -> list[bool]:
    """Make a stop of each case and tell its resident; return whether it reached them."""
    rows = [
        RoundStop(round_id=trip.id, case_id=case.id, position=position)
        for position, case in enumerate(cases, start=first)
    ]
    work.session.add_all(rows)
    await work.session.flush()
    stops = [Stop(row, case) for row, case in zip(rows, cases, strict=True)]
    return [await telling.tell_day(work, trip, stop, staff) for stop in stops]
