"""Approving announcements: a second person says yes, but for an emergency."""

from uuid import UUID

from models.announcement import Announcement
from models.announcement_vocabulary import AnnouncementKind, AnnouncementState
from models.staff import Staff
from services.desk import audit
from services.desk.announcing.checking import findings, stops
from services.desk.announcing.content import content_of
from services.desk.announcing.editing import back_to_draft, require, subject_of
from services.desk.announcing.finding import locked, require_state
from services.desk.announcing.notices import tell_approvers, tell_executives
from services.desk.permissions import APPROVE_ANNOUNCEMENT, WRITE_ANNOUNCEMENT
from services.desk.signing_in.second_person import require_second_person
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from services.kit.text import _


async def submit(work: Work, announcement_id: UUID, staff: Staff, version: int) -> Announcement:
    """Ask for the second person's yes; whoever may give it is told in their own chat."""
    require(staff, WRITE_ANNOUNCEMENT)
    draft = await _checked(work, announcement_id, version, AnnouncementState.DRAFT)
    if draft.kind == AnnouncementKind.EMERGENCY:
        raise NotPossible(_("An urgent announcement waits for nobody. Press Send now."))
    draft.state = AnnouncementState.WAITING_FOR_APPROVAL
    work.session.add(draft)
    await tell_approvers(work, draft, staff)
    await _record(work, staff, "announcement_submit", draft)
    return draft


async def approve(work: Work, announcement_id: UUID, staff: Staff, version: int) -> Announcement:
    """Let it go out, at its time or at once. Nobody approves what they wrote themselves.

    Raises `NotAllowed` for the writer, and for whoever the writer could be.
    """
    require(staff, APPROVE_ANNOUNCEMENT)
    draft = await _checked(work, announcement_id, version, AnnouncementState.WAITING_FOR_APPROVAL)
    if draft.written_by == staff.id:
        raise NotAllowed(
            _("You wrote this yourself. Another person has to read it before it goes to everybody.")
        )
    await require_second_person(work, draft.written_by, staff)
    draft.state = AnnouncementState.SCHEDULED
    draft.approved_by, draft.approved_at = staff.id, work.now
    work.session.add(draft)
    await _record(work, staff, "announcement_approve", draft)
    return draft


async def send_back(
    work: Work, announcement_id: UUID, staff: Staff, version: int, reason: str
) -> Announcement:
    """Give it back to its writer, or take an approved one back before it goes out."""
    require(staff, APPROVE_ANNOUNCEMENT, WRITE_ANNOUNCEMENT)
    draft = await locked(work, announcement_id)
    require_state(draft, AnnouncementState.WAITING_FOR_APPROVAL, AnnouncementState.SCHEDULED)
    _require_version(draft, version)
    back_to_draft(draft)
    work.session.add(draft)
    await _record(work, staff, "announcement_send_back", draft, reason)
    return draft


async def send_urgently(
    work: Work, announcement_id: UUID, staff: Staff, version: int
) -> Announcement:
    """Send an emergency on one person's word; every executive hears of it at once."""
    require(staff, WRITE_ANNOUNCEMENT)
    draft = await _checked(work, announcement_id, version, AnnouncementState.DRAFT)
    if draft.kind != AnnouncementKind.EMERGENCY:
        raise NotAllowed(_("Only an urgent announcement goes out without a second person."))
    draft.state = AnnouncementState.SCHEDULED
    draft.approved_at = work.now
    work.session.add(draft)
    await tell_executives(work, draft, staff)
    await _record(work, staff, "announcement_urgent", draft)
    return draft


async def _checked(
    work: Work, announcement_id: UUID, version: int, state: AnnouncementState
) -> Announcement:
    """Return one that may go on: where it should be, unchanged since it was read, without fault."""
    draft = await locked(work, announcement_id)
    require_state(draft, state)
    _require_version(draft, version)
    wrong = stops(findings(content_of(draft), work.now))
    if wrong:
        raise InvalidAnswer(wrong[0].words)
    return draft


def _require_version(draft: Announcement, version: int) -> None:
    if draft.version != version:
        raise NotPossible(
            _("The words were changed after you opened this page. Please read them again.")
        )


async def _record(
    work: Work, staff: Staff, action: str, draft: Announcement, reason: str = ""
) -> None:
    subject = subject_of(draft)
    await audit.record(work, str(staff.id), action, subject, audit.DONE, "console", reason)
