"""Leaving: nothing that belonged to somebody goes on acting for them."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from sqlmodel import col, delete, or_, select, update

from models.case_presence import CasePresence
from models.one_time_code import OneTimeCode
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.staff_wish import StaffWish
from models.vocabulary import Role
from services.desk import api_tokens, audit, sessions
from services.desk.releasing import release_cases
from services.desk.saved_filters import forget_lists
from services.desk.signing_in.passkeys import forget_passkeys
from services.desk.signing_in.passwords import forget_password
from services.desk.withdrawing import withdraw
from services.desk.work import Work
from services.kit.errors import NotFound, NotPossible
from services.kit.text import _

Stop = Callable[[Work, UUID], Awaitable[None]]


async def leave(work: Work, staff_id: UUID, by: str = "") -> Staff:
    """Let somebody go; `by` is who did it. Their name stays with what they did.

    Raises `NotFound`, and `NotPossible` for the only administrator.
    """
    leaving = await work.session.get(Staff, staff_id)
    if leaving is None:
        raise NotFound(_("Nobody here has this number. The list of staff shows them all."))
    if leaving.role == Role.ADMIN and leaving.left_at is None:
        await require_another_admin(work, staff_id)
    leaving.left_at = leaving.left_at or work.now
    work.session.add(leaving)
    await stop_acting(work, staff_id)
    await release_cases(work, leaving)
    await withdraw(work, leaving)
    await forget_lists(work, staff_id)
    actor, department = by or str(staff_id), leaving.department or ""
    await audit.record(work, actor, "leave", str(staff_id) if by else department, audit.DONE)
    return leaving


async def stop_acting(work: Work, staff_id: UUID) -> None:
    """End everything with which this person could act, here or in a chat; also for a lost phone."""
    for stop in STOPS:
        await stop(work, staff_id)


async def admins(work: Work) -> Sequence[Staff]:
    """Return the administrators, and let nobody else change who they are until this is done."""
    wanted = select(Staff).where(Staff.role == Role.ADMIN, col(Staff.left_at).is_(None))
    return (await work.session.exec(wanted.with_for_update())).all()


async def require_another_admin(work: Work, staff_id: UUID) -> None:
    """Raise `NotPossible` when nobody would look after the desk any more."""
    if all(one.id == staff_id for one in await admins(work)):
        raise NotPossible(_("This is the only administrator. Please make somebody else one first."))


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


async def _forget_accounts(work: Work, staff_id: UUID) -> None:
    await work.session.exec(delete(StaffIdentity).where(col(StaffIdentity.staff_id) == staff_id))


async def _void_codes(work: Work, staff_id: UUID) -> None:
    unused = update(OneTimeCode).where(
        col(OneTimeCode.staff_id) == staff_id, col(OneTimeCode.used_at).is_(None)
    )
    await work.session.exec(unused.values(used_at=work.now))


async def _leave_cases_open(work: Work, staff_id: UUID) -> None:
    """Nobody is at a case any more whom colleagues would wait for."""
    await work.session.exec(delete(CasePresence).where(col(CasePresence.staff_id) == staff_id))


async def _drop_wishes(work: Work, staff_id: UUID) -> None:
    """What they wanted and nobody agreed to yet is wanted no more; nor what was wanted of them."""
    open_ones = update(StaffWish).where(
        or_(col(StaffWish.wanted_by) == staff_id, col(StaffWish.staff_id) == staff_id),
        col(StaffWish.decided_at).is_(None),
    )
    await work.session.exec(open_ones.values(decided_at=work.now, agreed=False))


STOPS: tuple[Stop, ...] = (
    _unlink_own_chats,
    _forget_accounts,
    sessions.end_all,
    api_tokens.end_tokens,
    _void_codes,
    forget_passkeys,
    forget_password,
    _drop_wishes,
    _leave_cases_open,
)
"""One line for everything that could act for somebody; the chats are found by the accounts."""
