"""Going round: the crew begins, says at each stop how it went, and is back."""

from typing import Final
from uuid import UUID

from models.staff import Staff
from models.vocabulary import CaseAction, RoundState, StopState
from services.desk import office_actions
from services.desk.office_actions import Order
from services.desk.rounds import notices, telling
from services.desk.rounds.loading import checked_note, locked_trip, record, stop_in
from services.desk.rounds.reading import Stop, Trip
from services.desk.standing import too_late_for_staff
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.text import Day, Rendered, _, both, plain

UNDONE: Final = _("Please say why. The resident reads it.")


async def start(work: Work, staff: Staff, round_id: UUID) -> None:
    """Begin a round, on its day or after it: what was done on paper is noted later.

    Whose case was closed and opened again while the day was changed hears of it now.
    """
    trip = await locked_trip(work, staff, round_id)
    if trip.round.state != RoundState.PLANNED:
        raise NotPossible(_("This round has begun already, or is over."))
    if trip.round.day > work.today:
        raise NotPossible(
            _(
                "The residents were told {day}. To go earlier, please change the day first.",
                day=Day(trip.round.day),
            )
        )
    trip.round.state, trip.round.started_at = RoundState.UNDER_WAY, work.now
    work.session.add(trip.round)
    for stop in trip.standing:
        await telling.tell_day(work, trip.round, stop, staff)
    await record(work, staff, trip.round, "start")


async def done(work: Work, staff: Staff, round_id: UUID, stop_id: UUID, words: str = "") -> None:
    """Finish the case of a stop; its resident is told and asked for stars, as always."""
    trip = await _under_way(work, staff, round_id)
    stop = await _still_standing(work, staff, trip, stop_id)
    order = Order(stop.case.reference, CaseAction.FINISH, staff, checked_note(words), quiet=True)
    await office_actions.carry_out(work, order)
    _mark(work, staff, stop, StopState.DONE)
    await record(work, staff, trip.round, "done")
    await _end_when_through(work, staff, trip)


async def miss(
    work: Work, staff: Staff, round_id: UUID, stop_id: UUID, reason: str, words: str = ""
) -> None:
    """Say why nothing could be done at a stop; its case waits for the next round."""
    trip = await _under_way(work, staff, round_id)
    stop = await _still_standing(work, staff, trip, stop_id)
    await _missed(work, staff, trip, stop, _why(reason, words))
    await _end_when_through(work, staff, trip)


async def finish(
    work: Work, staff: Staff, round_id: UUID, reason: str = "", words: str = ""
) -> None:
    """End a round; whoever was not visited is told why."""
    trip = await _under_way(work, staff, round_id)
    if trip.standing:
        why = _why(reason, words)
        for stop in trip.standing:
            await _missed(work, staff, trip, stop, why)
    await _end(work, staff, trip)


async def _under_way(work: Work, staff: Staff, round_id: UUID) -> Trip:
    trip = await locked_trip(work, staff, round_id)
    if trip.round.state != RoundState.UNDER_WAY:
        raise NotPossible(_("This round has not begun yet, or is over. Please look at it."))
    return trip


async def _still_standing(work: Work, staff: Staff, trip: Trip, stop_id: UUID) -> Stop:
    """Return a stop nobody has said anything about. Raises `NotPossible` for any other."""
    stop = stop_in(trip, stop_id)
    if not stop.stands:
        raise await too_late_for_staff(work, stop.case, staff)
    return stop


async def _missed(work: Work, staff: Staff, trip: Trip, stop: Stop, why: Rendered) -> None:
    stop.row.note = why.render(work.language(STAFF_LANGUAGE))
    _mark(work, staff, stop, StopState.MISSED)
    await work.session.flush()
    await telling.tell_missed(work, trip.round, stop, staff, why)
    await record(work, staff, trip.round, "miss")


def _mark(work: Work, staff: Staff, stop: Stop, state: StopState) -> None:
    stop.row.state, stop.row.visited_at, stop.row.staff_id = state, work.now, staff.id
    work.session.add(stop.row)


def _why(reason: str, words: str) -> Rendered:
    """Return what the resident reads. Raises `InvalidAnswer` when there is nothing to read."""
    prepared, own = notices.REASONS.get(reason), checked_note(words)
    if prepared is None and not own:
        raise InvalidAnswer(UNDONE)
    if prepared is None:
        return plain(own)
    return both(prepared, plain(own)) if own else prepared


async def _end_when_through(work: Work, staff: Staff, trip: Trip) -> None:
    if not trip.standing:
        await _end(work, staff, trip)


async def _end(work: Work, staff: Staff, trip: Trip) -> None:
    """Close a round. What fell off meanwhile needs no visit and nobody needs to be told."""
    for stop in trip.stops:
        if stop.fell_off:
            stop.row.state = StopState.REMOVED
            work.session.add(stop.row)
    trip.round.state, trip.round.finished_at = RoundState.DONE, work.now
    work.session.add(trip.round)
    line = notices.round_over(
        telling.title(work, trip.round),
        trip.round.day,
        trip.count(StopState.DONE),
        trip.count(StopState.MISSED),
        telling.address(work, trip.round),
    )
    await telling.tell_chats(work, trip.round, line)
    await record(work, staff, trip.round, "finish")
