"""Payments: money that came in is written down once, and counted towards bills."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import select

from models.bill import Bill
from models.case import Case
from models.columns import new_id
from models.payment import Payment
from models.payment_share import PaymentShare
from models.staff import Staff
from models.vocabulary import (
    ActorKind,
    BillState,
    CaseAction,
    CaseStatus,
    ListedReason,
    PaymentState,
)
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_button
from services.desk.paying import cards
from services.desk.paying.amounts import shown_satang
from services.desk.paying.billing import bill_and_case, is_payable
from services.desk.paying.growing import grow
from services.desk.paying.receipts import issue
from services.desk.paying.till import dialect_of
from services.desk.steps import Step, record_step
from services.desk.telling import STAFF_LANGUAGE, tell_resident, words_for
from services.desk.work import Work


@dataclass(frozen=True, slots=True)
class Money:
    """One sum as it is told for the first time."""

    source: str
    key: str
    satang: int
    paid_on: date
    ref1: str = ""
    ref2: str = ""
    bank_reference: str = ""
    slip_id: UUID | None = None


async def write_down(work: Work, money: Money, staff: Staff | None) -> Payment | None:
    """Keep a payment, listed until it counts towards something. None when it is known already.

    The key decides in the database, so of two who tell the same at once one gets None.
    """
    name = new_id()
    row = {
        "id": name,
        "source": money.source,
        "key": money.key,
        "satang": money.satang,
        "counted_satang": 0,
        "paid_on": money.paid_on,
        "ref1": money.ref1,
        "ref2": money.ref2,
        "bank_reference": money.bank_reference,
        "state": PaymentState.LISTED.value,
        "reason": ListedReason.UNKNOWN.value,
        "slip_id": money.slip_id,
        "recorded_at": work.now,
        "recorded_by": staff.id if staff else None,
    }
    writing = dialect_of(work).insert(Payment).values(**row).on_conflict_do_nothing()
    written = await work.session.exec(writing)
    if written.rowcount == 0:
        return None
    return await work.session.get_one(Payment, name)


async def lock_bill(work: Work, bill_id: UUID, day: date) -> tuple[Bill, Case]:
    """Return a bill, with the sum of the day the money came in, for one transaction alone.

    Raises `NotFound`.
    """
    locking = select(Bill).where(Bill.id == bill_id).with_for_update()
    await work.session.exec(locking.execution_options(populate_existing=True))
    bill, case = await bill_and_case(work.session, bill_id)
    await grow(work, bill, day)
    return bill, case


async def count_towards(
    work: Work, payment: Payment, bill: Bill, case: Case, staff: Staff | None
) -> int:
    """Let what is left of a payment count towards a locked bill; return how much did.

    Whatever is left over stays listed, with the reason.
    """
    counted = min(payment.rest_satang, bill.open_satang) if is_payable(case) else 0
    if counted:
        share = PaymentShare(payment_id=payment.id, bill_id=bill.id, satang=counted)
        share.counted_at = work.now
        work.session.add(share)
        payment.counted_satang += counted
        bill.received_satang += counted
        _record(work, case, staff, counted)
    _settle(payment, bill, counted)
    work.session.add_all([payment, bill])
    await work.session.flush()
    if counted:
        await _tell(work, bill, case, counted, payment.paid_on, staff)
    return counted


async def _tell(
    work: Work, bill: Bill, case: Case, counted: int, paid_on: date, staff: Staff | None
) -> None:
    """Give a paid bill its receipt, and tell the resident where the payment stands."""
    about = words_for(work, case)
    if bill.open_satang:
        await tell_resident(work, case, cards.part_came(about, counted, bill.open_satang))
        return
    bill.state, bill.paid_at = BillState.PAID, work.now
    work.session.add(bill)
    receipt = await issue(work, bill, paid_on, staff)
    paper = paper_button(work, case, PaperKind.RECEIPT, receipt.id)
    notice = cards.paid(about, bill.what_for, bill.satang, receipt.number, paper)
    await tell_resident(work, case, notice)


def _settle(payment: Payment, bill: Bill, counted: int) -> None:
    if not payment.rest_satang:
        payment.state, payment.reason = PaymentState.MATCHED, ""
    elif counted:
        payment.state, payment.reason = PaymentState.LISTED, ListedReason.OVER
    elif bill.state == BillState.PAID:
        payment.state, payment.reason = PaymentState.LISTED, ListedReason.TWICE
    else:
        payment.state, payment.reason = PaymentState.LISTED, ListedReason.CLOSED


def _record(work: Work, case: Case, staff: Staff | None, counted: int) -> None:
    words = shown_satang(counted).render(work.language(STAFF_LANGUAGE))
    kind = ActorKind.STAFF if staff else ActorKind.SYSTEM
    by = staff.id if staff else None
    step = Step(CaseAction.PAID, CaseStatus(case.status), kind, staff_id=by, words=words)
    record_step(work, case, step)
