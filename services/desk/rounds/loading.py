"""Loading a round to change it: with nobody else planning, by somebody who may."""

from uuid import UUID

from models.pickup_round import PickupRound
from models.staff import Staff
from models.vocabulary import RoundState
from services.desk import audit
from services.desk.office_actions import not_permitted
from services.desk.permissions import PLAN_ROUNDS, may
from services.desk.rounds.reading import Stop, Trip, lock_rounds, trip_of
from services.desk.steps import checked_words
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.text import Text, _

MOST_NOTE = 400
"""Letters beside the prepared reason, with which they are kept (`models.round_stop`)."""


async def locked_trip(work: Work, staff: Staff, round_id: UUID) -> Trip:
    """Return a round, with nobody else planning. Raises `NotFound`, `NotAllowed`."""
    await lock_rounds(work.session)
    trip = await trip_of(work.session, round_id)
    if trip is None:
        raise NotFound(no_such_round())
    if not may(staff, PLAN_ROUNDS, trip.round.department):
        raise NotAllowed(not_permitted())
    return trip


async def planned_trip(work: Work, staff: Staff, round_id: UUID) -> Trip:
    """Return a round that has not begun. Raises `NotPossible` for any other."""
    trip = await locked_trip(work, staff, round_id)
    if trip.round.state != RoundState.PLANNED:
        raise NotPossible(
            _("This round has begun or is over, so its plan cannot be changed any more.")
        )
    return trip


def stop_in(trip: Trip, stop_id: UUID) -> Stop:
    """Return one stop of a round. Raises `NotFound` when it is not on it any more."""
    found = next((stop for stop in trip.stops if stop.row.id == stop_id), None)
    if found is None:
        raise NotFound(_("This stop is not on the round any more. Please look at the round."))
    return found


def no_such_round() -> Text:
    """The same words for a round that does not exist and for one of another department."""
    return _("There is no such round here, or it belongs to another department.")


async def record(work: Work, staff: Staff, trip: PickupRound, what: str) -> None:
    """Keep who did something with a round."""
    await audit.record(work, str(staff.id), f"{PLAN_ROUNDS}_{what}", str(trip.id), audit.DONE)


def checked_note(words: str) -> str:
    """Return words as a stop keeps them. Raises `InvalidAnswer` when they are too long."""
    kept = checked_words(words)
    if len(kept) > MOST_NOTE:
        raise InvalidAnswer(_("Please use at most {count} letters.", count=MOST_NOTE))
    return kept
