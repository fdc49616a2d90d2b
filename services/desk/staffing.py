"""Staffing: who works here, with which accounts and chats, and how they leave."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.channel_address import ChannelAddress
from models.one_time_code import OneTimeCode
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.staff_session import StaffSession
from models.vocabulary import Role
from services.desk import audit
from services.desk.releasing import release_cases
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.text import _


async def add_staff(work: Work, name: str, role: str, department: str | None = None) -> Staff:
    """Add somebody. Raises `InvalidAnswer` for an empty name, or an unknown role or department."""
    if not name.strip():
        raise InvalidAnswer(_("Please give a name, so that colleagues know who did what."))
    if role not in set(Role):
        raise InvalidAnswer(_("The role is one of: {roles}.", roles=", ".join(Role)))
    departments = work.around.office.departments
    if department is not None and department not in departments:
        raise InvalidAnswer(_("The department is one of: {keys}.", keys=", ".join(departments)))
    added = Staff(name=name.strip(), role=role, department=department, joined_at=work.now)
    work.session.add(added)
    await work.session.flush()
    await audit.record(work, str(added.id), "join", department or "", audit.DONE)
    return added


async def leave(work: Work, staff_id: UUID) -> Staff:
    """Let somebody go: no account, code, browser or chat of theirs can act any more.

    Their open cases belong to nobody, and are listed until somebody takes them.

    Their name stays with what they did. Raises `NotFound`.
    """
    leaving = await work.session.get(Staff, staff_id)
    if leaving is None:
        raise NotFound(_("Nobody here has this number. The list of staff shows them all."))
    leaving.left_at = leaving.left_at or work.now
    work.session.add(leaving)
    await _unlink_own_chats(work, staff_id)
    await work.session.exec(delete(StaffIdentity).where(col(StaffIdentity.staff_id) == staff_id))
    await _end_sessions(work, staff_id)
    await _void_codes(work, staff_id)
    await release_cases(work, staff_id)
    await audit.record(work, str(staff_id), "leave", leaving.department or "", audit.DONE)
    return leaving


async def all_staff(session: AsyncSession) -> Sequence[Staff]:
    """Return everybody who works here now, in the order of their names."""
    here = select(Staff).where(col(Staff.left_at).is_(None)).order_by(col(Staff.name))
    return (await session.exec(here)).all()


async def staff_by_identity(session: AsyncSession, channel: str, person: str) -> Staff | None:
    """Return who presses with this account, or None when it is linked to nobody working here."""
    wanted = (
        select(Staff)
        .join(StaffIdentity, col(StaffIdentity.staff_id) == col(Staff.id))
        .where(StaffIdentity.channel == channel, StaffIdentity.person == person)
        .where(col(Staff.left_at).is_(None))
    )
    return (await session.exec(wanted)).first()


async def link_identity(work: Work, staff_id: UUID, channel: str, person: str) -> Staff:
    """Let an account act as a member of staff; it acts for one person at a time."""
    staff = await work.session.get(Staff, staff_id)
    if staff is None or staff.left_at is not None:
        raise NotFound(_("The person this code was made for does not work here any more."))
    linked = await work.session.get(StaffIdentity, (channel, person))
    linked = linked or StaffIdentity(channel=channel, person=person, staff_id=staff_id)
    linked.staff_id, linked.linked_at = staff_id, work.now
    work.session.add(linked)
    await work.session.flush()
    return staff


async def link_chat(
    work: Work, channel: str, chat: str, department: str, staff_id: UUID | None = None
) -> StaffChat:
    """Let a chat hear about a department's cases; a chat belongs to one department at a time."""
    linked = await work.session.get(StaffChat, (channel, chat))
    linked = linked or StaffChat(channel=channel, chat=chat, department=department)
    linked.department, linked.linked_by, linked.linked_at = department, staff_id, work.now
    work.session.add(linked)
    await work.session.flush()
    return linked


async def unlink_chat(work: Work, channel: str, chat: str) -> None:
    """Let a chat hear nothing more."""
    gone = delete(StaffChat).where(col(StaffChat.channel) == channel, col(StaffChat.chat) == chat)
    await work.session.exec(gone)


async def staff_chats(session: AsyncSession, department: str) -> Sequence[StaffChat]:
    """Return the chats of a department that can be reached, the oldest first."""
    at_address = (col(ChannelAddress.channel) == col(StaffChat.channel)) & (
        col(ChannelAddress.chat) == col(StaffChat.chat)
    )
    wanted = (
        select(StaffChat)
        .join(ChannelAddress, at_address, isouter=True)
        .where(StaffChat.department == department)
        .where(col(ChannelAddress.blocked_at).is_(None))
        .order_by(col(StaffChat.linked_at), col(StaffChat.chat))
    )
    return (await session.exec(wanted)).all()


async def _unlink_own_chats(work: Work, staff_id: UUID) -> None:
    """A private chat has the id of its person: it must not go on hearing about cases."""
    mine = select(StaffIdentity).where(StaffIdentity.staff_id == staff_id)
    accounts = (await work.session.exec(mine)).all()
    chats = [
        (col(StaffChat.channel) == account.channel) & (col(StaffChat.chat) == account.person)
        for account in accounts
    ]
    if chats:
        await work.session.exec(delete(StaffChat).where(or_(*chats)))


async def _end_sessions(work: Work, staff_id: UUID) -> None:
    still_open = update(StaffSession).where(
        col(StaffSession.staff_id) == staff_id, col(StaffSession.ended_at).is_(None)
    )
    await work.session.exec(still_open.values(ended_at=work.now))


async def _void_codes(work: Work, staff_id: UUID) -> None:
    unused = update(OneTimeCode).where(
        col(OneTimeCode.staff_id) == staff_id, col(OneTimeCode.used_at).is_(None)
    )
    await work.session.exec(unused.values(used_at=work.now))
