"""Billing: the sums that are due for a case, asked for by the desk or by staff, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.bill import Bill
from models.case import Case
from models.staff import Staff
from models.vocabulary import ActorKind, BillState, CaseAction, CaseStatus
from services.desk import audit
from services.desk.paying.amounts import shown_satang
from services.desk.permissions import ASK_PAYMENT, may
from services.desk.steps import Step, load_case, record_step
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.calendar import fiscal_year
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.money import to_satang
from services.kit.text import Text, _

DAYS_TO_PAY = timedelta(days=30)
"""When whoever asks names no day."""

LONGEST_PURPOSE = 200
MOST_BAHT = Decimal(10_000_000)
MOST_BILLS = 99
"""Of one case: two digits of the second reference."""

NOT_PAYABLE = {CaseStatus.WITHDRAWN, CaseStatus.REJECTED}


@dataclass(frozen=True, slots=True)
class Demand:
    """One sum that is to be asked for."""

    satang: int
    what_for: str
    due_on: date
    part: int = 1
    parts: int = 1
    assessment_id: UUID | None = None


async def ask_for(
    work: Work, case: Case, demands: Sequence[Demand], staff: Staff | None = None
) -> list[Bill]:
    """Put bills to a case, in order. The references follow from the case, so nobody types them."""
    await lock_case(work, case)
    before = len(await bills_of(work.session, case.id))
    if before + len(demands) > MOST_BILLS:
        raise NotPossible(_("This case has too many bills. Please file a new one."))
    bills = [
        _bill(work, case, demand, staff, number)
        for number, demand in enumerate(demands, start=before + 1)
    ]
    work.session.add_all(bills)
    await work.session.flush()
    for bill in bills:
        _record(work, case, bill, staff)
    return bills


async def ask_by_staff(
    work: Work, reference: str, staff: Staff, amount: Decimal, what_for: str
) -> Bill:
    """Ask for a payment by hand. Raises a `ResidentError` when that is not right or possible."""
    case = await load_case(work, reference)
    if not may(staff, ASK_PAYMENT, case.department):
        raise NotAllowed(not_yours())
    if not is_payable(case):
        raise NotPossible(_("This case is closed without a result, so nothing is to be paid."))
    demand = Demand(_checked(amount), _purpose(what_for), work.today + DAYS_TO_PAY)
    [bill] = await ask_for(work, case, [demand], staff)
    await audit.record(work, str(staff.id), ASK_PAYMENT, case.reference, audit.DONE)
    return bill


async def cancel(work: Work, bill_id: UUID, staff: Staff) -> Bill:
    """Take a bill back, as long as nothing was paid on it."""
    bill, case = await bill_and_case(work.session, bill_id)
    if not may(staff, ASK_PAYMENT, case.department):
        raise NotAllowed(not_yours())
    cancelling = (
        update(Bill)
        .where(col(Bill.id) == bill.id, col(Bill.state) == BillState.OPEN)
        .where(col(Bill.received_satang) == 0)
        .values(state=BillState.CANCELLED)
        .execution_options(synchronize_session=False)
    )
    if (await work.session.exec(cancelling)).rowcount == 0:
        raise NotPossible(
            _("Something was paid on this bill, or it is closed already. Nothing was changed.")
        )
    await work.session.refresh(bill)
    record_step(work, case, _step(case, staff, _cancelled_words(work, bill)))
    await audit.record(work, str(staff.id), "cancel_bill", case.reference, audit.DONE)
    return bill


async def bills_of(session: AsyncSession, case_id: UUID) -> Sequence[Bill]:
    """Return the bills of a case as they stand now, the one to pay first on top."""
    wanted = select(Bill).where(Bill.case_id == case_id).order_by(col(Bill.ref2))
    return (await session.exec(wanted.execution_options(populate_existing=True))).all()


async def next_open(session: AsyncSession, case: Case) -> Bill | None:
    """Return the bill of a case that is to be paid next."""
    if not is_payable(case):
        return None
    bills = await bills_of(session, case.id)
    return next((bill for bill in bills if bill.state == BillState.OPEN), None)


async def bill_and_case(session: AsyncSession, bill_id: UUID) -> tuple[Bill, Case]:
    """Return a bill with its case as both stand now. Raises `NotFound`."""
    wanted = (
        select(Bill, Case)
        .join(Case, col(Case.id) == col(Bill.case_id))
        .where(Bill.id == bill_id)
        .execution_options(populate_existing=True)
    )
    found = (await session.exec(wanted)).first()
    if found is None:
        raise NotFound(_("There is no such bill."))
    return found[0], found[1]


async def lock_case(work: Work, case: Case) -> None:
    """Let one transaction at a time count the bills of a case (SQLite has one writer anyway)."""
    locking = select(col(Case.id)).where(Case.id == case.id).with_for_update(key_share=True)
    (await work.session.exec(locking)).first()


def is_payable(case: Case) -> bool:
    """Say whether anything can still be paid: not for what was withdrawn or cannot be done."""
    return case.status not in NOT_PAYABLE


def not_yours() -> Text:
    """Name neither the case nor anybody: it may be said in a group."""
    return _(
        "This belongs to another department or needs another role. "
        "The attempt is recorded. Please ask the department itself or an administrator."
    )


def _bill(work: Work, case: Case, demand: Demand, staff: Staff | None, number: int) -> Bill:
    return Bill(
        case_id=case.id,
        ref1=case.reference,
        ref2=f"{fiscal_year(work.today)}{number:02d}",
        satang=demand.satang,
        what_for=demand.what_for,
        due_on=demand.due_on,
        part=demand.part,
        parts=demand.parts,
        assessment_id=demand.assessment_id,
        created_at=work.now,
        created_by=staff.id if staff else None,
    )


def _record(work: Work, case: Case, bill: Bill, staff: Staff | None) -> None:
    words = _("{amount} – {what}", amount=shown_satang(bill.satang), what=bill.what_for)
    record_step(work, case, _step(case, staff, words.render(work.language(STAFF_LANGUAGE))))


def _step(case: Case, staff: Staff | None, words: str) -> Step:
    kind = ActorKind.STAFF if staff else ActorKind.SYSTEM
    by = staff.id if staff else None
    return Step(CaseAction.BILL, CaseStatus(case.status), kind, staff_id=by, words=words)


def _cancelled_words(work: Work, bill: Bill) -> str:
    words = _("Not to be paid any more: {amount}", amount=shown_satang(bill.satang))
    return words.render(work.language(STAFF_LANGUAGE))


def _checked(amount: Decimal) -> int:
    if not 0 < amount <= MOST_BAHT:
        raise InvalidAnswer(_("Please give an amount in baht, such as 250 or 1,250.50."))
    return to_satang(amount)


def _purpose(what_for: str) -> str:
    kept = " ".join(what_for.split())
    if not 0 < len(kept) <= LONGEST_PURPOSE:
        raise InvalidAnswer(
            _(
                "Please write what is to be paid for, in at most {count} letters.",
                count=LONGEST_PURPOSE,
            )
        )
    return kept
