"""Steering an announcement that is on its way: pause it, go on, stop it."""

from uuid import UUID

from sqlmodel import col, update

from models.announcement import Announcement
from models.announcement_chunk import AnnouncementChunk
from models.announcement_vocabulary import AnnouncementState, ChunkState
from models.staff import Staff
from services.desk import audit
from services.desk.announcing.editing import require_either, subject_of
from services.desk.announcing.finding import locked, require_state
from services.desk.work import Work


async def pause(work: Work, announcement_id: UUID, staff: Staff) -> Announcement:
    """Hold it before the next call to a messenger; what is under way there cannot be taken back."""
    return await _steer(
        work, announcement_id, staff, AnnouncementState.PAUSED, AnnouncementState.SENDING
    )


async def resume(work: Work, announcement_id: UUID, staff: Staff) -> Announcement:
    """Go on where it was held, at once also with what waited for another attempt."""
    going_on = await _steer(
        work, announcement_id, staff, AnnouncementState.SENDING, AnnouncementState.PAUSED
    )
    waiting = update(AnnouncementChunk).where(
        col(AnnouncementChunk.announcement_id) == announcement_id,
        col(AnnouncementChunk.state) == ChunkState.WAITING,
    )
    await work.session.exec(waiting.values(due_at=work.now))
    return going_on


async def stop(work: Work, announcement_id: UUID, staff: Staff) -> Announcement:
    """End it for good: who was not told yet is not told, and is counted as such."""
    stopped = await _steer(
        work, announcement_id, staff, AnnouncementState.STOPPED,
        AnnouncementState.SENDING, AnnouncementState.PAUSED,
    )  # fmt: skip
    await stop_now(work, stopped)
    return stopped


async def stop_now(work: Work, found: Announcement) -> None:
    """Let nobody else hear it."""
    found.state, found.sent_at = AnnouncementState.STOPPED, work.now
    work.session.add(found)
    left = update(AnnouncementChunk).where(
        col(AnnouncementChunk.announcement_id) == found.id,
        col(AnnouncementChunk.state).in_((ChunkState.WAITING, ChunkState.HELD)),
    )
    await work.session.exec(left.values(state=ChunkState.STOPPED))


async def _steer(
    work: Work,
    announcement_id: UUID,
    staff: Staff,
    to: AnnouncementState,
    *allowed: AnnouncementState,
) -> Announcement:
    require_either(staff)
    found = await locked(work, announcement_id)
    require_state(found, *allowed)
    found.state = to
    if to == AnnouncementState.SENDING:
        found.trouble = ""
    work.session.add(found)
    action = f"announcement_{to.value}"
    await audit.record(work, str(staff.id), action, subject_of(found), audit.DONE, "console")
    return found
