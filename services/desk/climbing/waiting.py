"""What waits to be acknowledged: it begins with a notice and ends with anything staff do."""

from datetime import datetime
from uuid import UUID

from sqlmodel import col, update

from models.case import Case
from models.case_notice import CaseNotice
from models.vocabulary import ActorKind, CaseAction
from services.desk.work import Work
from services.kit.climbing import Ladder, Rung, Waiting, next_climb, rule_on


async def begin_waiting(work: Work, case: Case, told: int) -> None:
    """Wait for staff, because a department was told; `told` is how many of its chats there were.

    What waits already goes on waiting: a second message does not give anybody more time.
    """
    known = await work.session.get(CaseNotice, case.id, populate_existing=True)
    notice = known or CaseNotice(case_id=case.id)
    if known is None or known.acknowledged_at is not None:
        _begin(work, case, notice, told)
    work.session.add(notice)
    await work.session.flush()


async def note_step(work: Work, case: Case, action: str, actor: str, staff_id: UUID | None) -> None:
    """End the waiting when staff did something about the case, or there is nothing to do."""
    if actor == ActorKind.STAFF or action == CaseAction.WITHDRAW:
        await end_waiting(work, case.id, staff_id)


async def end_waiting(work: Work, case_id: UUID, staff_id: UUID | None) -> None:
    """Stop the notice of a case from climbing. Doing it twice changes nothing."""
    ending = (
        update(CaseNotice)
        .where(col(CaseNotice.case_id) == case_id)
        .values(
            acknowledged_at=work.now,
            acknowledged_by=staff_id,
            next_at=None,
            unheard_at=None,
        )
        .execution_options(synchronize_session=False)
    )
    await work.session.exec(ending)


def ladder_of(work: Work, case: Case) -> Ladder | None:
    """Return the ladder of a case; None where the office's table has none."""
    rule = rule_on(work.around.office, work.today)
    return rule.ladder(case.service_key, case.answers) if rule else None


def _begin(work: Work, case: Case, notice: CaseNotice, told: int) -> None:
    notice.came_at, notice.told_at = work.now, work.now
    notice.rung = Rung.OFFICER if told else Rung.NONE
    notice.acknowledged_at, notice.acknowledged_by = None, None
    notice.unheard_at = None
    notice.next_at = looked_at(work, case, Rung(notice.rung), work.now)


def looked_at(work: Work, case: Case, rung: Rung, told_at: datetime) -> datetime | None:
    """Return when the next rung is told, as the rule and the calendar stand today."""
    ladder = ladder_of(work, case)
    if ladder is None:
        return None
    climb = next_climb(Waiting(rung, told_at), ladder, work.around.office)
    return climb.at if climb else None
