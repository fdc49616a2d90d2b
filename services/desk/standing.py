"""Standing: explaining to whoever came too late where a case stands now, and who was faster."""

from collections.abc import Mapping

from sqlmodel import col, select

from models.case import Case
from models.case_event import CaseEvent
from models.staff import Staff
from models.vocabulary import CaseAction, CaseStatus
from services.desk.names import status_name
from services.desk.progress import is_open
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.references import shown
from services.kit.text import Moment, Text, _

_SILENT = (CaseAction.NOTE, CaseAction.UNREACHABLE, CaseAction.RATE)
"""Entries that change nothing about where a case stands."""


async def too_late_for_staff(work: Work, case: Case, staff: Staff) -> NotPossible:
    """Tell a member of staff who has done what with the case, and where it stands now."""
    last = await _last_entry(work, case)
    by = last.staff_id if last else None
    faster = await work.session.get(Staff, by) if by else None
    gaps = {
        "name": faster.name if faster else "",
        "number": shown(case.reference),
        "status": status_name(case.status),
        "when": Moment(last.at if last else case.changed_at),
    }
    if by == staff.id:
        return NotPossible(Text(_ONESELF.message, gaps))
    return NotPossible(Text((_A_COLLEAGUE if faster else _THE_RESIDENT).message, gaps))


def too_late_for_resident(case: Case, action: str) -> NotPossible:
    """Tell a resident why this is not possible now, and what is."""
    gaps = {"number": shown(case.reference), "status": status_name(case.status)}
    if is_open(case.status):
        sentence = _WHILE_OPEN.get(action, _ANYTHING)
    else:
        sentence = _WHEN_CLOSED.get((action, case.status), _ANYTHING)
    return NotPossible(Text(sentence.message, gaps))


async def _last_entry(work: Work, case: Case) -> CaseEvent | None:
    wanted = (
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, col(CaseEvent.action).not_in(_SILENT))
        .order_by(col(CaseEvent.at).desc(), col(CaseEvent.id).desc())
        .limit(1)
    )
    return (await work.session.exec(wanted)).first()


_ONESELF = _(
    "You have already done something here: {number} stands at “{status}” ({when}). "
    "All is well, nothing more was changed."
)
_A_COLLEAGUE = _("{name} was faster: {number} now stands at “{status}” ({when}).")
_THE_RESIDENT = _(
    "The resident was faster: {number} now stands at “{status}” ({when}). "
    "Please look at the case once more."
)

_ANYTHING = _("{number} stands at “{status}”, so this is not possible now. See the case for more.")

_WHILE_OPEN: Mapping[str, Text] = {
    CaseAction.RATE: _(
        "We are still working on {number} ({status}). You can rate it when it is done."
    ),
    CaseAction.DISPUTE: _(
        "{number} is open ({status}), and we are on it. "
        "If you want to tell us something, write to the office about it."
    ),
}

_WITHDRAWN = _(
    "You have withdrawn {number}, so nobody looks at it any more. "
    "If you still need it, please send a new one from the menu."
)

_WHEN_CLOSED: Mapping[tuple[str, str], Text] = {
    (CaseAction.WRITE, CaseStatus.WITHDRAWN): _WITHDRAWN,
    (CaseAction.DISPUTE, CaseStatus.WITHDRAWN): _WITHDRAWN,
    (CaseAction.RATE, CaseStatus.WITHDRAWN): _WITHDRAWN,
    (CaseAction.WITHDRAW, CaseStatus.WITHDRAWN): _(
        "{number} is withdrawn already. There is nothing more to do."
    ),
    (CaseAction.WITHDRAW, CaseStatus.DONE): _(
        "{number} is done, so it cannot be withdrawn. If it is not done, press “It is not done”."
    ),
    (CaseAction.WITHDRAW, CaseStatus.REJECTED): _(
        "{number} is closed already ({status}). There is nothing to withdraw."
    ),
    (CaseAction.DISPUTE, CaseStatus.REJECTED): _(
        "{number} could not be done. If you do not agree, write to the office about it."
    ),
    (CaseAction.RATE, CaseStatus.REJECTED): _(
        "{number} could not be done, so there is nothing to rate. "
        "If you do not agree, write to the office about it."
    ),
}
