"""Reading what papers are made of. Only reads; the building is done by plain functions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.attachment import Attachment
from models.bill import Bill
from models.case import Case
from models.payment import Payment
from models.payment_share import PaymentShare
from models.receipt import Receipt
from models.resident import Resident
from services.desk.papers.facts import CaseFacts
from services.desk.papers.receipt import ReceiptFacts
from services.desk.telling import STAFF_LANGUAGE
from services.desk.tracking import history
from services.kit.fields import Surroundings
from services.kit.money import from_satang
from services.kit.references import shown
from services.kit.service import Service
from services.kit.text import plain


async def read_case_facts(
    session: AsyncSession,
    case: Case,
    services: Mapping[str, Service],
    around: Surroundings,
    base_url: str,
) -> CaseFacts:
    """Read everything the papers of a case look at."""
    events = await history(session, case.id, for_resident=True)
    return CaseFacts(case, services, around, base_url, events, await _files(session, case.id))


async def language_of_paper(session: AsyncSession, case: Case) -> str:
    """Return the language of whoever filed the case; papers come in it unless asked otherwise."""
    resident = await session.get(Resident, case.resident_id)
    return resident.language if resident else STAFF_LANGUAGE


async def receipts_of(session: AsyncSession, case_id: UUID) -> Sequence[UUID]:
    """Return the ids of the receipts given for a case, in the order of their numbers."""
    wanted = select(Receipt.id).where(Receipt.case_id == case_id)
    return (await session.exec(wanted.order_by(col(Receipt.year), col(Receipt.serial)))).all()


async def read_receipt_facts(
    session: AsyncSession, case: Case, receipt_id: UUID
) -> ReceiptFacts | None:
    """Return what a receipt of this case says; None when it is not one of this case."""
    given = await session.get(Receipt, receipt_id)
    if given is None or given.case_id != case.id:
        return None
    bill = await session.get(Bill, given.bill_id)
    return ReceiptFacts(
        number=given.number,
        given_at=given.issued_at,
        paid_on=given.paid_on,
        reference=shown(case.reference),
        what_for=plain(bill.what_for if bill else ""),
        amount=from_satang(given.satang),
        sources=await _sources(session, given.bill_id),
        payer=case.filed_for or "",
    )


async def _sources(session: AsyncSession, bill_id: UUID) -> Sequence[str]:
    """Return the ways in which a bill was paid, each once."""
    wanted = select(Payment.source).join(
        PaymentShare, col(PaymentShare.payment_id) == col(Payment.id)
    )
    paid = wanted.where(PaymentShare.bill_id == bill_id).distinct()
    return (await session.exec(paid.order_by(Payment.source))).all()


async def _files(session: AsyncSession, case_id: UUID) -> Sequence[Attachment]:
    wanted = select(Attachment).where(Attachment.case_id == case_id)
    return (await session.exec(wanted.order_by(col(Attachment.id)))).all()
