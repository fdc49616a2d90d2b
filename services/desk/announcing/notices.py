"""What staff hear in their own chats about announcements. Never in a group."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from models.announcement import Announcement
from models.staff import Staff
from models.staff_identity import StaffIdentity
from models.vocabulary import MessageClass, Role
from services.desk.outbox import Destination
from services.desk.permissions import APPROVE_ANNOUNCEMENT, RIGHTS, may
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.message import Button, Reply
from services.kit.text import Text, _


async def tell_approvers(work: Work, draft: Announcement, writer: Staff) -> int:
    """Ask whoever may approve it, but its writer; return how many chats were told."""
    words = _(
        "{name} asks you to read and approve an announcement: {title}",
        name=writer.name,
        title=draft.title_th,
    )
    roles = list(RIGHTS[APPROVE_ANNOUNCEMENT].roles)
    return await _tell(work, draft, words, roles, but_not=writer.id)


async def tell_executives(work: Work, draft: Announcement, writer: Staff) -> int:
    """Say at once that something urgent is on its way to everybody."""
    words = _(
        "{name} is sending an urgent announcement to everybody: {title}",
        name=writer.name,
        title=draft.title_th,
    )
    return await _tell(
        work, draft, words, [Role.EXECUTIVE], but_not=writer.id, kind=MessageClass.DANGER
    )


async def _tell(
    work: Work,
    draft: Announcement,
    words: Text,
    roles: Sequence[str],
    but_not: UUID,
    kind: MessageClass = MessageClass.STATUS,
) -> int:
    page = f"{work.base_url}/console/announcements/{draft.id}"
    notice = Reply(words, (Button(_("Read it"), url=page),))
    identities = await _identities(work, roles, but_not)
    for one in identities:
        to = Destination(one.channel, one.person)
        work.say(to, (notice,), STAFF_LANGUAGE, message_class=kind)
    return len(identities)


async def _identities(work: Work, roles: Sequence[str], but_not: UUID) -> Sequence[StaffIdentity]:
    """A private chat has the id of its person."""
    wanted = (
        select(StaffIdentity, Staff)
        .join(Staff, col(Staff.id) == col(StaffIdentity.staff_id))
        .where(col(Staff.left_at).is_(None), col(Staff.role).in_(roles), Staff.id != but_not)
        .order_by(col(StaffIdentity.person))
    )
    found = (await work.session.exec(wanted)).all()
    return [one for one, staff in found if staff.role == Role.EXECUTIVE or _approves(staff)]


def _approves(staff: Staff) -> bool:
    return may(staff, APPROVE_ANNOUNCEMENT, None)
