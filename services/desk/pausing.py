"""Pausing: the days of a clock stand still while the resident is asked, where a service says so."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import CaseStatus
from services.desk.deadlines import last_working_day
from services.desk.tracking import history
from services.desk.work import Work
from services.kit.office import Office
from services.kit.text import BANGKOK


def waited_since(entries: Sequence[CaseEvent]) -> datetime | None:
    """Return since when the resident is asked without a break; None when they are not. Pure.

    A second question while the first is open begins no new pause.
    """
    since: datetime | None = None
    for entry in entries:
        waits = entry.status == CaseStatus.WAITING_FOR_RESIDENT
        since = (since or entry.at) if waits else None
    return since


def after_pause(due: date, asked_on: date, today: date, office: Office) -> date:
    """Return the promised day when a pause ends: as many days later, on a working day. Pure.

    What was late when it was asked stays as late as it was.
    """
    moved = last_working_day(due + (today - asked_on), office) if today > asked_on else due
    return max(due, moved)


async def due_after_pause(work: Work, case: Case) -> date | None:
    """Return the day a case is promised for once the resident has answered; None: it stays."""
    service = work.services.get(case.service_key)
    if service is None or not service.pauses:
        return None
    since = waited_since(await history(work.session, case.id, for_resident=False))
    if since is None:
        return None
    asked_on = since.astimezone(BANGKOK).date()
    moved = after_pause(case.due_on, asked_on, work.today, work.around.office)
    return moved if moved - case.due_on > timedelta() else None
