"""Leaving a line before being called: by giving the number back, or with the case behind it."""

from uuid import UUID

from models.case import Case
from models.queue_ticket import QueueTicket
from models.vocabulary import CaseAction, CaseStatus, TicketState
from services.desk.progress import is_open
from services.desk.queueing.holders import end_case, tell_those_near
from services.desk.queueing.lines import (
    LIVE,
    change,
    load_ticket,
    lock_lines,
    somebody_was_faster,
    ticket_of_case,
)
from services.desk.work import Work
from services.kit.consequences import TakeTicket
from services.kit.errors import NotPossible


async def give_back(work: Work, ticket_id: UUID) -> QueueTicket:
    """Leave the line. Raises `NotPossible` for somebody who is not in it any more."""
    await lock_lines(work.session)
    ticket = await load_ticket(work, ticket_id)
    if ticket.state not in LIVE:
        raise NotPossible(somebody_was_faster())
    await change(work, ticket, state=TicketState.CANCELLED, finished_at=work.now)
    await end_case(work, ticket, CaseAction.WITHDRAW)
    await tell_those_near(work, ticket.queue)
    return ticket


async def hold_lines_for(work: Work, case: Case) -> None:
    """Lock the lines before a case changes that may have a ticket: always in this order."""
    service = work.services.get(case.service_key)
    if service and any(isinstance(then, TakeTicket) for then in service.then):
        await lock_lines(work.session)


async def leave_with_case(work: Work, case: Case) -> None:
    """Take the ticket of a case that was closed out of its line, so that nobody is called."""
    if is_open(case.status):
        return
    ticket = await ticket_of_case(work.session, case.id)
    if ticket is None or ticket.state not in LIVE:
        return
    served = case.status == CaseStatus.DONE and ticket.state == TicketState.CALLED
    state = TicketState.DONE if served else TicketState.CANCELLED
    await change(work, ticket, state=state, finished_at=work.now)
    await tell_those_near(work, ticket.queue)
