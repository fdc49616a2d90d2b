"""Reading what is kept of one person. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.bill import Bill
from models.case import Case
from models.channel_address import ChannelAddress
from models.data_request import DataRequest
from models.loan import Loan
from models.merged_resident import MergedResident
from models.rating import Rating
from models.resident import Resident
from models.vocabulary import BillState, ChannelName, LoanState
from services.desk.progress import is_open
from services.desk.residents.erasable import CaseFacts
from services.kit.errors import NotFound
from services.kit.text import _


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat of a resident, without its id."""

    channel: str
    blocked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that points at one resident."""

    resident: Resident
    cases: Sequence[Case]
    chats: Sequence[ChannelAddress]
    ratings: Sequence[Rating]
    requests: Sequence[DataRequest]
    merges: Sequence[MergedResident] = field(default=())


async def person(session: AsyncSession, resident_id: UUID) -> Person:
    """Return one person. Raises `NotFound`."""
    resident = await session.get(Resident, resident_id, populate_existing=True)
    if resident is None:
        raise NotFound(_("There is no such resident here."))
    return Person(
        resident,
        await cases_of(session, resident_id),
        await chats_of(session, resident_id),
        await _ratings(session, resident_id),
        await requests_of(session, resident_id),
        await _merges(session, resident_id),
    )


async def cases_of(session: AsyncSession, resident_id: UUID) -> Sequence[Case]:
    """Return all cases of a resident, the newest first."""
    wanted = select(Case).where(Case.resident_id == resident_id)
    newest = wanted.order_by(col(Case.filed_at).desc(), col(Case.id).desc())
    return (await session.exec(newest.execution_options(populate_existing=True))).all()


async def chats_of(session: AsyncSession, resident_id: UUID) -> Sequence[ChannelAddress]:
    """Return the chats of a resident; a form filed at the counter is none."""
    wanted = select(ChannelAddress).where(ChannelAddress.resident_id == resident_id)
    messengers = wanted.where(ChannelAddress.channel != ChannelName.COUNTER)
    return (await session.exec(messengers.order_by(col(ChannelAddress.channel)))).all()


async def requests_of(session: AsyncSession, resident_id: UUID) -> Sequence[DataRequest]:
    """Return what a resident asked about their data, the newest first."""
    wanted = select(DataRequest).where(DataRequest.resident_id == resident_id)
    return (await session.exec(wanted.order_by(col(DataRequest.received_at).desc()))).all()


async def facts_of(session: AsyncSession, cases: Sequence[Case]) -> list[CaseFacts]:
    """Return what decides whether each case may be erased."""
    ids = [case.id for case in cases]
    bills = select(Bill.case_id).where(col(Bill.case_id).in_(ids))
    billed = set(await session.exec(bills.where(Bill.state != BillState.CANCELLED)))
    loans = select(Loan.case_id).where(col(Loan.case_id).in_(ids))
    lent = set(await session.exec(loans.where(Loan.state == LoanState.PICKED_UP)))
    return [
        CaseFacts(case.reference, is_open(case.status), case.id in billed, case.id in lent)
        for case in cases
    ]


async def _ratings(session: AsyncSession, resident_id: UUID) -> Sequence[Rating]:
    wanted = select(Rating).join(Case, col(Case.id) == col(Rating.case_id))
    return (await session.exec(wanted.where(Case.resident_id == resident_id))).all()


async def _merges(session: AsyncSession, resident_id: UUID) -> Sequence[MergedResident]:
    wanted = select(MergedResident).where(MergedResident.kept_id == resident_id)
    return (await session.exec(wanted.order_by(col(MergedResident.at).desc()))).all()
