"""What the pages of rounds show: stops with their places, and cases that could be ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.vocabulary import StopState
from services.desk.rounds.errands import Errand, errand_of
from services.desk.rounds.proposing import in_turn
from services.desk.rounds.reading import Stop, Trip, missed_on, waiting_cases
from services.desk.telling import is_blocked
from services.kit.service import Service
from web.console.access import Visit
from web.console.round_map import Pin, place_address
from web.forms.sent_page import reading_work


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that waits for a visit, and whether it is ticked."""

    errand: Errand
    ticked: bool
    missed: date | None
    """The day on which a crew could not do it."""


@dataclass(frozen=True, slots=True)
class PlacedStop:
    """A stop with its number on the round, as staff see it."""

    number: int
    stop: Stop
    errand: Errand
    unheard: bool
    """No message reaches the resident: somebody has to telephone."""

    @property
    def map(self) -> str:
        return place_address(self.errand.position) if self.errand.position else ""

    @property
    def was_done(self) -> bool:
        return self.stop.row.state == StopState.DONE

    @property
    def was_missed(self) -> bool:
        return self.stop.row.state == StopState.MISSED


async def placed_stops(session: AsyncSession, visit: Visit, trip: Trip) -> list[PlacedStop]:
    """Return the stops of a round in their order, numbered as on the paper of the crew."""
    work = reading_work(visit.desk, session)
    service = visit.desk.services.get(trip.round.service_key)
    return [
        PlacedStop(
            number,
            stop,
            errand_of(stop.case, service, work.around),
            await is_blocked(work, stop.case.channel, stop.case.chat),
        )
        for number, stop in enumerate(trip.stops, start=1)
    ]


def pins(stops: Iterable[PlacedStop]) -> list[Pin]:
    """Return what stands on the map, without those nobody goes to any more."""
    return [
        Pin(one.number, one.errand.position)
        for one in stops
        if one.errand.position and not one.stop.fell_off
    ]


async def waiting_errands(
    session: AsyncSession, visit: Visit, service: Service, right: str
) -> tuple[list[Errand], dict[str, date]]:
    """Return what waits for a visit, in its turn, and when each was missed, by reference."""
    found = await waiting_cases(session, service.key)
    cases: Sequence[Case] = [case for case in found if visit.may(right, case.department)]
    missed = await missed_on(session, cases)
    errands = in_turn([errand_of(case, service, visit.desk.around) for case in cases])
    return errands, {case.reference: missed[case.id] for case in cases if case.id in missed}


def candidates(
    errands: Iterable[Errand], ticked: set[str], missed: dict[str, date]
) -> list[Candidate]:
    """Put together what can be ticked."""
    return [Candidate(one, one.reference in ticked, missed.get(one.reference)) for one in errands]
