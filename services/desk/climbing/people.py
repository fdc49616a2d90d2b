"""Who is told at each rung: people in their own chats; a department's chat where nobody has one."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.channel_address import ChannelAddress
from models.staff import Staff
from models.staff_identity import StaffIdentity
from models.vocabulary import Role
from services.desk.outbox import Destination
from services.desk.staffing import staff_chats
from services.kit.climbing import PromiseStep, Rung


async def own_chats(session: AsyncSession, people: Iterable[UUID]) -> dict[UUID, Destination]:
    """Return each person's own chat with the desk: one, and the one that costs nothing first.

    On both messengers a person's private chat has the same id as the person. A push on LINE costs
    a message of the month, one on Telegram nothing.
    """
    at_address = (col(ChannelAddress.channel) == col(StaffIdentity.channel)) & (
        col(ChannelAddress.chat) == col(StaffIdentity.person)
    )
    wanted = (
        select(StaffIdentity)
        .join(ChannelAddress, at_address, isouter=True)
        .where(col(StaffIdentity.staff_id).in_(list(people)))
        .where(col(ChannelAddress.blocked_at).is_(None))
        .order_by(col(StaffIdentity.channel), col(StaffIdentity.linked_at))
    )
    found = (await session.exec(wanted)).all()
    return {one.staff_id: Destination(one.channel, one.person) for one in found}


async def people_of(session: AsyncSession, department: str, role: str) -> Sequence[Staff]:
    """Return who works in a role for a department, or for the whole office."""
    theirs = or_(col(Staff.department) == department, col(Staff.department).is_(None))
    wanted = (
        select(Staff)
        .where(Staff.role == role, theirs, col(Staff.left_at).is_(None))
        .order_by(col(Staff.name), col(Staff.id))
    )
    return (await session.exec(wanted)).all()


async def told_at_rung(session: AsyncSession, case: Case, rung: Rung) -> list[Destination]:
    """Return the chats that hear of a notice at a rung; none when nobody can be reached at all."""
    if rung is Rung.OFFICER:
        chats = await _department(session, case)
        return chats or await _officers(session, case, with_owner=True)
    if rung is Rung.SECOND:
        own = await _officers(session, case, with_owner=False)
    else:
        own = await _in_role(session, case, _ROLES[rung])
    return own or await _department(session, case)


async def reaches_top(session: AsyncSession, case: Case) -> bool:
    """Say whether an executive has a chat; the department's, which stands in, heard before."""
    return bool(await _in_role(session, case, _ROLES[Rung.EXECUTIVE]))


async def told_of_promise(
    session: AsyncSession, case: Case, step: PromiseStep
) -> list[Destination]:
    """Return the chats that hear about a promise: the owner in time, those above them after."""
    if step in _ABOVE:
        own = await _in_role(session, case, _ABOVE[step])
    else:
        own = await _owner(session, case)
    return own or await _department(session, case)


async def _owner(session: AsyncSession, case: Case) -> list[Destination]:
    owner = await session.get(Staff, case.assignee_id) if case.assignee_id else None
    if owner is None or owner.left_at is not None:
        return []
    return list((await own_chats(session, [owner.id])).values())


async def _officers(session: AsyncSession, case: Case, *, with_owner: bool) -> list[Destination]:
    officers = await people_of(session, case.department, Role.OFFICER)
    ids = [one.id for one in officers if with_owner or one.id != case.assignee_id]
    return list((await own_chats(session, ids)).values())


async def _in_role(session: AsyncSession, case: Case, role: str) -> list[Destination]:
    people = await people_of(session, case.department, role)
    return list((await own_chats(session, [one.id for one in people])).values())


async def _department(session: AsyncSession, case: Case) -> list[Destination]:
    chats = await staff_chats(session, case.department)
    return [Destination(one.channel, one.chat) for one in chats]


_ROLES = {Rung.HEAD: Role.HEAD, Rung.EXECUTIVE: Role.EXECUTIVE}
_ABOVE = {PromiseStep.HEAD: Role.HEAD, PromiseStep.EXECUTIVE: Role.EXECUTIVE}
