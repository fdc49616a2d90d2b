"""Writing announcements: drafts are kept with every version; an edit voids an approval."""

from dataclasses import replace
from uuid import UUID

from models.announcement import Announcement
from models.announcement_version import AnnouncementVersion
from models.announcement_vocabulary import NOT_SAID_YET, AnnouncementKind, AnnouncementState
from models.staff import Staff
from services.desk import audit
from services.desk.announcing.content import Content, content_of
from services.desk.announcing.finding import locked, require_state
from services.desk.permissions import APPROVE_ANNOUNCEMENT, WRITE_ANNOUNCEMENT, may
from services.desk.work import Work
from services.kit.errors import NotAllowed, NotPossible
from services.kit.text import _


async def begin_draft(work: Work, staff: Staff, content: Content) -> Announcement:
    """Keep the first version of a new announcement."""
    require(staff, WRITE_ANNOUNCEMENT)
    draft = Announcement(written_by=staff.id, written_at=work.now, **content.columns())
    work.session.add(draft)
    await work.session.flush()
    await _keep_version(work, draft, staff)
    return draft


async def save(
    work: Work, announcement_id: UUID, staff: Staff, version: int, content: Content
) -> Announcement:
    """Keep an edit; whoever began from an older version is told, and nothing is overwritten.

    It is a draft again: what a colleague approved were other words.
    """
    require(staff, WRITE_ANNOUNCEMENT)
    draft = await locked(work, announcement_id)
    require_state(draft, *NOT_SAID_YET)
    if draft.version != version:
        raise NotPossible(
            _("A colleague changed this announcement meanwhile. Open it again; your words are "
              "still in the form if you go back.")
        )  # fmt: skip
    if draft.kind == AnnouncementKind.CORRECTION:
        kept = content_of(draft)
        content = replace(content, kind=draft.kind, audience=kept.audience)
    draft.sqlmodel_update(content.columns())
    draft.version += 1
    draft.written_by, draft.written_at = staff.id, work.now
    back_to_draft(draft)
    work.session.add(draft)
    await _keep_version(work, draft, staff)
    return draft


async def begin_correction(work: Work, announcement_id: UUID, staff: Staff) -> Announcement:
    """Begin the correction of something published, with its words; it goes to the same people."""
    require(staff, WRITE_ANNOUNCEMENT)
    wrong = await locked(work, announcement_id)
    require_state(
        wrong, AnnouncementState.SENDING, AnnouncementState.PAUSED, AnnouncementState.STOPPED,
        AnnouncementState.SENT,
    )  # fmt: skip
    content = replace(content_of(wrong), kind=AnnouncementKind.CORRECTION, scheduled_at=None)
    right = Announcement(
        written_by=staff.id, written_at=work.now, corrects_id=wrong.id, **content.columns()
    )
    work.session.add(right)
    await work.session.flush()
    await _keep_version(work, right, staff)
    return right


async def set_picture(
    work: Work, announcement_id: UUID, staff: Staff, sha256: str | None
) -> Announcement:
    """Put a stored picture beside the words, or take it away: an edit like any other."""
    draft = await locked(work, announcement_id)
    content = replace(content_of(draft), picture=sha256)
    return await save(work, announcement_id, staff, draft.version, content)


async def throw_away(work: Work, announcement_id: UUID, staff: Staff) -> None:
    """Forget a draft that nobody needs any more; what was said is never thrown away."""
    require(staff, WRITE_ANNOUNCEMENT)
    draft = await locked(work, announcement_id)
    require_state(draft, *NOT_SAID_YET)
    draft.state = AnnouncementState.DISCARDED
    work.session.add(draft)
    await audit.record(work, str(staff.id), "announcement_discard", subject_of(draft), audit.DONE)


def back_to_draft(draft: Announcement) -> None:
    """Void what a colleague approved."""
    draft.state = AnnouncementState.DRAFT
    draft.approved_by, draft.approved_at = None, None


def subject_of(found: Announcement) -> str:
    """Name it in the audit log."""
    return f"announcement:{found.number or found.id.hex[-12:]}"


def require(staff: Staff, *rights: str) -> None:
    """Raise `NotAllowed` unless this person has one of the rights, for the whole office."""
    if not any(may(staff, right, None) for right in rights):
        raise NotAllowed(_("Your role at the office does not allow this."))


def require_either(staff: Staff) -> None:
    """Raise `NotAllowed` unless this person writes or approves announcements."""
    require(staff, WRITE_ANNOUNCEMENT, APPROVE_ANNOUNCEMENT)


async def _keep_version(work: Work, draft: Announcement, staff: Staff) -> None:
    work.session.add(
        AnnouncementVersion(
            announcement_id=draft.id,
            version=draft.version,
            content=content_of(draft).as_json(),
            written_by=staff.id,
            written_at=work.now,
        )
    )
    await work.session.flush()
    action = "announcement_write"
    await audit.record(work, str(staff.id), action, subject_of(draft), audit.DONE, "console")
