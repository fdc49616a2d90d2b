"""Going up: what nobody acknowledged is told to the next rung, each rung once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import col, select, update

from models.case import Case
from models.case_notice import CaseNotice
from models.staff import Staff
from services.desk import audit
from services.desk.actor import Actor
from services.desk.climbing import notices
from services.desk.climbing.bundle import Bundle
from services.desk.climbing.people import reaches_top, told_at_rung
from services.desk.climbing.waiting import end_waiting, ladder_of, looked_at
from services.desk.office_actions import not_permitted
from services.desk.permissions import ACKNOWLEDGE, may
from services.desk.steps import load_case
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit.calendar import next_opening
from services.kit.climbing import Climb, Ladder, Rung, Waiting, may_tell, next_climb
from services.kit.errors import NotAllowed
from services.kit.message import Reply

MOST_AT_ONCE: Final = 100
"""Notices in one transaction, so that residents never wait for it."""

UNSEEN: Final = "/console/today/new"


async def climb_on(work: Work) -> int:
    """Tell whoever is next about what has waited long enough; return how many notices climbed.

    Whatever is due late is looked at again, so the caller goes on until nothing is left.
    """
    bundle: Bundle[Rung] = Bundle()
    climbed = 0
    for notice, case in await _due(work):
        climbed += await _look(work, notice, case, bundle)
    bundle.say(work, notices.climbed, UNSEEN)
    return climbed


async def acknowledge(work: Work, reference: str, staff: Staff, actor: Actor) -> Reply:
    """Let somebody say that they have seen it; it climbs no further. Raises `NotAllowed`."""
    case = await load_case(work, reference)
    if not may(staff, ACKNOWLEDGE, case.department):
        raise NotAllowed(not_permitted())
    notice = await work.session.get(CaseNotice, case.id, populate_existing=True)
    if notice is None or notice.acknowledged_at is not None:
        return notices.acknowledged_before(words_for(work, case))
    await end_waiting(work, case.id, staff.id)
    await audit.record(work, str(staff.id), ACKNOWLEDGE, case.reference, audit.DONE, actor.channel)
    return notices.acknowledged(words_for(work, case))


async def _due(work: Work) -> Sequence[tuple[CaseNotice, Case]]:
    """In the order of the cases, so that two processes never wait for each other in a circle."""
    wanted = (
        select(CaseNotice, Case)
        .join(Case, col(Case.id) == col(CaseNotice.case_id))
        .where(col(CaseNotice.next_at) <= work.now)
        .order_by(col(CaseNotice.next_at), col(CaseNotice.case_id))
        .limit(MOST_AT_ONCE)
        .execution_options(populate_existing=True)
    )
    found = (await work.session.exec(wanted)).all()
    return sorted(found, key=lambda one: one[1].id.bytes)


async def _look(work: Work, notice: CaseNotice, case: Case, bundle: Bundle[Rung]) -> bool:
    """Climb one rung if it is time; the calendar may have changed since the moment was set."""
    ladder = ladder_of(work, case)
    climb = _next(work, notice, ladder)
    if ladder is None or climb is None:
        await _set(work, notice, None)
        return False
    if climb.at > work.now:
        await _set(work, notice, climb.at)
        return False
    if not may_tell(work.now, ladder, work.around.office):
        await _set(work, notice, next_opening(work.now, work.around.office))
        return False
    return await _tell(work, notice, case, climb.rung, bundle)


def _next(work: Work, notice: CaseNotice, ladder: Ladder | None) -> Climb | None:
    waiting = Waiting(Rung(notice.rung), notice.told_at)
    return next_climb(waiting, ladder, work.around.office) if ladder else None


async def _tell(
    work: Work, notice: CaseNotice, case: Case, rung: Rung, bundle: Bundle[Rung]
) -> bool:
    chats = await told_at_rung(work.session, case, rung)
    heard = rung is not Rung.EXECUTIVE or await reaches_top(work.session, case)
    after = looked_at(work, case, rung, work.now)
    changes = {
        "rung": rung,
        "told_at": work.now,
        "next_at": after,
        "unheard_at": None if chats and heard else work.now,
    }
    if not await _changed(work, notice, changes):
        return False
    bundle.put(chats, rung, case)
    await audit.record(work, "desk", f"climb_{rung}", case.reference, audit.DONE)
    return True


async def _set(work: Work, notice: CaseNotice, next_at: datetime | None) -> None:
    await _changed(work, notice, {"next_at": next_at})


async def _changed(work: Work, notice: CaseNotice, changes: dict[str, object]) -> bool:
    """Change a notice that still stands at the rung it was read at: of two processes one wins."""
    changing = (
        update(CaseNotice)
        .where(
            col(CaseNotice.case_id) == notice.case_id,
            col(CaseNotice.rung) == notice.rung,
            col(CaseNotice.told_at) == notice.told_at,
            col(CaseNotice.acknowledged_at).is_(None),
        )
        .values(**changes)
        .execution_options(synchronize_session=False)
    )
    return bool((await work.session.exec(changing)).rowcount)
