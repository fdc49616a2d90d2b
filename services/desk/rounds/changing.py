"""Changing a round that has not begun: its order, its day, its crew, who is on it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from models.round_stop import RoundStop
from models.staff import Staff
from models.vocabulary import RoundState, StopState
from services.desk.rounds import notices, telling
from services.desk.rounds.loading import checked_note, planned_trip, record, stop_in
from services.desk.rounds.planning import check_day, checked_crew, in_order
from services.desk.rounds.reading import Trip
from services.desk.work import Work


async def remove(work: Work, staff: Staff, round_id: UUID, stop_id: UUID) -> None:
    """Take one case off a round; its resident is told, and it waits for the next."""
    trip = await planned_trip(work, staff, round_id)
    stop = stop_in(trip, stop_id)
    stop.row.state = StopState.REMOVED
    work.session.add(stop.row)
    await work.session.flush()
    await telling.call_off(work, trip.round, stop, staff)
    await record(work, staff, trip.round, "remove")


async def shift(work: Work, staff: Staff, round_id: UUID, stop_id: UUID, by: int) -> None:
    """Go to a stop earlier (-1) or later (1); the first and the last stay where they are."""
    trip = await planned_trip(work, staff, round_id)
    rows = [stop.row for stop in trip.stops]
    here = rows.index(stop_in(trip, stop_id).row)
    there = min(max(here + by, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    _number(work, rows)


async def suggest_again(work: Work, staff: Staff, round_id: UUID) -> None:
    """Put the stops into the suggested order."""
    trip = await planned_trip(work, staff, round_id)
    rows = {stop.case.reference: stop.row for stop in trip.stops}
    cases = sorted((stop.case for stop in trip.stops), key=lambda case: (case.filed_at, case.id))
    ordered = in_order(work, work.services.get(trip.round.service_key), cases)
    _number(work, [rows[case.reference] for case in ordered])


async def change(work: Work, staff: Staff, round_id: UUID, day: date, crew: str) -> None:
    """Choose another day or crew; residents and the department hear of another day, once."""
    trip = await planned_trip(work, staff, round_id)
    trip.round.crew = checked_crew(crew)
    work.session.add(trip.round)
    if day != trip.round.day:
        await _move(work, staff, trip, day)
    await record(work, staff, trip.round, "change")


async def cancel(work: Work, staff: Staff, round_id: UUID, words: str = "") -> None:
    """Call a whole round off; every case on it waits for the next."""
    trip = await planned_trip(work, staff, round_id)
    why = checked_note(words)
    going = trip.standing
    for stop in trip.stops:
        stop.row.state = StopState.REMOVED
        work.session.add(stop.row)
    trip.round.state, trip.round.finished_at = RoundState.CANCELLED, work.now
    work.session.add(trip.round)
    await work.session.flush()
    heard = [await telling.call_off(work, trip.round, stop, staff, why) for stop in going]
    line = notices.round_called_off(
        telling.title(work, trip.round),
        trip.round.day,
        telling.unheard(heard),
        telling.address(work, trip.round),
    )
    await telling.tell_chats(work, trip.round, line)
    await record(work, staff, trip.round, "cancel")


async def _move(work: Work, staff: Staff, trip: Trip, day: date) -> None:
    check_day(work, day)
    before, trip.round.day = trip.round.day, day
    heard = [await telling.tell_day(work, trip.round, stop, staff) for stop in trip.standing]
    line = notices.round_moved(
        telling.title(work, trip.round),
        day,
        before,
        telling.unheard(heard),
        telling.address(work, trip.round),
    )
    await telling.tell_chats(work, trip.round, line)


def _number(work: Work, rows: Sequence[RoundStop]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
        work.session.add(row)
