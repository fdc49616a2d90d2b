"""Late answers: who answers for residents' data hears once, in their own chat, without names."""

from collections.abc import Sequence
from datetime import time
from typing import Final

from sqlmodel import col, select

from models.data_request import DataRequest
from models.staff import Staff
from models.staff_identity import StaffIdentity
from services.desk.outbox import Destination
from services.desk.permissions import PERSONAL_DATA, may
from services.desk.residents.reading import cases_of
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.message import Button, Reply
from services.kit.text import BANGKOK, Day, _

MOST_AT_ONCE: Final = 20
MORNING: Final = time(8)
EVENING: Final = time(18)
"""Nobody is woken for it."""


async def tell_of_late(work: Work) -> int:
    """Tell of requests whose days are over; return how many were told of."""
    if not MORNING <= work.now.astimezone(BANGKOK).time() < EVENING:
        return 0
    late = await _late(work)
    for asked in late:
        for account in await _accounts(work, asked):
            work.say(Destination(account.channel, account.person), (_words(work, asked),),
                     STAFF_LANGUAGE)  # fmt: skip
        asked.told_late_at = work.now
        work.session.add(asked)
    return len(late)


async def _late(work: Work) -> Sequence[DataRequest]:
    wanted = select(DataRequest).where(
        col(DataRequest.done_at).is_(None),
        col(DataRequest.told_late_at).is_(None),
        col(DataRequest.due_on) < work.today,
    )
    locked = wanted.order_by(col(DataRequest.due_on)).limit(MOST_AT_ONCE)
    return (await work.session.exec(locked.with_for_update(skip_locked=True))).all()


async def _accounts(work: Work, asked: DataRequest) -> Sequence[StaffIdentity]:
    """Return the accounts of those who may answer it."""
    cases = await cases_of(work.session, asked.resident_id)
    departments: set[str | None] = {case.department for case in cases}
    here = select(StaffIdentity, Staff).join(Staff, col(Staff.id) == col(StaffIdentity.staff_id))
    found = await work.session.exec(here.where(col(Staff.left_at).is_(None)))
    return [
        account
        for account, staff in found
        if any(may(staff, PERSONAL_DATA, department) for department in departments or {None})
    ]


def _words(work: Work, asked: DataRequest) -> Reply:
    told = _(
        "A resident asked about their own data, and the answer is late: it was due on {day}. "
        "You find it in the console under Residents.",
        day=Day(asked.due_on),
    )
    return Reply(told, (Button(_("Open residents"), url=f"{work.base_url}/console/residents"),))
