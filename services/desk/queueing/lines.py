"""Reading and changing the tickets of the lines. Whoever changes one holds the lock first."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, text
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.queue_ticket import QueueTicket
from models.vocabulary import TicketState
from services.desk.work import Work
from services.kit.errors import NotFound, NotPossible
from services.kit.lining_up import MOST_TIMES
from services.kit.text import Text, _

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('queue', 0))"
"""One for all lines: somebody may be passed on from one to another, and nobody waits for long."""

LIVE = (TicketState.WAITING, TicketState.CALLED)
DAYS_BACK = timedelta(days=14)
"""How far back service times tell how long the next ones take."""


async def lock_lines(session: AsyncSession) -> None:
    """Let nobody else take or call until this transaction ends. SQLite has one writer anyway."""
    connection = await session.connection()
    if connection.dialect.name == "postgresql":
        await connection.execute(text(LOCK))


async def load_ticket(work: Work, ticket_id: UUID) -> QueueTicket:
    """Return a ticket as it is now. Raises `NotFound`."""
    found = await find_ticket(work.session, ticket_id)
    if found is None:
        raise NotFound(_("There is no such ticket."))
    return found


async def find_ticket(session: AsyncSession, ticket_id: UUID) -> QueueTicket | None:
    return await session.get(QueueTicket, ticket_id, populate_existing=True)


async def ticket_of_case(session: AsyncSession, case_id: UUID) -> QueueTicket | None:
    """Return the ticket that was taken with a case."""
    found = await _found(session, col(QueueTicket.case_id) == case_id)
    return found[0] if found else None


async def waiting_in(session: AsyncSession, day: date, queue: str) -> Sequence[QueueTicket]:
    """Return who waits in a line, in no order that counts."""
    return await _found(session, *_of(day, queue), col(QueueTicket.state) == TicketState.WAITING)


async def called_from(session: AsyncSession, day: date, queue: str) -> Sequence[QueueTicket]:
    """Return who was called from a line on a day, the latest last, whatever became of them."""
    return await _found(
        session,
        *_of(day, queue),
        col(QueueTicket.called_at).is_not(None),
        in_order=(col(QueueTicket.called_at), col(QueueTicket.id)),
    )


async def service_times(session: AsyncSession, day: date, queue: str) -> list[timedelta]:
    """Return how long the latest people took at the counter, the latest last."""
    wanted = (
        select(QueueTicket.called_at, QueueTicket.finished_at)
        .where(
            QueueTicket.queue == queue,
            QueueTicket.state == TicketState.DONE,
            QueueTicket.day >= day - DAYS_BACK,
            col(QueueTicket.called_at).is_not(None),
            col(QueueTicket.finished_at).is_not(None),
        )
        .order_by(col(QueueTicket.finished_at).desc())
        .limit(MOST_TIMES)
    )
    rows = (await session.exec(wanted)).all()
    return [end - begin for begin, end in reversed(rows) if begin and end]


async def change(work: Work, ticket: QueueTicket, **changes: Any) -> None:
    """Change a ticket that stands as it was read. Raises `NotPossible` when it does not."""
    changing = (
        update(QueueTicket)
        .where(col(QueueTicket.id) == ticket.id, col(QueueTicket.version) == ticket.version)
        .values(version=ticket.version + 1, **changes)
        .execution_options(synchronize_session=False)
    )
    changed = await work.session.exec(changing)
    await work.session.refresh(ticket)
    if changed.rowcount == 0:
        raise NotPossible(somebody_was_faster())


def somebody_was_faster() -> Text:
    return _("Somebody was faster: this number does not stand there any more. Please look again.")


def _of(day: date, queue: str) -> tuple[ColumnElement[bool], ...]:
    return col(QueueTicket.day) == day, col(QueueTicket.queue) == queue


async def _found(
    session: AsyncSession,
    *conditions: ColumnElement[bool],
    in_order: Sequence[Any] = (QueueTicket.taken_at, QueueTicket.id),
) -> Sequence[QueueTicket]:
    wanted = select(QueueTicket).where(*conditions).order_by(*in_order)
    return (await session.exec(wanted.execution_options(populate_existing=True))).all()
