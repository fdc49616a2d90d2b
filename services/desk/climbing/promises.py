"""Promises: the owner is told before and on the promised day, those above when it has passed."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import exists
from sqlmodel import col, select

from models.case import Case
from models.promise_warning import PromiseWarning
from models.queue_ticket import QueueTicket
from models.vocabulary import CaseStatus
from services.desk.climbing import notices
from services.desk.climbing.bundle import Bundle
from services.desk.climbing.people import told_of_promise
from services.desk.paying.till import dialect_of
from services.desk.progress import OPEN
from services.desk.work import Work
from services.kit.calendar import is_open
from services.kit.climbing import IN_TIME, PromiseDays, PromiseStep, rule_on, warning_on
from services.kit.text import BANGKOK

MOST_AT_ONCE: Final = 200
LONGEST: Final = timedelta(days=31)
"""No promise is warned of earlier: holidays lie between, but never so many."""

PAGES: Final = {
    PromiseStep.SOON: "/console/today/soon",
    PromiseStep.TODAY: "/console/today/due",
    PromiseStep.HEAD: "/console/today/overdue",
    PromiseStep.EXECUTIVE: "/console/today/overdue",
}


async def warn_of_promises(work: Work) -> int:
    """Say what is to be said today about promised days, once each; return how many cases.

    Only while the office is open. A queue number is no promise: its day ends by itself.
    """
    rule = rule_on(work.around.office, work.today)
    if rule is None or not is_open(work.now, work.around.office):
        return 0
    told = 0
    for step in reversed(IN_TIME):
        told += await _warn(work, step, rule.days)
    return told


async def _warn(work: Work, step: PromiseStep, days: PromiseDays) -> int:
    bundle: Bundle[PromiseStep] = Bundle()
    told = 0
    for case in await _unwarned(work, step, days):
        if await claimed(work, case, IN_TIME.index(step)):
            bundle.put(await told_of_promise(work.session, case, step), step, case)
            told += 1
    bundle.say(work, notices.promise, PAGES[step])
    return told


async def _unwarned(work: Work, step: PromiseStep, days: PromiseDays) -> Sequence[Case]:
    """Return open cases of which this, or anything later, was not yet said."""
    first, last = _due_between(work, step, days)
    if last < first:
        return ()
    said = exists().where(
        col(PromiseWarning.case_id) == col(Case.id),
        col(PromiseWarning.due_on) == col(Case.due_on),
        col(PromiseWarning.step) >= IN_TIME.index(step),
    )
    stands_in_line = exists().where(col(QueueTicket.case_id) == col(Case.id))
    wanted = (
        select(Case)
        .where(col(Case.status).in_(_statuses(step)))
        .where(col(Case.due_on).between(first, last), ~said, ~stands_in_line)
        .order_by(col(Case.due_on), col(Case.id))
        .limit(MOST_AT_ONCE)
    )
    if step in _IN_TIME:
        wanted = wanted.where(col(Case.filed_at) < _midnight(work.today))
    return (await work.session.exec(wanted)).all()


def _due_between(work: Work, step: PromiseStep, days: PromiseDays) -> tuple[date, date]:
    """Return the first and the last promised day of which this step is said today."""
    office, today = work.around.office, work.today
    around = (today + timedelta(days=ahead) for ahead in range(-31, LONGEST.days + 1))
    fitting = [day for day in around if warning_on(today, day, days, office) == step]
    if not fitting:
        return date.max, date.min
    return (date.min if step == IN_TIME[-1] else fitting[0]), fitting[-1]


def _statuses(step: PromiseStep) -> frozenset[CaseStatus]:
    """Nobody is hurried for what lies with the resident, until the promise itself is at stake."""
    return OPEN - _WAITED_FOR if step == PromiseStep.SOON else OPEN


def _midnight(day: date) -> datetime:
    """When a day begins in Thailand: what was filed later was read with its own notice."""
    return datetime.combine(day, time(), BANGKOK)


async def claimed(work: Work, case: Case, step: int) -> bool:
    """Note it in the same transaction; False when another process was faster."""
    row = {
        "case_id": case.id,
        "due_on": case.due_on,
        "step": step,
        "told_at": work.now,
    }
    writing = dialect_of(work).insert(PromiseWarning).values(**row).on_conflict_do_nothing()
    return bool((await work.session.exec(writing)).rowcount)


_IN_TIME: Final = (PromiseStep.SOON, PromiseStep.TODAY)
_WAITED_FOR: Final = frozenset({CaseStatus.WAITING_FOR_RESIDENT})
