"""Bank files: each line is taken once, and pays the bill whose references it carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.audit_entry import AuditEntry
from models.bill import Bill
from models.case import Case
from models.payment import Payment
from models.staff import Staff
from models.vocabulary import BillState, ListedReason, PaymentSource, PaymentState
from services.desk import audit
from services.desk.paying.billing import is_payable
from services.desk.paying.payments import Money, count_towards, lock_bill, write_down
from services.desk.paying.rights import require_confirming
from services.desk.paying.slips import confirm_all_of
from services.desk.paying.till import take_the_till
from services.desk.work import Work

TAKEN = "bank_file"
PARTLY = "partly"
"""What came of a file with rows that could not be read."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    lines: int
    known: int
    """Told before, by this file or one that overlaps."""
    matched: int
    listed: int


async def take_bank_file(
    work: Work, lines: Sequence[Money], staff: Staff, unread: int = 0
) -> Imported:
    """Take the lines of a file. Sent twice, or by two people at once, each counts once.

    `unread` rows could not be understood; it is kept that there were some.
    """
    require_confirming(work, staff)
    await take_the_till(work)
    payments = [await write_down(work, line, staff) for line in lines]
    fresh = [payment for payment in payments if payment is not None]
    for payment in fresh:
        await match(work, payment)
    matched = sum(payment.state == PaymentState.MATCHED for payment in fresh)
    outcome = PARTLY if unread else audit.DONE
    what = f"{len(fresh)} lines, {unread} not read" if unread else f"{len(fresh)} lines"
    await audit.record(work, str(staff.id), TAKEN, what, outcome)
    return Imported(len(lines), len(lines) - len(fresh), matched, len(fresh) - matched)


async def unread_since(session: AsyncSession) -> AuditEntry | None:
    """Return the record of the last file, when some of its rows could not be read."""
    files = select(AuditEntry).where(AuditEntry.action == TAKEN)
    newest = (
        await session.exec(
            files.order_by(col(AuditEntry.at).desc(), col(AuditEntry.id).desc()).limit(1)
        )
    ).first()
    return newest if newest and newest.outcome == PARTLY else None


async def match(work: Work, payment: Payment) -> None:
    """Let a line of the bank pay its bill, when the references and the amount say so exactly."""
    found = await _bill_of(work, payment)
    if found is None:
        return
    bill, case = await lock_bill(work, found.id, payment.paid_on)
    if await tie_to_slip(work, payment, bill):
        return
    reason = _why_not(payment, bill, case)
    if reason is None:
        await count_towards(work, payment, bill, case, None)
        await confirm_all_of(work, bill.id)
        return
    payment.reason = reason
    work.session.add(payment)
    await work.session.flush()


async def tie_to_slip(work: Work, payment: Payment, bill: Bill) -> bool:
    """Know a line again as the money of a slip an officer confirmed before: it is not new money."""
    tied = select(col(Payment.same_as_id)).where(col(Payment.same_as_id).is_not(None))
    wanted = (
        select(Payment)
        .where(Payment.source == PaymentSource.SLIP, Payment.satang == payment.rest_satang)
        .where(Payment.ref1 == bill.ref1, Payment.ref2 == bill.ref2)
        .where(col(Payment.id).not_in(tied))
        .order_by(col(Payment.recorded_at), col(Payment.id))
    )
    slip = (await work.session.exec(wanted)).first()
    if slip is None or payment.counted_satang or payment.source != PaymentSource.BANK:
        return False
    payment.same_as_id, payment.counted_satang = slip.id, payment.satang
    payment.state, payment.reason = PaymentState.MATCHED, ""
    work.session.add(payment)
    await work.session.flush()
    return True


async def _bill_of(work: Work, payment: Payment) -> Bill | None:
    if not payment.ref1:
        return None
    wanted = select(Bill).where(Bill.ref1 == payment.ref1, Bill.ref2 == payment.ref2)
    return (await work.session.exec(wanted)).first()


def _why_not(payment: Payment, bill: Bill, case: Case) -> ListedReason | None:
    """Say why a line does not pay its bill by itself; None when it does."""
    if bill.state == BillState.PAID:
        return ListedReason.TWICE
    if bill.state == BillState.CANCELLED or not is_payable(case):
        return ListedReason.CLOSED
    if payment.satang < bill.open_satang:
        return ListedReason.UNDER
    return ListedReason.OVER if payment.satang > bill.open_satang else None
