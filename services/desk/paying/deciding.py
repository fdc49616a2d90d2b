"""Deciding: what becomes of money that counts towards nothing yet. Nothing of it disappears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.payment import Payment
from models.staff import Staff
from models.vocabulary import PaymentState
from services.desk import audit
from services.desk.paying.bank_files import tie_to_slip
from services.desk.paying.billing import next_open
from services.desk.paying.payments import count_towards, lock_bill
from services.desk.paying.rights import require_confirming
from services.desk.paying.till import take_the_till
from services.desk.steps import load_case
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.references import shown
from services.kit.text import _

LONGEST_NOTE = 500
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Balance:
    """All the money that came in, and where each satang of it is."""

    total: int
    counted: int
    listed: int
    refund: int
    kept: int

    @property
    def adds_up(self) -> bool:
        return self.total == self.counted + self.listed + self.refund + self.kept


async def assign(work: Work, payment_id: UUID, reference: str, staff: Staff) -> Payment:
    """Let listed money count towards what a case is to pay next; a rest stays listed."""
    payment = await _listed(work, payment_id, staff)
    case = await load_case(work, reference)
    bill = await next_open(work.session, case)
    if bill is None:
        raise NotPossible(
            _("Nothing is to be paid for {number} now.", number=shown(case.reference))
        )
    bill, case = await lock_bill(work, bill.id, payment.paid_on)
    if not await tie_to_slip(work, payment, bill):
        await count_towards(work, payment, bill, case, staff)
    await _decided(work, payment, staff, "assign_payment")
    return payment


async def give_back(work: Work, payment_id: UUID, note: str, staff: Staff) -> Payment:
    """Note that the rest is to be given back, and how."""
    return await _settle(work, payment_id, note, staff, PaymentState.REFUND)


async def keep(work: Work, payment_id: UUID, note: str, staff: Staff) -> Payment:
    """Note that the rest stays with the office, and why."""
    return await _settle(work, payment_id, note, staff, PaymentState.KEPT)


async def listed(session: AsyncSession) -> Sequence[Payment]:
    """Return the money somebody has to decide about, the oldest first."""
    wanted = select(Payment).where(Payment.state == PaymentState.LISTED)
    in_order = wanted.order_by(col(Payment.paid_on), col(Payment.id)).limit(MOST_LISTED)
    return (await session.exec(in_order)).all()


async def settled(session: AsyncSession) -> Sequence[Payment]:
    """Return what was noted to be given back or to stay, the latest first."""
    wanted = select(Payment).where(col(Payment.state).in_([PaymentState.REFUND, PaymentState.KEPT]))
    in_order = wanted.order_by(col(Payment.decided_at).desc(), col(Payment.id)).limit(MOST_LISTED)
    return (await session.exec(in_order)).all()


async def balance(session: AsyncSession, source: str | None = None) -> Balance:
    """Add up every payment there is, or those of one source."""
    rest = func.sum(col(Payment.satang) - col(Payment.counted_satang))
    sums = select(
        col(Payment.state),
        func.sum(col(Payment.satang)),
        func.sum(col(Payment.counted_satang)),
        rest,
    ).group_by(col(Payment.state))
    if source:
        sums = sums.where(Payment.source == source)
    found = [(row[0], int(row[1]), int(row[2]), int(row[3])) for row in await session.exec(sums)]
    left: Mapping[str, int] = {state: over for state, _total, _counted, over in found}
    return Balance(
        sum(total for _state, total, _counted, _over in found),
        sum(counted for _state, _total, counted, _over in found),
        left.get(PaymentState.LISTED, 0),
        left.get(PaymentState.REFUND, 0),
        left.get(PaymentState.KEPT, 0),
    )


async def _settle(
    work: Work, payment_id: UUID, note: str, staff: Staff, state: PaymentState
) -> Payment:
    kept = note.strip()
    if not 0 < len(kept) <= LONGEST_NOTE:
        raise InvalidAnswer(
            _("Please write a note of at most {count} letters.", count=LONGEST_NOTE)
        )
    payment = await _listed(work, payment_id, staff)
    payment.state, payment.note = state, kept
    await _decided(work, payment, staff, f"payment_{state.value}")
    return payment


async def _listed(work: Work, payment_id: UUID, staff: Staff) -> Payment:
    """Return a payment for one transaction alone, while it still has to be decided about."""
    require_confirming(work, staff)
    await take_the_till(work)
    wanted = (
        select(Payment).where(Payment.id == payment_id).execution_options(populate_existing=True)
    )
    payment = (await work.session.exec(wanted)).first()
    if payment is None:
        raise NotFound(_("There is no such payment."))
    if payment.state != PaymentState.LISTED:
        raise NotPossible(_("Somebody has decided about this payment already."))
    return payment


async def _decided(work: Work, payment: Payment, staff: Staff, action: str) -> None:
    payment.decided_at, payment.decided_by = work.now, staff.id
    work.session.add(payment)
    await work.session.flush()
    await audit.record(work, str(staff.id), action, str(payment.id), audit.DONE)
