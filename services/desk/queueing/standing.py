"""Where the lines stand: who waits, who is called, and about how long it takes. Only reads."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models.queue_ticket import QueueTicket
from models.vocabulary import TicketState
from services.desk.queueing.lines import (
    called_from,
    find_ticket,
    service_times,
    ticket_of_case,
    waiting_in,
)
from services.kit.lining_up import ahead, expected_wait, order, rule_on
from services.kit.office import Office, Queue
from services.kit.text import BANGKOK

NEAR = 2
"""Whoever has fewer people before them is told that it is soon their turn."""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as it stands at a moment."""

    queue: Queue
    waiting: list[QueueTicket]
    """In the order in which they will be called."""
    called: list[QueueTicket]
    """At the counters now, the latest first."""
    recent: list[QueueTicket]
    """Called today, the latest first, whatever became of them."""
    waits: list[int]
    """Minutes until each of those who wait is called, about."""
    minutes_for_next: int
    """About how long somebody would wait who takes a ticket now."""

    def at_counter(self, counter: int) -> QueueTicket | None:
        """Return who is called to a counter of this line now."""
        return next((one for one in self.called if one.counter == counter), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one ticket stands."""

    ticket: QueueTicket
    queue: Queue
    ahead: int
    """How many are called before; none for whoever does not wait any more."""
    minutes: int
    counter: int | None

    @property
    def is_soon(self) -> bool:
        return self.ticket.state == TicketState.WAITING and self.ahead < NEAR


def label(ticket: QueueTicket) -> str:
    """Return the number as it is called out, such as `A007`."""
    return f"{ticket.letter}{ticket.number:03d}"


async def line_view(session: AsyncSession, office: Office, queue: str, now: datetime) -> LineView:
    """Return one line as it stands. Raises `KeyError` for a line the office does not have."""
    line, day = office.queues[queue], now.astimezone(BANGKOK).date()
    called = await called_from(session, day, queue)
    times = await service_times(session, day, queue)
    waiting = await waiting_in(session, day, queue)
    lined = order(waiting, called, rule_on(office, day))
    recent = list(reversed(called))
    return LineView(
        line,
        lined,
        [one for one in recent if one.state == TicketState.CALLED],
        recent,
        [expected_wait(before, times, line) for before in range(len(lined))],
        expected_wait(len(lined), times, line),
    )


async def all_lines(session: AsyncSession, office: Office, now: datetime) -> list[LineView]:
    """Return every line of the office, in the order of its file."""
    return [await line_view(session, office, queue, now) for queue in office.queues]


async def place_of(
    session: AsyncSession, office: Office, ticket_id: UUID, now: datetime
) -> Place | None:
    """Return where a ticket stands; None when there is none, or its line is no more."""
    ticket = await find_ticket(session, ticket_id)
    return await _place(session, office, ticket, now) if ticket else None


async def place_of_case(
    session: AsyncSession, office: Office, case_id: UUID, now: datetime
) -> Place | None:
    """Return where the ticket of a case stands; None when it came with none."""
    ticket = await ticket_of_case(session, case_id)
    return await _place(session, office, ticket, now) if ticket else None


async def _place(
    session: AsyncSession, office: Office, ticket: QueueTicket, now: datetime
) -> Place | None:
    queue = office.queues.get(ticket.queue)
    if queue is None:
        return None
    if ticket.state != TicketState.WAITING or ticket.day != now.astimezone(BANGKOK).date():
        return Place(ticket, queue, 0, 0, ticket.counter)
    view = await line_view(session, office, ticket.queue, now)
    before = ahead(ticket, view.waiting)
    minutes = view.waits[before] if before < len(view.waits) else view.minutes_for_next
    return Place(ticket, queue, before, minutes, None)
