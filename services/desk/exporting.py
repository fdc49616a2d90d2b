"""Exporting: the table of cases staff take away, its columns made from the service's questions."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.rating import Rating
from models.staff import Staff
from services.desk import audit
from services.desk.names import department_name, service_title, status_name, way_name
from services.desk.permissions import EXPORT
from services.desk.progress import CLOSED, FINISHED, OPEN
from services.desk.tracking import StatusGroup
from services.desk.work import Work
from services.kit import columns
from services.kit.calendar import working_days_between
from services.kit.fields import Cell, Surroundings
from services.kit.office import Office
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import BANGKOK, Rendered, _, plain

BATCH = 100
"""Cases read at once: the memory of an export does not grow with their number."""

Row = list[Cell]
Reading = Callable[[], AbstractAsyncContextManager[AsyncSession]]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which cases somebody wants."""

    service: Service | None
    """None: those of all services, without what was answered."""
    first: date
    last: date
    group: str
    department: str | None
    """None: those of the whole office."""
    today: date
    services: Mapping[str, Service]
    """All there are, for their names."""
    with_answers: bool = True
    """Whether names, telephone numbers and everything else residents wrote may be taken, too."""

    @property
    def asked(self) -> Service | None:
        """The service whose questions are columns."""
        return self.service if self.with_answers else None

    def subject(self, form: str) -> str:
        """Say for the audit log what was taken."""
        what = self.service.key if self.service else "all"
        what = what if self.asked or not self.service else f"{what} without answers"
        return f"{what} {self.first}/{self.last} {self.group} {self.department or '*'} {form}"


@dataclass(frozen=True, slots=True)
class Found:
    """One case of the table, its stars, and who of the office looks after it."""

    case: Case
    stars: int | None = None
    assignee: str | None = None


async def count_wanted(session: AsyncSession, wish: Wish) -> int:
    """Count the cases that are wanted."""
    counting = select(func.count()).select_from(Case).where(*_conditions(wish))
    return (await session.exec(counting)).one()


async def record(work: Work, staff: Staff, wish: Wish, form: str, count: int, reason: str) -> None:
    """Write down who takes what, how many and why, before anything is handed out."""
    note = f"{count}: {reason}"
    subject = wish.subject(form)
    await audit.record(work, str(staff.id), EXPORT, subject, audit.DONE, "console", note)


async def rows(
    reading: Reading, wish: Wish, around: Surroundings, at_once: int = BATCH
) -> AsyncIterator[list[Row]]:
    """Yield the rows batch by batch, oldest first; each batch is a reading of its own."""
    last: tuple[datetime, UUID] | None = None
    while True:
        async with reading() as session:
            found = await _batch(session, wish, last, at_once)
        if not found:
            return
        last = (found[-1].case.filed_at, found[-1].case.id)
        yield [row(one, wish, around) for one in found]


def headings(wish: Wish, around: Surroundings) -> list[Rendered]:
    """Name the columns: what is known of every case, then what this service asks."""
    asked = columns.headings(wish.asked, around) if wish.asked else []
    return [*_HEADINGS, *asked]


def row(one: Found, wish: Wish, around: Surroundings) -> Row:
    """Return one case under these headings."""
    asked = columns.row(wish.asked, one.case.answers, around) if wish.asked else []
    return [*_known(one, wish, around.office), *asked]


def _known(one: Found, wish: Wish, office: Office) -> Row:
    case = one.case
    filed_on, closed_on = _day(case.filed_at), _day(case.closed_at) if case.closed_at else None
    return [
        plain(shown(case.reference)),
        service_title(wish.services, case.service_key),
        department_name(office, case.department),
        status_name(case.status),
        plain(one.assignee) if one.assignee else None,
        way_name(case.intake_way or case.filed_channel),
        case.village,
        filed_on,
        case.due_on,
        closed_on,
        working_days_between(filed_on, closed_on, office) if closed_on else None,
        _on_time(case, closed_on, wish.today),
        one.stars,
    ]


def _on_time(case: Case, closed_on: date | None, today: date) -> Rendered | None:
    """Say whether the promise was kept; nothing about what runs, or was withdrawn."""
    if case.status in FINISHED and closed_on:
        return _("in time") if closed_on <= case.due_on else _("late")
    return _("late") if case.status in OPEN and case.due_on < today else None


async def _batch(
    session: AsyncSession, wish: Wish, last: tuple[datetime, UUID] | None, at_once: int
) -> Sequence[Found]:
    filed, case_id = col(Case.filed_at), col(Case.id)
    behind: list[ColumnElement[bool]] = []
    if last:
        same = and_(filed == last[0], case_id > last[1])
        behind = [filed >= last[0], or_(filed > last[0], same)]
    wanted: Any = select(Case, col(Rating.stars), col(Staff.name))
    wanted = wanted.outerjoin(Rating, col(Rating.case_id) == case_id)
    wanted = wanted.outerjoin(Staff, col(Staff.id) == col(Case.assignee_id))
    wanted = wanted.where(*_conditions(wish), *behind).order_by(filed, case_id).limit(at_once)
    return [Found(*told) for told in await session.exec(wanted)]


def _conditions(wish: Wish) -> list[ColumnElement[bool]]:
    ends = _midnight(wish.last + timedelta(days=1))
    conditions = [col(Case.filed_at) >= _midnight(wish.first), col(Case.filed_at) < ends]
    if wish.service:
        conditions.append(col(Case.service_key) == wish.service.key)
    if wish.department:
        conditions.append(col(Case.department) == wish.department)
    return conditions + _of_group(wish)


def _of_group(wish: Wish) -> list[ColumnElement[bool]]:
    match wish.group:
        case StatusGroup.OPEN:
            return [col(Case.status).in_(OPEN)]
        case StatusGroup.OVERDUE:
            return [col(Case.status).in_(OPEN), col(Case.due_on) < wish.today]
        case StatusGroup.CLOSED:
            return [col(Case.status).in_(CLOSED)]
    return []


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)


def _day(moment: datetime) -> date:
    return moment.astimezone(BANGKOK).date()


_HEADINGS: tuple[Rendered, ...] = (
    _("Reference"),
    _("Service"),
    _("Department"),
    _("Status"),
    _("Looked after by"),
    _("Came by"),
    _("Village number"),
    _("Sent on"),
    _("Answer promised by"),
    _("Closed on"),
    _("Working days"),
    _("In time"),
    _("Stars"),
)
