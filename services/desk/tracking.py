"""Tracking: finding cases and their history. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, not_, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.case_event import CaseEvent
from models.outbox_message import OutboxMessage
from models.queue_ticket import QueueTicket
from models.rating import Rating
from models.vocabulary import CaseStatus
from services.desk.progress import CLOSED
from services.kit.references import read_reference

PAGE = 50


class StatusGroup(StrEnum):
    """What a list of cases is about."""

    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list, and from where on. Empty means all."""

    department: str | None = None
    status_group: str = StatusGroup.ALL
    service_key: str | None = None
    text: str = ""
    """A reference or its beginning."""
    before_id: UUID | None = None
    """The last case of the page before; `case_after` of the same order continues behind it."""
    limit: int = PAGE
    most_urgent_first: bool = False
    """By due date; otherwise the newest first."""
    today: date | None = None
    """Needed for `StatusGroup.OVERDUE`."""
    status: str | None = None
    village: int | None = None
    assignee_id: UUID | None = None
    nobodys: bool = False
    """Open cases that nobody looks after."""
    unread: bool = False
    """Those in which something of the resident waits to be read."""
    channel: str | None = None
    """Where it was filed."""
    filed_from: datetime | None = None
    filed_before: datetime | None = None
    oldest_first: bool = False


async def find_case(session: AsyncSession, reference: str) -> Case | None:
    """Find a case by its reference, however written, as it is now and not as it was loaded."""
    known = read_reference(reference)
    wanted = select(Case).where(Case.reference == known).execution_options(populate_existing=True)
    return (await session.exec(wanted)).first() if known else None


async def own_cases(session: AsyncSession, resident_id: UUID, limit: int = 10) -> Sequence[Case]:
    """Return a resident's cases: open ones first, then the newest."""
    closed = case((col(Case.status).in_(CLOSED), 1), else_=0)
    wanted = (
        select(Case)
        .where(Case.resident_id == resident_id)
        .order_by(closed, col(Case.filed_at).desc(), col(Case.id).desc())
        .limit(limit)
    )
    return (await session.exec(wanted)).all()


async def history(
    session: AsyncSession, case_id: UUID, *, for_resident: bool
) -> Sequence[CaseEvent]:
    """Return what happened to a case, oldest first; for the resident only what they may see."""
    wanted = select(CaseEvent).where(CaseEvent.case_id == case_id)
    if for_resident:
        wanted = wanted.where(col(CaseEvent.for_resident).is_(True))
    in_order = wanted.order_by(col(CaseEvent.at), col(CaseEvent.id))
    return (await session.exec(in_order)).all()


async def rating_of(session: AsyncSession, case_id: UUID) -> Rating | None:
    """Return what the resident thought of it, if they said so."""
    return (await session.exec(select(Rating).where(Rating.case_id == case_id))).first()


async def case_messages(session: AsyncSession, found: Case) -> Sequence[OutboxMessage]:
    """Return what the desk said to the resident about a case, and whether it arrived."""
    wanted = (
        select(OutboxMessage)
        .where(OutboxMessage.case_id == found.id)
        .where(OutboxMessage.channel == found.channel, OutboxMessage.chat == found.chat)
        .order_by(col(OutboxMessage.id))
    )
    return (await session.exec(wanted)).all()


async def list_cases(session: AsyncSession, wanted: CaseFilter) -> Sequence[Case]:
    """Return one page of cases. Pages follow each other by key, so that none is shown twice."""
    conditions = [*conditions_of(wanted), *await _behind(session, wanted)]
    return (
        await session.exec(
            select(Case).where(*conditions).order_by(*_order(wanted)).limit(wanted.limit)
        )
    ).all()


async def count_up_to(session: AsyncSession, wanted: CaseFilter, most: int) -> int:
    """Count the cases that are listed, and stop behind `most`: nobody reads a greater number."""
    some = select(col(Case.id)).where(*conditions_of(wanted)).limit(most + 1)
    counting = select(func.count()).select_from(some.subquery())
    return (await session.exec(counting)).one()


async def count_cases(session: AsyncSession, wanted: CaseFilter) -> int:
    """Count the cases that are listed for this filter, on all its pages."""
    counting = select(func.count()).select_from(Case).where(*conditions_of(wanted))
    return (await session.exec(counting)).one()


def conditions_of(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Say which cases a filter means, without the order and the page."""
    conditions = [*_of_group(wanted), *_narrowed(wanted)]
    if not wanted.service_key and not wanted.text.strip():
        conditions.append(not_(_stands_in_line()))
    if wanted.department:
        conditions.append(col(Case.department) == wanted.department)
    if wanted.service_key:
        conditions.append(col(Case.service_key) == wanted.service_key)
    if wanted.text.strip():
        beginning = "".join(letter for letter in wanted.text.upper() if letter.isalnum())
        conditions.append(col(Case.reference).startswith(beginning, autoescape=True))
    return conditions


def _narrowed(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    equal = {
        Case.status: wanted.status,
        Case.village: wanted.village,
        Case.assignee_id: wanted.assignee_id,
        Case.filed_channel: wanted.channel,
    }
    narrowed = [col(column) == value for column, value in equal.items() if value is not None]
    if wanted.nobodys:
        narrowed += [col(Case.assignee_id).is_(None), still_open()]
    if wanted.unread:
        narrowed.append(col(Case.unread_since).is_not(None))
    if wanted.filed_from:
        narrowed.append(col(Case.filed_at) >= wanted.filed_from)
    if wanted.filed_before:
        narrowed.append(col(Case.filed_at) < wanted.filed_before)
    return narrowed


def still_open() -> ColumnElement[bool]:
    """The same as the statuses of `OPEN`; this way both databases see which index is meant.

    SQLite believes that any five statuses are most of all cases, and would read them all.
    """
    return col(Case.closed_at).is_(None)


def _stands_in_line() -> ColumnElement[bool]:
    """Whoever came to the counters is handled there; fifty of them a day would bury the rest.

    A case that goes on after the counter, because somebody took it on or it was not done, is
    listed like any other.
    """
    ticket = select(QueueTicket.id).where(col(QueueTicket.case_id) == col(Case.id))
    return and_(col(Case.status).in_(CLOSED | {CaseStatus.RECEIVED}), ticket.exists())


def _of_group(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    match wanted.status_group:
        case StatusGroup.OPEN:
            return [still_open()]
        case StatusGroup.CLOSED:
            return [col(Case.closed_at).is_not(None)]
        case StatusGroup.OVERDUE:
            return [still_open(), col(Case.due_on) < wanted.today]
    return []


def _keys(wanted: CaseFilter) -> list[Any]:
    """Return the columns by which cases are put in order; the last of them is the row's own.

    Lists of few cases have an order of their own: without it SQLite would look for the few in the
    order of all.
    """
    if wanted.most_urgent_first:
        return [col(Case.due_on), col(Case.id)]
    if wanted.unread:
        return [col(Case.unread_since), col(Case.id)]
    if wanted.assignee_id:
        return [col(Case.changed_at), col(Case.id)]
    if wanted.filed_from or wanted.filed_before:
        return [col(Case.filed_at), col(Case.id)]
    return [col(Case.id)]


def _rises(wanted: CaseFilter) -> bool:
    return wanted.most_urgent_first or wanted.oldest_first


def _order(wanted: CaseFilter) -> list[Any]:
    rises = _rises(wanted)
    return [key.asc() if rises else key.desc() for key in _keys(wanted)]


async def _behind(session: AsyncSession, wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Say what stands behind the last case of the page before; nothing when it is not known."""
    if wanted.before_id is None:
        return []
    first, *more = _keys(wanted)
    if not more:
        return [_beyond(first, wanted.before_id, wanted)]
    last = (await session.exec(select(first).where(Case.id == wanted.before_id))).first()
    if last is None:
        return []
    same = and_(first == last, _beyond(more[0], wanted.before_id, wanted))
    at_least = first >= last if _rises(wanted) else first <= last
    return [at_least, or_(_beyond(first, last, wanted), same)]


def _beyond(key: Any, last: Any, wanted: CaseFilter) -> ColumnElement[bool]:
    beyond: ColumnElement[bool] = key > last if _rises(wanted) else key < last
    return beyond
