"""Reading loans: one with its things and its case, and everything that is held on some days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.loan import Loan
from models.loan_item import LoanItem
from models.vocabulary import LoanState
from services.desk.lending.availability import Held
from services.desk.progress import OPEN

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('lending', 0))"
"""One for all property: loans are few, and one lock cannot wait in a circle."""

_PROMISED = (LoanState.RESERVED, LoanState.APPROVED)


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A loan with its things and the case behind it."""

    loan: Loan
    items: Sequence[LoanItem]
    case: Case

    def is_overdue(self, today: date) -> bool:
        """Say whether it should have been back by yesterday."""
        return self.loan.state == LoanState.PICKED_UP and self.loan.last_day < today

    @property
    def is_promised(self) -> bool:
        """Say whether it is held for somebody who still wants it."""
        return self.loan.state in _PROMISED and self.case.status in OPEN

    @property
    def is_out(self) -> bool:
        return self.loan.state == LoanState.PICKED_UP


async def lock_lending(session: AsyncSession) -> None:
    """Let nobody else lend until this transaction ends. SQLite has one writer anyway."""
    connection = await session.connection()
    if connection.dialect.name == "postgresql":
        await connection.execute(text(LOCK))


async def held_from(
    session: AsyncSession, first: date, today: date, but_not: UUID | None = None
) -> list[Held]:
    """Return everything that is promised or away on `first` or later.

    What was not brought back in time is away until somebody brings it: until today at least. A
    case that is closed, withdrawn or refused holds nothing, so nothing has to be freed.
    """
    found = await _borrowed(session, or_(*_conditions(first)))
    return [
        Held(item.property_key, _first_day(one), _last_day(one.loan, today), _count(one, item))
        for one in found
        if one.loan.id != but_not
        for item in one.items
        if _last_day(one.loan, today) >= first
    ]


async def unfinished(session: AsyncSession) -> list[Borrowed]:
    """Return every loan that is promised or out, the one that begins first on top."""
    promised = and_(col(Loan.state).in_(_PROMISED), col(Case.status).in_(OPEN))
    return await _borrowed(session, or_(promised, col(Loan.state) == LoanState.PICKED_UP))


async def loan_of(session: AsyncSession, case_id: UUID) -> Borrowed | None:
    """Return the loan of a case as it is now."""
    found = await _borrowed(session, col(Loan.case_id) == case_id)
    return found[0] if found else None


async def _borrowed(session: AsyncSession, condition: ColumnElement[bool]) -> list[Borrowed]:
    wanted = (
        select(Loan, Case)
        .join(Case, col(Loan.case_id) == col(Case.id))
        .where(condition)
        .order_by(col(Loan.first_day), col(Loan.id))
        .execution_options(populate_existing=True)
    )
    loans = (await session.exec(wanted)).all()
    items = await _items(session, [loan.id for loan, _case in loans])
    return [
        Borrowed(loan, [item for item in items if item.loan_id == loan.id], case)
        for loan, case in loans
    ]


async def _items(session: AsyncSession, loans: Sequence[UUID]) -> Sequence[LoanItem]:
    wanted = (
        select(LoanItem)
        .where(col(LoanItem.loan_id).in_(loans))
        .order_by(col(LoanItem.property_key))
        .execution_options(populate_existing=True)
    )
    return (await session.exec(wanted)).all()


def _conditions(first: date) -> list[ColumnElement[bool]]:
    return [
        and_(
            col(Loan.state).in_(_PROMISED),
            col(Case.status).in_(OPEN),
            col(Loan.last_day) >= first,
        ),
        col(Loan.state) == LoanState.PICKED_UP,
        and_(col(Loan.state) == LoanState.RETURNED, col(Loan.returned_on) >= first),
    ]


def _first_day(one: Borrowed) -> date:
    """What is out is away already, also when it was fetched early."""
    return date.min if one.is_out else one.loan.first_day


def _last_day(loan: Loan, today: date) -> date:
    if loan.state == LoanState.RETURNED:
        return loan.returned_on or loan.last_day
    if loan.state == LoanState.PICKED_UP:
        return max(loan.last_day, today)
    return loan.last_day


def _count(one: Borrowed, item: LoanItem) -> int:
    """What came back early is free again; on the day all of it came back it is still held."""
    return item.count - item.returned if one.is_out else item.count
