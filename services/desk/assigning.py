"""Assigning: who looks after a case. Taking it, handing it on, giving it back.

`Case.assignee_id` is who looks after the case now. Whoever takes it on first is meant, until it
is handed to somebody else; who accepted it stays in the history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import assignment_notices, audit, notices
from services.desk.names import department_name
from services.desk.office_actions import not_permitted
from services.desk.own_chats import own_chat
from services.desk.permissions import may
from services.desk.progress import next_status
from services.desk.rounds.reading import round_ahead
from services.desk.standing import too_late_for_staff
from services.desk.steps import Step, checked_words, load_case, record_step, take_step
from services.desk.telling import STAFF_LANGUAGE, tell_department, tell_department_of, words_for
from services.desk.telling import tell_resident as tell_the_resident
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotPossible
from services.kit.text import _


@dataclass(frozen=True, slots=True)
class Assigned:
    """The case as it stands now, and whether whom it concerns was told in the chat."""

    case: Case
    told: bool


async def assign(
    work: Work, reference: str, staff: Staff, to: UUID | None, seen: int | None = None
) -> Assigned:
    """Give a case to somebody of its department, or with None to nobody.

    `seen` is the version the person was looking at. Raises as `office_actions.act` does.
    """
    case = await _case(work, reference, staff, CaseAction.ASSIGN)
    await _colleague(work, case, to)
    await _take(work, case, staff, seen, CaseAction.ASSIGN, assignee_id=to)
    await _record(work, case, staff, CaseAction.ASSIGN)
    told = to is None or to == staff.id or await _tell_assignee(work, case, staff, to)
    return Assigned(case, told)


async def hand_over(
    work: Work, reference: str, staff: Staff, department: str, reason: str, seen: int | None = None
) -> Assigned:
    """Give a case to another department. The resident hears who looks after it; the day stays.

    The reason is a note among staff. Raises as `office_actions.act` does, and `NotPossible`
    while a crew is to visit.
    """
    case = await _case(work, reference, staff, CaseAction.HAND_OVER)
    why = checked_words(reason, _("Please write why; only staff read it."))
    before = case.department
    if department not in work.around.office.departments or department == before:
        raise InvalidAnswer(_("Please choose another department."))
    await _require_no_visit(work, case)
    await _take(work, case, staff, seen, CaseAction.HAND_OVER, department=department)
    note = Step(
        CaseAction.NOTE,
        CaseStatus(case.status),
        ActorKind.STAFF,
        staff_id=staff.id,
        words=why,
    )
    record_step(work, case, note)
    await _record(work, case, staff, CaseAction.HAND_OVER, f"{before} > {department}")
    return Assigned(case, await _tell_of_move(work, case, staff, before))


async def colleagues(session: AsyncSession, department: str) -> Sequence[Staff]:
    """Return who may look after a case of a department, in the order of their names."""
    here = select(Staff).where(col(Staff.left_at).is_(None)).order_by(col(Staff.name))
    return [one for one in await session.exec(here) if may(one, CaseAction.ACCEPT, department)]


async def _case(work: Work, reference: str, staff: Staff, action: CaseAction) -> Case:
    case = await load_case(work, reference)
    if not may(staff, action, case.department):
        raise NotAllowed(not_permitted())
    return case


async def _colleague(work: Work, case: Case, to: UUID | None) -> None:
    chosen = await work.session.get(Staff, to) if to else None
    if to and (chosen is None or not may(chosen, CaseAction.ACCEPT, case.department)):
        raise InvalidAnswer(_("Please choose somebody who works on cases of this department."))


async def _require_no_visit(work: Work, case: Case) -> None:
    if await round_ahead(work.session, case):
        raise NotPossible(
            _("A crew is to visit for this case. Please take it off the round first.")
        )


async def _take(
    work: Work,
    case: Case,
    staff: Staff,
    seen: int | None,
    action: CaseAction,
    *,
    department: str | None = None,
    assignee_id: UUID | None = None,
) -> None:
    status = next_status(case.status, action)
    if seen not in {None, case.version} or status is None:
        raise await too_late_for_staff(work, case, staff)
    step = Step(
        action,
        status,
        ActorKind.STAFF,
        staff_id=staff.id,
        department=department,
        assignee_id=assignee_id,
    )
    if not await take_step(work, case, step):
        raise await too_late_for_staff(work, case, staff)


async def _record(work: Work, case: Case, staff: Staff, action: CaseAction, note: str = "") -> None:
    await audit.record(
        work, str(staff.id), action, case.reference, audit.DONE, "console", note=note
    )


async def _tell_assignee(work: Work, case: Case, staff: Staff, to: UUID) -> bool:
    there = await own_chat(work.session, to)
    if there is not None:
        notice = assignment_notices.given_to_you(words_for(work, case), staff.name)
        work.say(there, (notice,), STAFF_LANGUAGE, case_id=case.id)
    return there is not None


async def _tell_of_move(work: Work, case: Case, staff: Staff, before: str) -> bool:
    about = words_for(work, case)
    told = await tell_the_resident(work, case, notices.news(about, CaseAction.HAND_OVER))
    from_whom = department_name(work.around.office, before)
    await tell_department(work, case, assignment_notices.came_over(about, from_whom, told=told))
    left = assignment_notices.went_over(about, staff.name)
    await tell_department_of(work, before, case, left)
    return told
