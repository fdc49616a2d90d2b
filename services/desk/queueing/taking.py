"""Taking a ticket: a number of today in one line, without gaps and never twice."""

from collections.abc import Mapping
from datetime import timedelta

from sqlmodel import col, func, select

from models.case import Case
from models.queue_ticket import QueueTicket
from models.vocabulary import ChannelName, TicketWay
from services.desk.queueing import notices
from services.desk.queueing.holders import case_of, holder_of, note_near, tell_those_near
from services.desk.queueing.lines import LIVE, lock_lines
from services.desk.queueing.standing import Place, place_of
from services.desk.work import Work
from services.kit.calendar import closing
from services.kit.consequences import TakeTicket
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.hours import no_numbers_now
from services.kit.lining_up import rule_on
from services.kit.message import Reply
from services.kit.office import Queue
from services.kit.text import Moment, Text, _

NO_REASON = "none"


async def take_ticket(
    work: Work, queue: str, way: TicketWay, priority: str = "", case: Case | None = None
) -> QueueTicket:
    """Give out the next number of a line.

    Raises `NotFound` for a line that is not there, `InvalidAnswer` for a reason that is not
    published, and `NotPossible` while the office is closed or when the chat has a number already.
    """
    line = _line(work, queue)
    reason = _checked_reason(work, priority)
    _check_open(work)
    await lock_lines(work.session)
    if case is not None:
        await _check_first(work, line, case)
    ticket = QueueTicket(
        day=work.today,
        letter=line.letter,
        number=await _next_number(work, line),
        queue=line.key,
        way=way.value,
        priority=reason,
        taken_at=work.now,
        case_id=case.id if case else None,
    )
    work.session.add(ticket)
    await work.session.flush()
    return ticket


async def carry_ticket(work: Work, case: Case, asked: TakeTicket) -> tuple[Reply, ...]:
    """Take the ticket a case asks for; the case goes to the department of the line, for today."""
    queue = str(case.answers.get(asked.line) or "")
    priority = str(case.answers.get(asked.priority) or "")
    ticket = await take_ticket(work, queue, _WAYS.get(case.channel, TicketWay.CHAT), priority, case)
    case.department, case.due_on = work.around.office.queues[queue].department, work.today
    work.session.add(case)
    await work.session.flush()
    await note_near(work, ticket)
    await tell_those_near(work, queue)
    place = await _place(work, ticket)
    return (notices.taken(holder_of(work, ticket, case), place, _closing_before(work, place)),)


def _closing_before(work: Work, place: Place) -> Moment | None:
    """Return when the office closes, if that is likely before the number is called."""
    ends = closing(work.today, work.around.office)
    late = ends is not None and work.now + timedelta(minutes=place.minutes) >= ends
    return Moment(ends) if ends and late else None


_WAYS: Mapping[str, TicketWay] = {
    ChannelName.COUNTER: TicketWay.COUNTER,
    ChannelName.WEBCHAT: TicketWay.FORM,
}


def no_such_line() -> Text:
    return _("There is no such line at the counters. Please choose another.")


def _line(work: Work, queue: str) -> Queue:
    line = work.around.office.queues.get(queue)
    if line is None:
        raise NotFound(no_such_line())
    return line


def _checked_reason(work: Work, priority: str) -> str | None:
    if priority in {"", NO_REASON}:
        return None
    if priority not in rule_on(work.around.office, work.today).reasons:
        raise InvalidAnswer(_("This reason to be called earlier is not on our list any more."))
    return priority


def _check_open(work: Work) -> None:
    if closed := no_numbers_now(work.now, work.around.office):
        raise NotPossible(closed)


async def _check_first(work: Work, line: Queue, case: Case) -> None:
    """One number for each chat and line: others wait, too."""
    earlier = (
        select(QueueTicket)
        .join(Case, col(QueueTicket.case_id) == col(Case.id))
        .where(QueueTicket.day == work.today, QueueTicket.queue == line.key)
        .where(col(QueueTicket.state).in_(LIVE))
        .where(Case.channel == case.channel, Case.chat == case.chat)
    )
    held = (await work.session.exec(earlier)).first()
    if held is not None:
        held_by = await case_of(work, held)
        about = held_by.reference if held_by else ""
        raise NotPossible(notices.has_one_already(await _place(work, held)), about=about)


async def _next_number(work: Work, line: Queue) -> int:
    highest = select(func.max(QueueTicket.number)).where(
        QueueTicket.day == work.today, QueueTicket.letter == line.letter
    )
    return ((await work.session.exec(highest)).one() or 0) + 1


async def _place(work: Work, ticket: QueueTicket) -> Place:
    place = await place_of(work.session, work.around.office, ticket.id, work.now)
    if place is None:
        raise NotFound(no_such_line())
    return place
