"""Withdrawing: what waits for others, or for its time, on the word of somebody who may no longer.

Called when somebody leaves, or may do less than before: nothing goes out, is paid to, or is erased
because of a right that is gone.
"""

from collections.abc import Sequence

from sqlmodel import col, select, update

from models.announcement import Announcement
from models.announcement_vocabulary import AnnouncementKind, AnnouncementState
from models.data_request import DataRequest
from models.office_setting import OfficeSetting
from models.staff import Staff
from models.vocabulary import SettingState
from services.desk import audit
from services.desk.announcing.editing import back_to_draft, subject_of
from services.desk.announcing.notices import tell_approvers
from services.desk.changing.offering_state import tell_of_change
from services.desk.permissions import (
    APPROVE_ANNOUNCEMENT,
    CHANGE_OFFICE,
    PERSONAL_DATA,
    WRITE_ANNOUNCEMENT,
    holds,
    may,
)
from services.desk.work import Work

_NOT_OUT = (AnnouncementState.WAITING_FOR_APPROVAL, AnnouncementState.SCHEDULED)


async def withdraw(work: Work, staff: Staff) -> None:
    """Take back what this person may no longer stand for."""
    if not may(staff, WRITE_ANNOUNCEMENT, None):
        await _take_back_written(work, staff)
    if not may(staff, APPROVE_ANNOUNCEMENT, None):
        await _ask_again(work, staff)
    if not may(staff, CHANGE_OFFICE, None):
        await _drop_payee(work, staff)
    if not holds(staff, PERSONAL_DATA):
        await _drop_erasing(work, staff)


async def _take_back_written(work: Work, staff: Staff) -> None:
    """Somebody else reads it, makes it their own by an edit, or hands it in as it is."""
    for draft in await _not_out(work):
        if draft.written_by == staff.id and not _goes_out_now(draft):
            back_to_draft(draft)
            await _record(work, draft)


async def _ask_again(work: Work, staff: Staff) -> None:
    """What only they agreed to waits for another second person, who is told."""
    for draft in await _not_out(work):
        if draft.approved_by == staff.id:
            back_to_draft(draft)
            draft.state = AnnouncementState.WAITING_FOR_APPROVAL
            await tell_approvers(work, draft, await work.session.get_one(Staff, draft.written_by))
            await _record(work, draft)


async def _not_out(work: Work) -> Sequence[Announcement]:
    wanted = select(Announcement).where(col(Announcement.state).in_(_NOT_OUT))
    fresh = wanted.with_for_update().execution_options(populate_existing=True)
    return (await work.session.exec(fresh)).all()


def _goes_out_now(draft: Announcement) -> bool:
    """A warning of a flood was sent the moment it was written; only its planned time waits."""
    return draft.kind == AnnouncementKind.EMERGENCY and draft.scheduled_at is None


async def _drop_payee(work: Work, staff: Staff) -> None:
    proposed = update(OfficeSetting).where(
        col(OfficeSetting.staff_id) == staff.id,
        col(OfficeSetting.state) == SettingState.PROPOSED,
    )
    values = {"state": SettingState.DECLINED, "decided_at": work.now}
    if (await work.session.exec(proposed.values(**values))).rowcount:
        await tell_of_change(work)


async def _drop_erasing(work: Work, staff: Staff) -> None:
    """The request stays, with its days; somebody else has to look at it first."""
    proposed = update(DataRequest).where(
        col(DataRequest.proposed_by) == staff.id, col(DataRequest.done_at).is_(None)
    )
    await work.session.exec(proposed.values(proposed_by=None, proposed_at=None))


async def _record(work: Work, draft: Announcement) -> None:
    work.session.add(draft)
    await work.session.flush()
    subject = subject_of(draft)
    await audit.record(work, audit.DESK, "announcement_send_back", subject, audit.DONE)
