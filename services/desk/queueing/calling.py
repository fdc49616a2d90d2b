"""Calling: what staff at the counters do with the people in their line."""

from typing import Any
from uuid import UUID

from models.queue_ticket import QueueTicket
from models.staff import Staff
from models.vocabulary import CaseAction, TicketState
from services.desk import audit
from services.desk.office_actions import not_permitted
from services.desk.permissions import SERVE_QUEUE, may
from services.desk.queueing import notices
from services.desk.queueing.holders import (
    case_of,
    end_case,
    note_near,
    tell_holder,
    tell_those_near,
)
from services.desk.queueing.lines import (
    LIVE,
    change,
    load_ticket,
    lock_lines,
    somebody_was_faster,
)
from services.desk.queueing.standing import LineView, label, line_view
from services.desk.queueing.taking import no_such_line
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.office import Queue
from services.kit.text import _

MOST_REASON = 200


async def call_next(work: Work, queue: str, counter: int, staff: Staff) -> QueueTicket | None:
    """Call whoever is next by the published rule; None when nobody waits.

    Raises `NotPossible` while somebody is still at this counter, so that pressing twice calls one
    person, and `NotFound`, `NotAllowed`, `InvalidAnswer`.
    """
    line = _line(work, queue, staff)
    await lock_lines(work.session)
    view = await _view_for(work, line, counter)
    if not view.waiting:
        return None
    return await _call(work, view.waiting[0], counter, staff)


async def call_this(
    work: Work, ticket_id: UUID, counter: int, staff: Staff, reason: str = ""
) -> QueueTicket:
    """Call one person. Before their turn only with a reason, which is counted in public."""
    await lock_lines(work.session)
    ticket = await load_ticket(work, ticket_id)
    view = await _view_for(work, _line(work, ticket.queue, staff), counter)
    if ticket.id not in [one.id for one in view.waiting]:
        raise NotPossible(somebody_was_faster())
    if view.waiting[0].id == ticket.id:
        return await _call(work, ticket, counter, staff)
    jump = {"jump_reason": _checked_reason(reason), "jumped_in": ticket.queue}
    return await _call(work, ticket, counter, staff, **jump)


async def call_again(work: Work, ticket_id: UUID, staff: Staff) -> QueueTicket:
    """Call somebody once more who did not come."""
    ticket = await _theirs(work, ticket_id, staff, TicketState.CALLED)
    await _change(work, ticket, staff, "again", times_called=ticket.times_called + 1)
    await tell_holder(work, ticket, notices.called_again)
    return ticket


async def no_show(work: Work, ticket_id: UUID, staff: Staff) -> QueueTicket:
    """Note that nobody came, so that the counter is free for the next person."""
    ticket = await _theirs(work, ticket_id, staff, TicketState.CALLED)
    await _change(work, ticket, staff, "no_show", state=TicketState.NO_SHOW, finished_at=work.now)
    await end_case(work, ticket, CaseAction.REJECT, staff.id, notices.NOBODY_CAME)
    await tell_holder(work, ticket, notices.missed)
    return ticket


async def done(work: Work, ticket_id: UUID, staff: Staff) -> QueueTicket:
    """Note that somebody was served, and ask them how it was."""
    ticket = await _theirs(work, ticket_id, staff, TicketState.CALLED)
    await _change(work, ticket, staff, "done", state=TicketState.DONE, finished_at=work.now)
    await end_case(work, ticket, CaseAction.FINISH, staff.id)
    await tell_holder(work, ticket, notices.served)
    return ticket


async def own_ticket(work: Work, ticket_id: UUID, staff: Staff) -> QueueTicket:
    """Return a ticket that this person may pass on. Raises as passing on does."""
    return await _theirs(work, ticket_id, staff, *LIVE)


async def transfer(work: Work, ticket_id: UUID, queue: str, staff: Staff) -> QueueTicket:
    """Pass somebody on to another line, where the time they have waited counts."""
    ticket = await _theirs(work, ticket_id, staff, *LIVE)
    line, before = work.around.office.queues.get(queue), ticket.queue
    if line is None or queue == before:
        raise NotFound(no_such_line())
    fresh = {"called_at": None, "times_called": 0, "counter": None, "staff_id": None}
    await _change(
        work, ticket, staff, "transfer", state=TicketState.WAITING, queue=queue,
        transfers=ticket.transfers + 1, soon_told_at=None, **fresh,
    )  # fmt: skip
    if case := await case_of(work, ticket):
        case.department = line.department
        work.session.add(case)
        await work.session.flush()
    await note_near(work, ticket)
    await tell_holder(work, ticket, notices.passed_on)
    await tell_those_near(work, before, queue)
    return ticket


async def _call(
    work: Work, ticket: QueueTicket, counter: int, staff: Staff, **more: Any
) -> QueueTicket:
    what = "jump" if more else "call"
    await _change(
        work, ticket, staff, what, state=TicketState.CALLED, called_at=work.now, times_called=1,
        counter=counter, staff_id=staff.id, **more,
    )  # fmt: skip
    await tell_holder(work, ticket, notices.called)
    await tell_those_near(work, ticket.queue)
    return ticket


def _line(work: Work, queue: str, staff: Staff) -> Queue:
    line = work.around.office.queues.get(queue)
    if line is None:
        raise NotFound(no_such_line())
    if not may(staff, SERVE_QUEUE, line.department):
        raise NotAllowed(not_permitted())
    return line


async def _view_for(work: Work, line: Queue, counter: int) -> LineView:
    """Return a line, when nobody is at the counter to which somebody is to be called."""
    if not 1 <= counter <= line.counters:
        raise InvalidAnswer(
            _("This line has the counters 1 to {count}. Please choose one.", count=line.counters)
        )
    view = await line_view(work.session, work.around.office, line.key, work.now)
    if there := view.at_counter(counter):
        raise NotPossible(
            _(
                "{number} is still at counter {counter}. Please say first what became of it.",
                number=label(there),
                counter=counter,
            )
        )
    return view


async def _theirs(work: Work, ticket_id: UUID, staff: Staff, *states: TicketState) -> QueueTicket:
    """Return a ticket that this person may handle and that stands where they saw it."""
    await lock_lines(work.session)
    ticket = await load_ticket(work, ticket_id)
    _line(work, ticket.queue, staff)
    if ticket.state not in states:
        raise NotPossible(somebody_was_faster())
    return ticket


async def _change(work: Work, ticket: QueueTicket, staff: Staff, what: str, **changes: Any) -> None:
    """Change a ticket, and keep who did it."""
    await change(work, ticket, **changes)
    subject = f"{label(ticket)} {ticket.day.isoformat()}"
    await audit.record(work, str(staff.id), f"{SERVE_QUEUE}_{what}", subject, audit.DONE)


def _checked_reason(reason: str) -> str:
    kept = " ".join(reason.split())
    if not kept:
        raise InvalidAnswer(
            _("Somebody else is before this number. Please write why it is called earlier.")
        )
    if len(kept) > MOST_REASON:
        raise InvalidAnswer(_("Please use at most {count} letters.", count=MOST_REASON))
    return kept
