"""The end of the day: whoever was not called is told, and no number goes on to the next day."""

from datetime import date, timedelta
from typing import Final

from sqlmodel import col, select

from models.queue_ticket import QueueTicket
from models.vocabulary import CaseAction, TicketState
from services.desk.queueing import notices
from services.desk.queueing.holders import end_case, tell_holder
from services.desk.queueing.lines import LIVE, change, lock_lines
from services.desk.work import Work
from services.kit.calendar import closing
from services.kit.text import BANGKOK

GRACE: Final = timedelta(minutes=30)
"""After closing, for the people who are already in the hall."""
EARLIEST, LATEST = 7, 20
"""Hours in Thailand between which people are told: not at night after a broken evening."""


async def close_day(work: Work) -> int:
    """End what is left of every day that is over, and return how many numbers that were.

    Whoever was not called is told so. Whoever was called and of whom nobody said anything more
    has most likely been served: they are asked how it was.
    """
    if not EARLIEST <= work.now.astimezone(BANGKOK).hour < LATEST:
        return 0
    await lock_lines(work.session)
    left = [one for one in await _left(work) if _is_over(work, one.day)]
    for ticket in left:
        await (_expire if ticket.state == TicketState.WAITING else _finish)(work, ticket)
    return len(left)


async def _left(work: Work) -> list[QueueTicket]:
    wanted = (
        select(QueueTicket)
        .where(QueueTicket.day <= work.today, col(QueueTicket.state).in_(LIVE))
        .order_by(col(QueueTicket.day), col(QueueTicket.id))
        .execution_options(populate_existing=True)
    )
    return list((await work.session.exec(wanted)).all())


def _is_over(work: Work, day: date) -> bool:
    """Say whether the office has closed for this day, also when it has changed its hours since."""
    if day < work.today:
        return True
    ends = closing(day, work.around.office)
    return ends is None or work.now >= ends + GRACE


async def _expire(work: Work, ticket: QueueTicket) -> None:
    await change(work, ticket, state=TicketState.EXPIRED, finished_at=work.now)
    await end_case(work, ticket, CaseAction.REJECT, words=notices.DAY_OVER)
    await tell_holder(work, ticket, notices.day_over)


async def _finish(work: Work, ticket: QueueTicket) -> None:
    """Nobody pressed Done, so nobody knows how long it took: it has no end."""
    await change(work, ticket, state=TicketState.DONE)
    await end_case(work, ticket, CaseAction.FINISH)
    await tell_holder(work, ticket, notices.served)
