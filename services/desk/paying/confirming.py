"""Confirming: an officer says that money came in, with a slip or at the counter."""

from uuid import UUID

from sqlmodel import col, select

from models.bill import Bill
from models.case import Case
from models.payment import Payment
from models.payment_slip import PaymentSlip
from models.staff import Staff
from models.vocabulary import BillState, PaymentSource, SlipState
from services.desk import audit
from services.desk.paying import slips, staff_notices
from services.desk.paying.billing import bill_and_case
from services.desk.paying.payments import Money, count_towards, lock_bill, write_down
from services.desk.paying.rights import require_confirming
from services.desk.paying.till import take_the_till
from services.desk.permissions import CONFIRM_PAYMENT
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.message import Reply
from services.kit.text import _


async def confirm_slip(work: Work, code: str, staff: Staff, satang: int | None = None) -> Reply:
    """Confirm the money of a slip: what is due, or the amount that stands in the account.

    Raises `NotFound`, `NotAllowed`, and `NotPossible` when somebody was faster.
    """
    slip, bill, case = await slips.decide(work, code, staff, SlipState.CONFIRMED)
    bill, case = await lock_bill(work, bill.id, slips.sent_on(slip))
    received = satang if satang is not None else bill.open_satang or bill.satang
    if received <= 0:
        raise InvalidAnswer(_("Please give the amount that came in."))
    tied = await _known_from_the_bank(work, bill, received)
    if tied is not None:
        tied.slip_id = slip.id
        work.session.add(tied)
        await count_towards(work, tied, bill, case, staff)
    else:
        await _write_down(work, slip, bill, case, received, staff)
    await audit.record(work, str(staff.id), CONFIRM_PAYMENT, case.reference, audit.DONE)
    whole = bill.state == BillState.PAID
    return staff_notices.money_came(words_for(work, case), staff.name, received, whole=whole)


async def pay_at_counter(
    work: Work, bill_id: UUID, staff: Staff, satang: int, form: str
) -> Payment | None:
    """Write down cash. The same form sent twice counts once: then None is returned."""
    bill, case = await bill_and_case(work.session, bill_id)
    require_confirming(work, staff, case)
    await take_the_till(work)
    bill, case = await lock_bill(work, bill_id, work.today)
    key = f"counter:{form}"
    known = select(col(Payment.id)).where(Payment.key == key)
    if (await work.session.exec(known)).first() is not None:
        return None
    if not 0 < satang <= bill.open_satang:
        raise NotPossible(
            _("The amount is more than what is still to be paid. Please give the change back.")
        )
    money = Money(PaymentSource.COUNTER, key, satang, work.today, bill.ref1, bill.ref2)
    payment = await write_down(work, money, staff)
    if payment is not None:
        await count_towards(work, payment, bill, case, staff)
        await audit.record(work, str(staff.id), CONFIRM_PAYMENT, case.reference, audit.DONE)
    return payment


async def _write_down(
    work: Work, slip: PaymentSlip, bill: Bill, case: Case, satang: int, staff: Staff
) -> None:
    key = f"slip:{slip.id}"
    money = Money(
        PaymentSource.SLIP, key, satang, work.today, bill.ref1, bill.ref2, slip_id=slip.id
    )
    payment = await write_down(work, money, staff)
    if payment is not None:
        await count_towards(work, payment, bill, case, staff)


async def _known_from_the_bank(work: Work, bill: Bill, satang: int) -> Payment | None:
    """Return the line of the bank's file that told of the same money before the officer did."""
    wanted = (
        select(Payment)
        .where(Payment.source == PaymentSource.BANK, Payment.satang == satang)
        .where(Payment.ref1 == bill.ref1, Payment.ref2 == bill.ref2)
        .where(col(Payment.slip_id).is_(None), col(Payment.same_as_id).is_(None))
    )
    return (await work.session.exec(wanted)).first()
