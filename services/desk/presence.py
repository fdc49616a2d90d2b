"""Presence: who else of the staff has a case open or is typing. It decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case_presence import CasePresence
from models.columns import new_id
from models.staff import Staff
from services.desk.paying.till import dialect_of
from services.desk.work import Work
from services.kit.text import Moment, Rendered, _

HERE: Final = timedelta(seconds=60)
"""A page says every twenty seconds that it is still open."""
TYPING: Final = timedelta(seconds=30)
LOOKED: Final = timedelta(minutes=5)
"""So long a page that cannot speak for itself is taken to be open."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else at the same case."""

    name: str
    seen_at: datetime
    here: bool
    typing: bool

    @property
    def words(self) -> Rendered:
        if self.typing:
            return _("{name} is typing here now", name=self.name)
        if self.here:
            return _("{name} has this case open now", name=self.name)
        return _("{name} looked at it at {when}", name=self.name, when=Moment(self.seen_at))


async def be_here(work: Work, case_id: UUID, staff_id: UUID, *, typing: bool = False) -> None:
    """Note that somebody has a case open, and whether they are typing."""
    now = {"seen_at": work.now, "typing_at": work.now if typing else None}
    keeping = (
        dialect_of(work)
        .insert(CasePresence)
        .values(id=new_id(), case_id=case_id, staff_id=staff_id, **now)
        .on_conflict_do_update(index_elements=["case_id", "staff_id"], set_=now)
    )
    await work.session.exec(keeping)


async def go_away(work: Work, case_id: UUID, staff_id: UUID) -> None:
    """Note that somebody closed the case."""
    gone = delete(CasePresence).where(
        col(CasePresence.case_id) == case_id, col(CasePresence.staff_id) == staff_id
    )
    await work.session.exec(gone)


async def colleagues_here(
    session: AsyncSession, case_id: UUID, but_not: UUID, now: datetime
) -> Sequence[Colleague]:
    """Return who else has a case open, or looked at it in the last minutes."""
    wanted = (
        select(CasePresence, Staff.name)
        .join(Staff, col(Staff.id) == col(CasePresence.staff_id))
        .where(CasePresence.case_id == case_id, CasePresence.staff_id != but_not)
        .where(col(CasePresence.seen_at) > now - LOOKED, col(Staff.left_at).is_(None))
        .order_by(col(Staff.name))
    )
    return [_colleague(one, name, now) for one, name in await session.exec(wanted)]


def _colleague(one: CasePresence, name: str, now: datetime) -> Colleague:
    typing = one.typing_at is not None and one.typing_at > now - TYPING
    return Colleague(name, one.seen_at, here=one.seen_at > now - HERE, typing=typing)
