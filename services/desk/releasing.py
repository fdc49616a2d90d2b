"""Releasing: open cases belong to nobody once whoever had them leaves or may not work on them."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk.permissions import may
from services.desk.progress import OPEN
from services.desk.steps import Step, take_step
from services.desk.work import Work

MOST_LISTED = 100

_TAKEN_ON = OPEN - {CaseStatus.RECEIVED, CaseStatus.REOPENED}
"""Who has not been taken on yet waits for the whole department anyway."""


async def release_cases(work: Work, staff: Staff) -> int:
    """Take somebody's name off the open cases they may not work on now; return how many."""
    theirs = select(Case).where(Case.assignee_id == staff.id, col(Case.status).in_(OPEN))
    released = 0
    for case in (await work.session.exec(theirs)).all():
        if not may(staff, CaseAction.ACCEPT, case.department):
            released += await _release(work, case)
    return released


async def nobodys_cases(session: AsyncSession, department: str | None) -> Sequence[Case]:
    """Return what was taken on and has nobody now, the most urgent first; None: everywhere."""
    wanted = select(Case).where(col(Case.assignee_id).is_(None), col(Case.status).in_(_TAKEN_ON))
    if department:
        wanted = wanted.where(Case.department == department)
    return (await session.exec(wanted.order_by(col(Case.due_on)).limit(MOST_LISTED))).all()


async def _release(work: Work, case: Case) -> bool:
    """Also when somebody changes the case at the same moment: then it is read again."""
    leaver = case.assignee_id
    while case.assignee_id == leaver and case.status in OPEN:
        step = Step(CaseAction.ASSIGN, CaseStatus(case.status), ActorKind.SYSTEM)
        if await take_step(work, case, step):
            return True
    return False
