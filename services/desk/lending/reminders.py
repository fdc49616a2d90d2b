"""Reminders to borrowers: which one is due on a day, and sending each once whatever restarts."""

from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import col, or_, update

from models.loan import Loan
from models.vocabulary import LoanState, MessageClass
from services.desk.lending import notices
from services.desk.lending.loans import Borrowed, unfinished
from services.desk.lending.naming import counts_of, still_out
from services.desk.telling import tell_department, tell_resident, words_for
from services.desk.work import Work
from services.kit.message import Reply
from services.kit.text import BANGKOK

MOST_OVERDUE = 5
"""Days in a row on which the borrower is asked; then it is for staff alone."""
EARLIEST, LATEST = 8, 19
"""Hours in Thailand between which people are reminded."""
A_DAY = timedelta(days=1)


class Reminder(StrEnum):
    FETCH = "fetch"
    LAST_DAY = "last_day"
    OVERDUE = "overdue"


def due_reminder(loan: Loan, today: date) -> Reminder | None:
    """Return what to remind of today, if anything. One a day at most."""
    reminded = loan.last_reminded_on or date.min
    if reminded >= today:
        return None
    if loan.state == LoanState.APPROVED:
        eve = loan.first_day - A_DAY
        return Reminder.FETCH if eve <= today <= loan.first_day and reminded < eve else None
    if loan.state != LoanState.PICKED_UP or today < loan.last_day:
        return None
    if today == loan.last_day:
        return Reminder.LAST_DAY
    return Reminder.OVERDUE if loan.times_overdue < MOST_OVERDUE else None


async def remind_borrowers(work: Work) -> int:
    """Send what is due today and return how many; nothing at night, nothing twice."""
    if not EARLIEST <= work.now.astimezone(BANGKOK).hour < LATEST:
        return 0
    sent = 0
    for borrowed in await unfinished(work.session):
        reminder = due_reminder(borrowed.loan, work.today)
        if reminder and await _claimed(work, borrowed.loan, reminder):
            await _send(work, borrowed, reminder)
            sent += 1
    return sent


async def _claimed(work: Work, loan: Loan, reminder: Reminder) -> bool:
    """Note the reminder in the same transaction; False when another process was faster."""
    claiming = update(Loan).where(
        col(Loan.id) == loan.id,
        or_(col(Loan.last_reminded_on).is_(None), col(Loan.last_reminded_on) < work.today),
    )
    times = loan.times_overdue + (1 if reminder == Reminder.OVERDUE else 0)
    claimed = await work.session.exec(
        claiming.values(last_reminded_on=work.today, times_overdue=times).execution_options(
            synchronize_session=False
        )
    )
    return bool(claimed.rowcount)


async def _send(work: Work, borrowed: Borrowed, reminder: Reminder) -> None:
    notice = _notice(work, borrowed, reminder)
    await tell_resident(work, borrowed.case, notice, MessageClass.DEADLINE)
    if reminder == Reminder.OVERDUE:
        line = notices.overdue_for_staff(
            words_for(work, borrowed.case),
            work.around.office,
            still_out(borrowed.items),
            borrowed.loan.last_day,
        )
        await tell_department(work, borrowed.case, line)


def _notice(work: Work, borrowed: Borrowed, reminder: Reminder) -> Reply:
    about, office = words_for(work, borrowed.case), work.around.office
    loan, out = borrowed.loan, still_out(borrowed.items)
    if reminder == Reminder.FETCH:
        return notices.fetch_tomorrow(about, office, counts_of(borrowed.items), loan.first_day)
    if reminder == Reminder.LAST_DAY:
        return notices.bring_back_today(about, office, out)
    return notices.overdue(about, office, out, loan.last_day)
