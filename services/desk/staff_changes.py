"""Changes of what somebody may do. About administrators two people decide, where there are two."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select, update

from models.staff import Staff
from models.staff_wish import StaffWish
from models.vocabulary import CodePurpose, Role
from services.desk import audit, codes, sessions
from services.desk.leaving import admins, leave, require_another_admin
from services.desk.permissions import MANAGE_STAFF, may
from services.desk.releasing import release_cases
from services.desk.signing_in.second_person import require_second_person
from services.desk.staffing import require_sound
from services.desk.withdrawing import withdraw
from services.desk.work import Work
from services.kit.errors import NotAllowed, NotFound, NotPossible
from services.kit.text import _

OF_THE_ROLE = (
    CodePurpose.SIGN_IN,
    CodePurpose.LINK_STAFF,
    CodePurpose.LINK_CHAT,
    CodePurpose.MAKE_PASSKEY,
)
"""A link made for an officer must not open the desk of an administrator a minute later."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is to be from now on; without a role they are to leave."""

    role: str | None
    department: str | None = None
    name: str = ""


def needs_second(before: str, after: str | None, admins: int) -> bool:
    """Say whether a second administrator has to agree (pure).

    With one alone nobody could; and while three are left, two of them can put it right.
    """
    becomes = before != Role.ADMIN and after == Role.ADMIN
    ends = before == Role.ADMIN and after != Role.ADMIN
    return (becomes and admins >= 2) or (ends and admins == 2)


async def change(work: Work, staff_id: UUID, wanted: Wanted, by: Staff) -> StaffWish | None:
    """Change somebody, or let them go. Returns the wish when a second person has to agree first.

    Raises `NotAllowed`, `NotFound`, `InvalidAnswer`, and `NotPossible` for the only administrator.
    """
    _require_managing(by)
    staff = await _somebody(work, staff_id)
    now_admins = len(await admins(work))
    if wanted.role is not None:
        require_sound(work, wanted.name or staff.name, wanted.role, wanted.department)
        await _rename(work, staff, wanted.name, str(by.id))
    if not needs_second(staff.role, wanted.role, now_admins):
        await carry_out(work, staff, wanted, str(by.id), "console")
        return None
    wish = StaffWish(
        staff_id=staff.id,
        wanted_by=by.id,
        role=wanted.role,
        department=wanted.department,
        made_at=work.now,
    )
    await _replace_wish(work, wish)
    await _record(work, str(by.id), "want_staff_change", staff, wanted.role)
    return wish


async def decide(work: Work, wish_id: UUID, by: Staff, *, agreed: bool) -> Staff:
    """Agree to a wish of somebody else, or not. Raises `NotAllowed`, `NotFound`, `NotPossible`."""
    _require_managing(by)
    wish = await work.session.get(StaffWish, wish_id, with_for_update=True)
    if wish is None or wish.decided_at is not None:
        raise NotFound(_("This was decided already."))
    if agreed and wish.wanted_by == by.id:
        raise NotAllowed(_("Somebody else has to agree: two people decide about administrators."))
    if agreed:
        await require_second_person(work, wish.wanted_by, by)
    wish.decided_by, wish.decided_at, wish.agreed = by.id, work.now, agreed
    work.session.add(wish)
    staff = await _somebody(work, wish.staff_id)
    word = "agree_staff_change" if agreed else "refuse_staff_change"
    await _record(work, str(by.id), word, staff, wish.role)
    if agreed:
        wanted = Wanted(wish.role, wish.department)
        await carry_out(work, staff, wanted, str(by.id), "console")
    return staff


async def carry_out(work: Work, staff: Staff, wanted: Wanted, by: str, channel: str) -> None:
    """Make somebody what they are wanted to be. Whoever may do less is signed in anew."""
    if wanted.role is None:
        await leave(work, staff.id, by)
        return
    if staff.role == Role.ADMIN and wanted.role != Role.ADMIN:
        await require_another_admin(work, staff.id)
    if (staff.role, staff.department) == (wanted.role, wanted.department):
        return
    staff.role, staff.department = wanted.role, wanted.department
    work.session.add(staff)
    await work.session.flush()
    await sessions.end_all(work, staff.id)
    await release_cases(work, staff)
    await withdraw(work, staff)
    await codes.void_codes(work, staff.id, *OF_THE_ROLE)
    await _record(work, by, "change_staff", staff, wanted.role, channel)


async def open_wishes(work: Work) -> Sequence[tuple[StaffWish, Staff]]:
    """Return what waits for a second person, with whom it is about."""
    wanted = (
        select(StaffWish, Staff)
        .join(Staff, col(Staff.id) == col(StaffWish.staff_id))
        .where(col(StaffWish.decided_at).is_(None))
        .order_by(col(StaffWish.made_at))
    )
    return (await work.session.exec(wanted)).all()


async def _rename(work: Work, staff: Staff, name: str, by: str) -> None:
    if name.strip() and name.strip() != staff.name:
        staff.name = name.strip()
        work.session.add(staff)
        await _record(work, by, "rename_staff", staff, None)


async def _replace_wish(work: Work, wish: StaffWish) -> None:
    earlier = update(StaffWish).where(
        col(StaffWish.staff_id) == wish.staff_id, col(StaffWish.decided_at).is_(None)
    )
    await work.session.exec(earlier.values(decided_at=work.now, agreed=False))
    work.session.add(wish)
    await work.session.flush()


async def _somebody(work: Work, staff_id: UUID) -> Staff:
    staff = await work.session.get(Staff, staff_id)
    if staff is None or staff.left_at is not None:
        raise NotFound(_("Nobody here has this number. The list of staff shows them all."))
    return staff


def _require_managing(by: Staff) -> None:
    if not may(by, MANAGE_STAFF, None):
        raise NotAllowed(_("Your role at the office does not allow this."))


def require_not_admin(staff: Staff) -> None:
    """Raise `NotPossible`: a link for an administrator would make two people of one."""
    if staff.role == Role.ADMIN:
        raise NotPossible(
            _(
                "For an administrator no link is made here, so that nobody can decide as two. "
                "They type “sign in” in their own chat, or whoever runs the desk makes a link."
            )
        )


async def _record(
    work: Work, by: str, action: str, staff: Staff, role: str | None, channel: str = "console"
) -> None:
    subject = str(staff.id)
    await audit.record(work, by, action, subject, audit.DONE, channel, note=role or "")
