"""Finding announcements: one of them, the list of the console, and what each may become."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import LARGEST_NUMBER, Announcement
from models.announcement_vocabulary import PUBLIC_ANNOUNCEMENTS, AnnouncementState
from services.desk.work import Work
from services.kit.errors import NotFound, NotPossible
from services.kit.text import _

PAGE: Final = 50


async def announcement(session: AsyncSession, announcement_id: UUID) -> Announcement:
    """Return one as it stands now. Raises `NotFound`."""
    found = await session.get(Announcement, announcement_id, populate_existing=True)
    if found is None:
        raise NotFound(_("There is no such announcement. Look at the list again."))
    return found


async def locked(work: Work, announcement_id: UUID) -> Announcement:
    """Return one for changing: whoever comes second waits, and sees what the first did."""
    wanted = select(Announcement).where(Announcement.id == announcement_id)
    fresh = wanted.with_for_update().execution_options(populate_existing=True)
    found = (await work.session.exec(fresh)).first()
    if found is None:
        raise NotFound(_("There is no such announcement. Look at the list again."))
    return found


async def recent(session: AsyncSession, limit: int = PAGE) -> Sequence[Announcement]:
    """Return the newest, whatever they have come to."""
    newest = select(Announcement).order_by(col(Announcement.id).desc()).limit(limit)
    return (await session.exec(newest)).all()


async def published(session: AsyncSession, number: int) -> Announcement | None:
    """Return a published announcement by its number."""
    if number > LARGEST_NUMBER:
        return None
    wanted = select(Announcement).where(
        Announcement.number == number, col(Announcement.state).in_(PUBLIC_ANNOUNCEMENTS)
    )
    return (await session.exec(wanted)).first()


async def next_number(session: AsyncSession) -> int:
    """Return the number after the last; two who ask at once are told apart by the table."""
    last = (await session.exec(select(func.max(Announcement.number)))).first()
    return (last or 0) + 1


def require_state(found: Announcement, *states: AnnouncementState) -> None:
    """Raise `NotPossible` unless it stands where this can be done."""
    if found.state not in states:
        raise NotPossible(
            _("This is not possible any more: meanwhile the announcement went another way. "
              "Look at it again.")
        )  # fmt: skip
