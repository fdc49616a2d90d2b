"""Joint steps: several cases handled at once, each by a step of its own that may be refused."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.joint_step import JointStep
from models.staff import Staff
from models.vocabulary import CaseAction
from services.desk import audit, office_actions
from services.desk.assigning import assign
from services.desk.names import status_name
from services.desk.office_actions import not_permitted
from services.desk.permissions import may
from services.desk.prepared_texts import words_for_case
from services.desk.progress import next_status
from services.desk.steps import load_case
from services.desk.work import Work
from services.kit.errors import ResidentError
from services.kit.text import Text, _


@dataclass(frozen=True, slots=True)
class JointOrder:
    """The same for every case."""

    batch_id: UUID
    action: CaseAction
    staff: Staff
    words: str = ""
    due_on: date | None = None
    text_id: UUID | None = None
    """A prepared text, filled for each case by itself; `words` then follow it."""
    to: UUID | None = None
    """To whom the cases are given; None: to nobody."""


Step = Callable[[Work, JointOrder, str, int], Awaitable[object]]


def hindrance(case: Case, action: CaseAction, staff: Staff) -> Text | None:
    """Say why this cannot be done to a case as it stands, or None when it can."""
    if not may(staff, action, case.department):
        return not_permitted()
    if next_status(case.status, action) is None:
        return _("It stands at “{status}”.", status=status_name(case.status))
    return None


async def take_one(work: Work, order: JointOrder, reference: str, version: int) -> bool:
    """Do it to one case, in a transaction of its own; False when it was done before.

    Raises as the single action does: `version` is the one the person was looking at.
    """
    if await work.session.get(JointStep, (order.batch_id, reference)):
        return False
    work.session.add(_kept(work, order, reference))
    await work.session.flush()
    await STEPS[order.action](work, order, reference, version)
    return True


async def keep_refusal(
    work: Work, order: JointOrder, reference: str, refusal: ResidentError, language: str
) -> None:
    """Keep why one case was left as it was, unless the same form has done it meanwhile."""
    if await work.session.get(JointStep, (order.batch_id, reference)):
        return
    why = refusal.explanation.render(work.language(language))[:500]
    work.session.add(_kept(work, order, reference, why))


async def results(session: AsyncSession, batch_id: UUID, staff: Staff) -> Sequence[JointStep]:
    """Return what became of the cases that this person ticked together."""
    wanted = select(JointStep).where(
        col(JointStep.batch_id) == batch_id, col(JointStep.staff_id) == staff.id
    )
    return (await session.exec(wanted.order_by(col(JointStep.reference)))).all()


async def _act(work: Work, order: JointOrder, reference: str, version: int) -> None:
    words = await _words(work, order, reference)
    await office_actions.act(
        work, reference, order.action, order.staff, words, version, order.due_on
    )
    staff, note = str(order.staff.id), f"together {order.batch_id}"
    await audit.record(work, staff, order.action, reference, audit.DONE, "console", note)


async def _words(work: Work, order: JointOrder, reference: str) -> str:
    """Return what this one resident reads, in their language. Raises `NotFound`."""
    if order.text_id is None:
        return order.words
    case = await load_case(work, reference)
    around = work.around
    prepared = await words_for_case(
        work.session, order.text_id, case, around.office, work.services, around.languages
    )
    return "\n\n".join(part for part in (prepared, order.words) if part)


async def _assign(work: Work, order: JointOrder, reference: str, version: int) -> None:
    await assign(work, reference, order.staff, order.to, version)


def _kept(work: Work, order: JointOrder, reference: str, refusal: str | None = None) -> JointStep:
    return JointStep(
        batch_id=order.batch_id,
        reference=reference,
        staff_id=order.staff.id,
        action=order.action,
        at=work.now,
        refusal=refusal,
    )


STEPS: Mapping[CaseAction, Step] = {
    CaseAction.ACCEPT: _act,
    CaseAction.ASSIGN: _assign,
    CaseAction.REPLY: _act,
    CaseAction.EXPLAIN_DELAY: _act,
    CaseAction.NOTE: _act,
}
"""What may be done to several cases at once: nothing that ends one."""
