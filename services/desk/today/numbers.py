"""Other numbers of the day: tickets, loans, slips, rounds, messages, and who cannot be reached."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, case, exists, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.case_notice import CaseNotice
from models.inbound_event import InboundEvent
from models.loan import Loan
from models.outbox_message import OutboxMessage
from models.payment_slip import PaymentSlip
from models.pickup_round import PickupRound
from models.queue_ticket import QueueTicket
from models.staff import Staff
from models.staff_chat import StaffChat
from models.staff_identity import StaffIdentity
from models.vocabulary import LoanState, OutboxState, RoundState, TicketState
from services.desk.deliveries import LONG_WAIT
from services.desk.paying.slips import UNDECIDED
from services.kit.dated import Dated, NoRate, in_force
from services.kit.office import Department, Office

_ACTIVE: Final = (RoundState.PLANNED, RoundState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Loans:
    """Property that comes back today, and that should have come before."""

    due: int
    overdue: int


async def waiting_tickets(session: AsyncSession, day: date, queues: Collection[str]) -> int:
    """Count who waits at the counters in these lines."""
    wanted = select(func.count()).where(
        col(QueueTicket.day) == day,
        col(QueueTicket.queue).in_(queues),
        col(QueueTicket.state) == TicketState.WAITING,
    )
    return (await session.exec(wanted)).one()


async def loans(session: AsyncSession, today: date, department: str | None) -> Loans:
    """Count what is out and due back."""
    wanted = (
        select(
            func.count(case((col(Loan.last_day) == today, 1))),
            func.count(case((col(Loan.last_day) < today, 1))),
        )
        .join(Case, col(Case.id) == col(Loan.case_id))
        .where(col(Loan.state) == LoanState.PICKED_UP)
    )
    if department:
        wanted = wanted.where(col(Case.department) == department)
    due, overdue = (await session.exec(wanted)).one()
    return Loans(due, overdue)


async def waiting_slips(session: AsyncSession, department: str | None) -> int:
    """Count the slips that are to be compared with the account."""
    wanted = select(func.count()).select_from(PaymentSlip)
    wanted = wanted.where(col(PaymentSlip.state).in_(UNDECIDED))
    if department:
        wanted = wanted.join(Case, col(Case.id) == col(PaymentSlip.case_id))
        wanted = wanted.where(col(Case.department) == department)
    return (await session.exec(wanted)).one()


async def rounds_on(session: AsyncSession, day: date, department: str | None) -> int:
    """Count the rounds of a day that are not over."""
    wanted = select(func.count()).select_from(PickupRound)
    wanted = wanted.where(col(PickupRound.day) == day, col(PickupRound.state).in_(_ACTIVE))
    if department:
        wanted = wanted.where(col(PickupRound.department) == department)
    return (await session.exec(wanted)).one()


async def troubled_messages(session: AsyncSession, now: datetime, department: str | None) -> int:
    """Count what could not be delivered, as the page of problems lists it."""
    stuck = and_(
        col(OutboxMessage.state) == OutboxState.WAITING,
        col(OutboxMessage.error).is_not(None),
        col(OutboxMessage.due_at) > now + LONG_WAIT,
    )
    trouble = or_(col(OutboxMessage.state) == OutboxState.FAILED, stuck)
    wanted = select(func.count()).select_from(OutboxMessage).where(trouble)
    if department:
        wanted = wanted.join(Case, col(Case.id) == col(OutboxMessage.case_id))
        wanted = wanted.where(col(Case.department) == department)
    return (await session.exec(wanted)).one()


async def failed_events(session: AsyncSession) -> int:
    """Count the events that could not be handled."""
    wanted = select(func.count()).select_from(InboundEvent)
    failed = (col(InboundEvent.error).is_not(None), col(InboundEvent.replayed_at).is_(None))
    return (await session.exec(wanted.where(*failed))).one()


async def unheard(session: AsyncSession, department: str | None) -> Sequence[Case]:
    """Return the cases of which nobody at all could be told, the oldest first."""
    wanted = (
        select(Case)
        .join(CaseNotice, col(CaseNotice.case_id) == col(Case.id))
        .where(col(CaseNotice.unheard_at).is_not(None))
        .order_by(col(CaseNotice.came_at))
    )
    if department:
        wanted = wanted.where(col(Case.department) == department)
    return (await session.exec(wanted)).all()


async def without_own_chat(session: AsyncSession) -> Sequence[Staff]:
    """Return who works here and has linked no chat of their own."""
    linked = exists().where(col(StaffIdentity.staff_id) == col(Staff.id))
    wanted = select(Staff).where(col(Staff.left_at).is_(None), ~linked).order_by(col(Staff.name))
    return (await session.exec(wanted)).all()


async def without_department_chat(session: AsyncSession, office: Office) -> list[Department]:
    """Return the departments that hear of their cases in no chat."""
    linked = set((await session.exec(select(StaffChat.department).distinct())).all())
    return [one for one in office.departments.values() if one.key not in linked]


def to_be_confirmed(office: Office, today: date) -> dict[str, Dated]:
    """Return the rows in force that the office has not confirmed, by the name of their table."""
    rows = {name: _row(office, name, today) for name in sorted(office.tables)}
    return {name: row for name, row in rows.items() if row and not row.confirmed}


async def names_of(session: AsyncSession, people: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of members of staff, also of those who left."""
    wanted = select(Staff.id, Staff.name).where(col(Staff.id).in_(people))
    return dict((await session.exec(wanted)).all())


def _row(office: Office, name: str, today: date) -> Dated | None:
    try:
        return in_force(office.tables, name, today)
    except NoRate:
        return None
