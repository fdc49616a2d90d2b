"""Piles of cases: what a number on Today counts, and the list behind it, from one condition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.queue_ticket import QueueTicket
from models.vocabulary import CaseStatus
from services.desk.tracking import still_open

DAYS_AHEAD: Final = timedelta(days=3)
A_WEEK: Final = timedelta(days=7)
MOST_LISTED: Final = 100
"""Cases on one page of a pile; whoever has more works from the list of cases."""


class Pile(StrEnum):
    """What cases wait for."""

    MINE = "mine"
    NEW = "new"
    """Nobody has taken it on."""
    NOBODYS = "nobodys"
    """Nobody looks after it: not yet, or not any more."""
    UNREAD = "unread"
    """The resident wrote or sent something, and nobody of the department has opened it: the mark
    that stands at the case itself, in the list and on its page."""
    DUE = "due"
    """Promised for today."""
    SOON = "soon"
    """Promised for the next three days."""
    OVERDUE = "overdue"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened within a week."""

    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose cases: those of a department, or of the whole office for none."""

    department: str | None
    staff_id: UUID
    today: date


async def counts(session: AsyncSession, scope: Scope) -> dict[Pile, int]:
    """Count every pile: one look at the open cases, and one at what is unread."""
    among = [pile for pile in Pile if pile is not Pile.UNREAD]
    columns = [func.count(case((_in_pile(pile, scope), 1))) for pile in among]
    counting = select(*columns).select_from(Case).where(*_open_in(scope))
    row: Any = (await session.exec(counting)).one()
    found: dict[Pile, int] = dict(zip(among, row, strict=True))
    unread = select(func.count()).select_from(Case).where(*_conditions(Pile.UNREAD, scope))
    return {**found, Pile.UNREAD: (await session.exec(unread)).one()}


async def listed(session: AsyncSession, pile: Pile, scope: Scope) -> Sequence[Case]:
    """Return the cases of a pile, the most urgent first."""
    wanted = (
        select(Case)
        .where(*_conditions(pile, scope))
        .order_by(col(Case.due_on), col(Case.id))
        .limit(MOST_LISTED)
    )
    return (await session.exec(wanted)).all()


async def moved_since(session: AsyncSession, scope: Scope, now: datetime) -> Moved:
    """Count what came and what was closed within a week; whoever took a number counts nowhere."""
    since = now - A_WEEK
    ticket = exists().where(col(QueueTicket.case_id) == col(Case.id))
    received, closed = (
        select(func.count()).select_from(Case).where(moment >= since, ~ticket, *_of(scope))
        for moment in (col(Case.filed_at), col(Case.closed_at))
    )
    return Moved((await session.exec(received)).one(), (await session.exec(closed)).one())


async def overdue_by_department(session: AsyncSession, today: date) -> Mapping[str, int]:
    """Count what is late in each department that has anything late."""
    wanted = (
        select(Case.department, func.count())
        .where(still_open(), col(Case.due_on) < today, _not_in_line())
        .group_by(col(Case.department))
    )
    return dict((await session.exec(wanted)).all())


async def load_by_person(session: AsyncSession, scope: Scope) -> Mapping[UUID, int]:
    """Count the open cases of each person who looks after any."""
    wanted = (
        select(Case.assignee_id, func.count())
        .where(*_open_in(scope), col(Case.assignee_id).is_not(None))
        .group_by(col(Case.assignee_id))
    )
    return {person: count for person, count in (await session.exec(wanted)).all() if person}


def _conditions(pile: Pile, scope: Scope) -> list[ColumnElement[bool]]:
    if pile is Pile.UNREAD:
        return [col(Case.unread_since).is_not(None), *_of(scope)]
    return [*_open_in(scope), _in_pile(pile, scope)]


def _open_in(scope: Scope) -> list[ColumnElement[bool]]:
    return [still_open(), *_of(scope), _not_in_line()]


def _of(scope: Scope) -> list[ColumnElement[bool]]:
    return [col(Case.department) == scope.department] if scope.department else []


def _in_pile(pile: Pile, scope: Scope) -> ColumnElement[bool]:
    today = scope.today
    new = col(Case.status).in_((CaseStatus.RECEIVED, CaseStatus.REOPENED))
    which: dict[Pile, ColumnElement[bool]] = {
        Pile.MINE: col(Case.assignee_id) == scope.staff_id,
        Pile.NEW: new,
        Pile.NOBODYS: col(Case.assignee_id).is_(None),
        Pile.DUE: col(Case.due_on) == today,
        Pile.SOON: and_(col(Case.due_on) > today, col(Case.due_on) <= today + DAYS_AHEAD),
        Pile.OVERDUE: col(Case.due_on) < today,
        Pile.OPEN: true(),
    }
    return which[pile]


def _not_in_line() -> ColumnElement[bool]:
    """Whoever stands in line is served there; fifty numbers a day would bury the cases."""
    ticket = exists().where(col(QueueTicket.case_id) == col(Case.id))
    return ~and_(col(Case.status) == CaseStatus.RECEIVED, ticket)
