"""Saved filters: lists of cases under a name, for oneself or for the whole department."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists
from sqlmodel import col, delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.saved_filter import SavedFilter
from models.staff import Staff
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.text import _

MOST: Final = 12
"""Of one person: more of them are not found at a glance."""

LONGEST_NAME: Final = 40
LONGEST_QUERY: Final = 600


async def filters_for(session: AsyncSession, staff: Staff) -> Sequence[SavedFilter]:
    """Return the filters of somebody, and those shared with their department."""
    theirs = col(SavedFilter.staff_id) == staff.id
    shared = col(SavedFilter.department) == staff.department
    wanted = select(SavedFilter).where(or_(theirs, shared) if staff.department else theirs)
    return (await session.exec(wanted.order_by(col(SavedFilter.id)))).all()


async def save(
    work: Work, staff: Staff, name: str, query: str, *, shared: bool, opens_first: bool
) -> SavedFilter:
    """Keep a filter; one of the same name is replaced. Raises `InvalidAnswer`, `NotPossible`."""
    if not 0 < len(name) <= LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise InvalidAnswer(_("Please give the list a name of at most 40 letters."))
    own = await _own(work, staff)
    kept = next((one for one in own if one.name == name), None)
    if kept is None and len(own) >= MOST:
        raise NotPossible(_("You have saved twelve lists. Please remove one of them first."))
    kept = kept or SavedFilter(staff_id=staff.id, name=name, query=query, made_at=work.now)
    if opens_first:
        others = update(SavedFilter).where(col(SavedFilter.staff_id) == staff.id)
        await work.session.exec(others.values(opens_first=False))
    kept.query, kept.opens_first = query, opens_first
    kept.department = staff.department if shared else None
    work.session.add(kept)
    return kept


async def remove(work: Work, staff: Staff, filter_id: UUID) -> None:
    """Forget a filter of one's own, or one that somebody who left shared. Raises `NotFound`."""
    if filter_id not in await removable(work.session, staff):
        raise NotFound(_("This list is not there any more, or it is somebody else's."))
    await work.session.exec(delete(SavedFilter).where(col(SavedFilter.id) == filter_id))


async def forget_lists(work: Work, staff_id: UUID) -> None:
    """Forget the lists only somebody who leaves could see; what they shared stays in use."""
    theirs = delete(SavedFilter).where(
        col(SavedFilter.staff_id) == staff_id, col(SavedFilter.department).is_(None)
    )
    await work.session.exec(theirs)


async def removable(session: AsyncSession, staff: Staff) -> set[UUID]:
    """Return the lists this person may forget."""
    theirs = or_(col(SavedFilter.staff_id) == staff.id, _left(staff))
    return set(await session.exec(select(SavedFilter.id).where(theirs)))


def _left(staff: Staff) -> ColumnElement[bool]:
    """The lists of this person's department whose owner works here no more."""
    gone = exists().where(
        col(Staff.id) == col(SavedFilter.staff_id), col(Staff.left_at).is_not(None)
    )
    return and_(col(SavedFilter.department) == staff.department, gone)


async def _own(work: Work, staff: Staff) -> Sequence[SavedFilter]:
    wanted = select(SavedFilter).where(SavedFilter.staff_id == staff.id)
    return (await work.session.exec(wanted)).all()
