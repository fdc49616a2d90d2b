"""Office actions: what staff do to a case, from a chat or from the console."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.case import Case
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction
from services.desk import department_notices, notices
from services.desk.outbox import Destination
from services.desk.permissions import may
from services.desk.progress import BY_STAFF, next_status
from services.desk.standing import too_late_for_staff
from services.desk.steps import Step, checked_words, load_case, take_step
from services.desk.telling import tell_department, tell_resident, words_for
from services.desk.work import Work
from services.kit.errors import NotAllowed
from services.kit.message import Reply
from services.kit.text import Text, _


@dataclass(frozen=True, slots=True)
class Done:
    """The case as it stands now, and the line that tells colleagues about it."""

    case: Case
    line: Reply


async def act(
    work: Work,
    reference: str,
    action: CaseAction,
    staff: Staff,
    words: str = "",
    expected_version: int | None = None,
) -> Case:
    """Do something to a case; the resident and every chat of the department are told.

    Raises `NotFound`, `NotAllowed`, `InvalidAnswer` when words are missing, and `NotPossible`
    when somebody was faster: `expected_version` is the one the person was looking at.
    """
    order = Order(reference, action, staff, words, expected_version)
    return (await carry_out(work, order)).case


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to do; `here` is the chat they said it in, which needs no notice."""

    reference: str
    action: CaseAction
    staff: Staff
    words: str = ""
    expected_version: int | None = None
    here: Destination | None = None


async def carry_out(work: Work, order: Order) -> Done:
    """Do it, and return the line for the chat it was said in. Raises as `act` does."""
    case = await load_case(work, order.reference)
    if order.action not in BY_STAFF or not may(order.staff, order.action, case.department):
        raise NotAllowed(not_permitted())
    words = checked_words(order.words, _NEEDED.get(order.action))
    await _change(work, case, order, words)
    told = await _tell_resident(work, case, order.action, words)
    line = department_notices.done_by_staff(
        words_for(work, case), order.action, order.staff.name, told=told
    )
    if order.action != CaseAction.NOTE:
        await tell_department(work, case, line, order.here)
    return Done(case, line)


def not_permitted() -> Text:
    """Names neither the case nor anybody: it may be said in a group."""
    return _(
        "This belongs to another department or needs another role. "
        "The attempt is recorded. Please ask the department itself or an administrator."
    )


async def _change(work: Work, case: Case, order: Order, words: str) -> None:
    """Take the step, or explain who was faster. Nobody overwrites what they have not seen."""
    seen = order.expected_version in {None, case.version}
    status = next_status(case.status, order.action)
    if not seen or status is None:
        raise await too_late_for_staff(work, case, order.staff)
    step = Step(order.action, status, ActorKind.STAFF, staff_id=order.staff.id, words=words)
    if not await take_step(work, case, step):
        raise await too_late_for_staff(work, case, order.staff)


async def _tell_resident(work: Work, case: Case, action: CaseAction, words: str) -> bool:
    if action == CaseAction.NOTE:
        return True
    return await tell_resident(work, case, notices.news(words_for(work, case), action, words))


_NEEDED: Mapping[CaseAction, Text] = {
    CaseAction.ASK: _("Please write the question for the resident."),
    CaseAction.REPLY: _("Please write what the resident is to read."),
    CaseAction.NOTE: _("Please write the note."),
    CaseAction.REJECT: _("Please write the reason. The resident will read it."),
}
