"""Figures of the lines: how long people waited, and whether everybody had their turn. No names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.queue_ticket import QueueTicket
from models.rating import Rating
from models.vocabulary import TicketState


@dataclass(frozen=True, slots=True)
class Jump:
    """A reason for which somebody was called before their turn, and how often."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """One line over some days. Times are whole minutes; None where there is nothing to measure."""

    queue: str
    taken: int
    served: int
    no_shows: int
    given_back: int
    expired: int
    median_wait: int | None
    longest_wait: int | None
    median_service: int | None
    priority: int
    """How many had a published reason to be called earlier."""
    passed_on: int
    jumps: tuple[Jump, ...]
    """Calls before their turn, the most frequent reason first."""
    average_stars: float | None
    ratings: int

    @property
    def priority_share(self) -> int:
        """Percent of all tickets."""
        return round(100 * self.priority / self.taken) if self.taken else 0

    @property
    def jumped(self) -> int:
        return sum(jump.count for jump in self.jumps)


async def figures(session: AsyncSession, first: date, last: date) -> list[QueueFigures]:
    """Return the figures of each line from one day to another, both included.

    A ticket that was passed on counts where it went; a call before its turn, where it was made.
    """
    wanted = (
        select(QueueTicket, func.coalesce(QueueTicket.stars, Rating.stars))
        .join(Rating, col(Rating.case_id) == col(QueueTicket.case_id), isouter=True)
        .where(QueueTicket.day >= first, QueueTicket.day <= last)
        .order_by(col(QueueTicket.queue), col(QueueTicket.taken_at))
    )
    rows = (await session.exec(wanted)).all()
    jumped = [ticket for ticket, _stars in rows if ticket.jump_reason]
    queues = dict.fromkeys(
        [*(ticket.queue for ticket, _stars in rows), *map(_jumped_in, jumped)],
    )
    return [
        figures_of(
            queue,
            [(ticket, stars) for ticket, stars in rows if ticket.queue == queue],
            [ticket for ticket in jumped if _jumped_in(ticket) == queue],
        )
        for queue in queues
    ]


def _jumped_in(ticket: QueueTicket) -> str:
    return ticket.jumped_in or ticket.queue


def figures_of(
    queue: str,
    rated: Sequence[tuple[QueueTicket, int | None]],
    jumped: Sequence[QueueTicket] = (),
) -> QueueFigures:
    """Count the tickets of one line, and those called in it before their turn. Pure."""
    tickets = [ticket for ticket, _stars in rated]
    states = Counter(ticket.state for ticket in tickets)
    stars = [given for _ticket, given in rated if given is not None]
    waits = _minutes((one.taken_at, one.called_at) for one in tickets)
    times = _minutes(
        (one.called_at, one.finished_at) for one in tickets if one.state == TicketState.DONE
    )
    jumps = Counter(one.jump_reason for one in jumped if one.jump_reason)
    return QueueFigures(
        queue=queue,
        taken=len(tickets),
        served=states[TicketState.DONE],
        no_shows=states[TicketState.NO_SHOW],
        given_back=states[TicketState.CANCELLED],
        expired=states[TicketState.EXPIRED],
        median_wait=round(median(waits)) if waits else None,
        longest_wait=round(max(waits)) if waits else None,
        median_service=round(median(times)) if times else None,
        priority=sum(1 for one in tickets if one.priority),
        passed_on=sum(1 for one in tickets if one.transfers),
        jumps=tuple(Jump(reason, count) for reason, count in jumps.most_common()),
        average_stars=round(sum(stars) / len(stars), 1) if stars else None,
        ratings=len(stars),
    )


def _minutes(spans: Iterable[tuple[datetime | None, datetime | None]]) -> list[float]:
    return [(end - begin).total_seconds() / 60 for begin, end in spans if begin and end]
