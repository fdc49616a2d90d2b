"""Reading rounds: one with its stops and their cases, and the cases that wait for a visit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.pickup_round import PickupRound
from models.round_stop import RoundStop
from models.vocabulary import RoundState, StopState
from services.desk.progress import OPEN

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('rounds', 0))"
"""One for all rounds: few people plan, and one lock cannot wait in a circle."""

ACTIVE = (RoundState.PLANNED, RoundState.UNDER_WAY)
MOST_WAITING = 200
MOST_PAST = 10


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop with the case behind it."""

    row: RoundStop
    case: Case

    @property
    def stands(self) -> bool:
        """Say whether the crew still has to go there.

        A case that is withdrawn, refused or done otherwise falls off by itself.
        """
        return self.row.state == StopState.PLANNED and self.case.status in OPEN

    @property
    def fell_off(self) -> bool:
        return self.row.state == StopState.PLANNED and not self.stands


@dataclass(frozen=True, slots=True)
class Trip:
    """A round with its stops, in the order in which the crew goes."""

    round: PickupRound
    stops: Sequence[Stop]

    @property
    def standing(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.stands]

    @property
    def is_active(self) -> bool:
        return self.round.state in ACTIVE

    def count(self, state: StopState) -> int:
        """Count the stops at which it went like this."""
        return sum(stop.row.state == state for stop in self.stops)


async def lock_rounds(session: AsyncSession) -> None:
    """Let nobody else plan until this transaction ends. SQLite has one writer anyway."""
    connection = await session.connection()
    if connection.dialect.name == "postgresql":
        await connection.execute(text(LOCK))


async def trip_of(session: AsyncSession, round_id: UUID) -> Trip | None:
    """Return one round as it is now."""
    found = await _trips(session, col(PickupRound.id) == round_id)
    return found[0] if found else None


async def active_trips(session: AsyncSession) -> list[Trip]:
    """Return every round that is planned or under way, the earliest day first."""
    return await _trips(session, col(PickupRound.state).in_(ACTIVE))


async def past_trips(session: AsyncSession, departments: Iterable[str]) -> list[Trip]:
    """Return the last rounds of these departments that are over, the latest first."""
    over = (
        select(col(PickupRound.id))
        .where(
            col(PickupRound.state).not_in(ACTIVE),
            col(PickupRound.department).in_(list(departments)),
        )
        .order_by(col(PickupRound.day).desc(), col(PickupRound.id).desc())
        .limit(MOST_PAST)
    )
    return (await _trips(session, col(PickupRound.id).in_(over)))[::-1]


async def waiting_cases(session: AsyncSession, service_key: str) -> Sequence[Case]:
    """Return the open cases of a service that stand on no round, the oldest first."""
    planned = select(col(RoundStop.case_id)).where(RoundStop.state == StopState.PLANNED)
    wanted = (
        select(Case)
        .where(Case.service_key == service_key, col(Case.status).in_(OPEN))
        .where(col(Case.id).not_in(planned))
        .order_by(col(Case.filed_at), col(Case.id))
        .limit(MOST_WAITING)
    )
    return (await session.exec(wanted)).all()


async def round_ahead(session: AsyncSession, case: Case) -> PickupRound | None:
    """Return the round on which an open case stands."""
    wanted = (
        select(PickupRound)
        .join(RoundStop, col(RoundStop.round_id) == col(PickupRound.id))
        .where(RoundStop.case_id == case.id, RoundStop.state == StopState.PLANNED)
    )
    return (await session.exec(wanted)).first() if case.status in OPEN else None


async def rounds_of(session: AsyncSession, case_id: UUID) -> Sequence[PickupRound]:
    """Return every round a case was on and was not taken off, the earliest first."""
    wanted = (
        select(PickupRound)
        .join(RoundStop, col(RoundStop.round_id) == col(PickupRound.id))
        .where(RoundStop.case_id == case_id, RoundStop.state != StopState.REMOVED)
        .order_by(col(PickupRound.day), col(PickupRound.id))
    )
    return (await session.exec(wanted)).all()


async def missed_on(session: AsyncSession, cases: Sequence[Case]) -> dict[UUID, date]:
    """Return the last day on which a case was missed, by its id."""
    wanted = (
        select(col(RoundStop.case_id), func.max(col(PickupRound.day)))
        .join(PickupRound, col(RoundStop.round_id) == col(PickupRound.id))
        .where(RoundStop.state == StopState.MISSED)
        .where(col(RoundStop.case_id).in_([case.id for case in cases]))
        .group_by(col(RoundStop.case_id))
    )
    return dict((await session.exec(wanted)).all())


async def _trips(session: AsyncSession, condition: ColumnElement[bool]) -> list[Trip]:
    wanted = (
        select(PickupRound)
        .where(condition)
        .order_by(col(PickupRound.day), col(PickupRound.id))
        .execution_options(populate_existing=True)
    )
    rounds = (await session.exec(wanted)).all()
    stops = await _stops(session, [one.id for one in rounds])
    return [Trip(one, [stop for stop in stops if stop.row.round_id == one.id]) for one in rounds]


async def _stops(session: AsyncSession, rounds: Sequence[UUID]) -> list[Stop]:
    """Return what the crews go to; what was taken off is not theirs any more."""
    wanted = (
        select(RoundStop, Case)
        .join(Case, col(RoundStop.case_id) == col(Case.id))
        .where(col(RoundStop.round_id).in_(rounds), RoundStop.state != StopState.REMOVED)
        .order_by(col(RoundStop.position), col(RoundStop.id))
        .execution_options(populate_existing=True)
    )
    return [Stop(row, case) for row, case in await session.exec(wanted)]
