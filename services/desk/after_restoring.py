"""What must not simply go on when a backup was put back: time went by that it knows nothing of."""

from sqlmodel import col, delete, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import Announcement
from models.announcement_vocabulary import AnnouncementState
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.staff_session import StaffSession
from models.vocabulary import OutboxState

WAS_WAITING = "waiting when the backup was made; perhaps sent since"


async def hold_what_was_on_its_way(session: AsyncSession) -> None:
    """Leave it to the staff what is said again: nothing is lost, and nobody is told twice unasked.

    Messages stand among the problems with a button to send them; announcements are paused.
    """
    waiting = update(OutboxMessage).where(col(OutboxMessage.state) == OutboxState.WAITING)
    await session.exec(waiting.values(state=OutboxState.FAILED, error=WAS_WAITING))
    sending = update(Announcement).where(col(Announcement.state) == AnnouncementState.SENDING)
    await session.exec(sending.values(state=AnnouncementState.PAUSED))


async def close_every_door(session: AsyncSession) -> None:
    """End every sign-in: somebody may have signed out, or left, since the backup."""
    await session.exec(delete(StaffSession))
    await session.exec(delete(OneTimeCode))
