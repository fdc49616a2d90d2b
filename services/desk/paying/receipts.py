"""Receipts: one for each paid bill, numbered within its fiscal year without a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.bill import Bill
from models.case import Case
from models.payment import Payment
from models.payment_share import PaymentShare
from models.receipt import Receipt
from models.receipt_series import ReceiptSeries
from models.staff import Staff
from services.desk.paying.till import dialect_of
from services.desk.work import Work
from services.kit.calendar import fiscal_year


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Everything that stands on the paper of a receipt."""

    number: str
    issued_at: datetime
    issued_by: str
    """Who confirmed the payment; empty when the bank's own file did."""
    paid_on: date
    satang: int
    what_for: str
    part: int
    parts: int
    ref1: str
    ref2: str
    sources: Sequence[str]
    """How it was paid: `PaymentSource` values, each once."""
    case: Case


async def issue(work: Work, bill: Bill, paid_on: date, staff: Staff | None = None) -> Receipt:
    """Give a paid bill its receipt, in the transaction that paid it."""
    year = fiscal_year(work.today)
    receipt = Receipt(
        year=year,
        serial=await _next_serial(work, year),
        bill_id=bill.id,
        case_id=bill.case_id,
        satang=bill.satang,
        paid_on=paid_on,
        issued_at=work.now,
        issued_by=staff.id if staff else None,
    )
    work.session.add(receipt)
    await work.session.flush()
    return receipt


async def receipts_of(session: AsyncSession, case_id: UUID) -> Sequence[Receipt]:
    """Return the receipts of a case, in the order of their numbers."""
    wanted = select(Receipt).where(Receipt.case_id == case_id)
    in_order = wanted.order_by(col(Receipt.year), col(Receipt.serial))
    return (await session.exec(in_order)).all()


async def receipt_of(session: AsyncSession, bill_id: UUID) -> Receipt | None:
    """Return the receipt of a bill, once it is paid."""
    return (await session.exec(select(Receipt).where(Receipt.bill_id == bill_id))).first()


async def receipt_facts(session: AsyncSession, receipt: Receipt) -> ReceiptFacts:
    """Gather what stands on the paper of a receipt."""
    bill = await session.get_one(Bill, receipt.bill_id)
    issuer = await session.get(Staff, receipt.issued_by) if receipt.issued_by else None
    shares = (
        select(Payment)
        .join(PaymentShare, col(PaymentShare.payment_id) == col(Payment.id))
        .where(PaymentShare.bill_id == bill.id)
        .order_by(col(Payment.recorded_at))
    )
    payments = (await session.exec(shares)).all()
    return ReceiptFacts(
        number=receipt.number,
        issued_at=receipt.issued_at,
        issued_by=issuer.name if issuer else "",
        paid_on=receipt.paid_on,
        satang=receipt.satang,
        what_for=bill.what_for,
        part=bill.part,
        parts=bill.parts,
        ref1=bill.ref1,
        ref2=bill.ref2,
        sources=list(dict.fromkeys(payment.source for payment in payments)),
        case=await session.get_one(Case, receipt.case_id),
    )


async def _next_serial(work: Work, year: int) -> int:
    """Count up. The row stays locked until the commit, so a rolled back number is given again."""
    counting = (
        update(ReceiptSeries)
        .where(col(ReceiptSeries.year) == year)
        .values(last=col(ReceiptSeries.last) + 1)
        .returning(col(ReceiptSeries.last))
        .execution_options(synchronize_session=False)
    )
    found = (await work.session.exec(counting)).first()
    if found is None:
        await _begin(work, year)
        found = (await work.session.exec(counting)).one()
    return int(found[0])


async def _begin(work: Work, year: int) -> None:
    """Begin a year; of two transactions that find it missing, the second waits and goes on."""
    first = (
        dialect_of(work).insert(ReceiptSeries).values(year=year, last=0).on_conflict_do_nothing()
    )
    await work.session.exec(first)
