"""Reminding: on the days a service sets for it, whoever looks after a case hears of the clock."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import exists
from sqlmodel import col, select

from models.case import Case
from models.promise_warning import PromiseWarning
from models.vocabulary import CaseStatus
from services.desk.climbing import notices
from services.desk.climbing.bundle import Bundle
from services.desk.climbing.people import told_of_promise
from services.desk.climbing.promises import MOST_AT_ONCE, claimed
from services.desk.deadlines import counted_from
from services.desk.progress import OPEN
from services.desk.work import Work
from services.kit.calendar import is_open
from services.kit.climbing import PromiseStep, days_passed
from services.kit.service import Service
from services.kit.text import BANGKOK

PAGE = "/console/today/mine"
HURRIED = OPEN - {CaseStatus.WAITING_FOR_RESIDENT}
"""Nobody is hurried for what lies with the resident."""


async def remind_of_days(work: Work) -> int:
    """Remind of every day that has come, once each and only of the last; return how many cases.

    Only while the office is open. Once the promise itself was spoken of, nothing is said here.
    """
    if not is_open(work.now, work.around.office):
        return 0
    bundle: Bundle[int] = Bundle()
    told = 0
    for service, number in _days(work):
        for case in await _unreminded(work, service, number):
            if _has_come(work, service, number, case) and await claimed(
                work, case, _step(service, number)
            ):
                owner = await told_of_promise(work.session, case, PromiseStep.SOON)
                bundle.put(owner, service.warn_after[number], case)
                told += 1
    bundle.say(work, notices.day_passed, PAGE)
    return told


def _days(work: Work) -> Iterator[tuple[Service, int]]:
    """Yield each service with the places of its days, the last day first."""
    for service in work.services.values():
        for number in reversed(range(len(service.warn_after))):
            yield service, number


def _step(service: Service, number: int) -> int:
    return number - len(service.warn_after)


async def _unreminded(work: Work, service: Service, number: int) -> Sequence[Case]:
    """Return cases whose day may have come, and of which neither it nor a later one was said."""
    said = exists().where(
        col(PromiseWarning.case_id) == col(Case.id),
        col(PromiseWarning.due_on) == col(Case.due_on),
        col(PromiseWarning.step) >= _step(service, number),
    )
    left = (service.law_days or 0) - service.warn_after[number]
    wanted = (
        select(Case)
        .where(Case.service_key == service.key, col(Case.status).in_(HURRIED), ~said)
        .where(col(Case.due_on).between(work.today, work.today + timedelta(days=left)))
        .order_by(col(Case.due_on), col(Case.id))
        .limit(MOST_AT_ONCE)
    )
    return (await work.session.exec(wanted)).all()


def _has_come(work: Work, service: Service, number: int, case: Case) -> bool:
    filed_on = case.filed_at.astimezone(BANGKOK).date()
    since = counted_from(service, filed_on, case.due_on, work.around.office)
    return days_passed(work.today, since, service.warn_after) > number
