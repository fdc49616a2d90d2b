"""Slips: pictures of transfers, each known again, and compared with the bank by a person."""

import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.attachment import Attachment
from models.bill import Bill
from models.case import Case
from models.payment_slip import PaymentSlip
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction, CaseStatus, SlipState
from services.desk import attachments, audit
from services.desk.actor import Actor
from services.desk.paying import cards, staff_notices
from services.desk.paying.billing import bill_and_case, next_open
from services.desk.paying.rights import money_department, require_confirming
from services.desk.paying.till import take_the_till
from services.desk.resident_actions import own_case
from services.desk.steps import Step, record_step
from services.desk.telling import tell_department_of, tell_resident, words_for
from services.desk.work import Work
from services.kit.errors import NotFound, NotPossible
from services.kit.message import Reply
from services.kit.references import SYMBOLS, shown
from services.kit.slip_code import SlipCode
from services.kit.text import BANGKOK, Text, _

UNDECIDED = (SlipState.ARRIVING.value, SlipState.WAITING.value)
_CODE_LENGTH = 8


async def send(work: Work, reference: str, actor: Actor, attachment_id: str) -> Reply:
    """Take a slip for what is due next on a case of this resident."""
    case = await own_case(work, reference, actor)
    bill = await next_open(work.session, case)
    if bill is None:
        return cards.nothing_due(words_for(work, case))
    await take(work, bill, case, await attachments.keep(work, attachment_id, actor))
    return cards.slip_taken(words_for(work, case))


async def take(work: Work, bill: Bill, case: Case, kept: Attachment) -> PaymentSlip:
    """Put a file to a bill as a slip; it is read as soon as it is stored."""
    owner = Actor(kept.channel, kept.chat, kept.chat, private=True, language="")
    if await attachments.bind(work, [kept.id], case.id, owner) == 0:
        raise NotFound(_("This file is not with us any more. Please send it again."))
    slip = PaymentSlip(
        code="".join(secrets.choice(SYMBOLS) for _place in range(_CODE_LENGTH)),
        case_id=case.id,
        bill_id=bill.id,
        attachment_id=kept.id,
        sent_at=work.now,
    )
    work.session.add(slip)
    await work.session.flush()
    status = CaseStatus(case.status)
    step = Step(CaseAction.PAY_SLIP, status, ActorKind.RESIDENT, attachment_id=kept.id)
    record_step(work, case, step)
    return slip


async def is_arriving(session: AsyncSession, attachment_id: UUID) -> bool:
    """Say whether a file is a slip that has not been read yet."""
    wanted = select(PaymentSlip.id).where(PaymentSlip.attachment_id == attachment_id)
    arriving = wanted.where(PaymentSlip.state == SlipState.ARRIVING)
    return (await session.exec(arriving)).first() is not None


async def note_code(work: Work, attachment_id: UUID, code: SlipCode | None) -> None:
    """Note what was read on a slip: a transfer shown before is refused, all else waits for staff.

    A slip without a readable code is looked at by eye.
    """
    await take_the_till(work)
    slip = await _fresh(work, PaymentSlip.attachment_id == attachment_id)
    if slip is None or slip.state != SlipState.ARRIVING:
        return
    bill, case = await bill_and_case(work.session, slip.bill_id)
    earlier = await _earlier(work, code) if code else None
    if earlier is not None and earlier.state != SlipState.REFUSED:
        await _refuse_repeated(work, slip, case, earlier)
        return
    if earlier is not None:
        await _forget_code(work, earlier)
    slip.state = SlipState.WAITING
    slip.bank, slip.transfer = (code.bank, code.reference) if code else (None, None)
    work.session.add(slip)
    await work.session.flush()
    about = words_for(work, case)
    if code is None:
        await tell_resident(work, case, cards.slip_unreadable(about))
    notice = staff_notices.slip_waits(about, slip.code, bill.open_satang, readable=code is not None)
    await _tell_money(work, case, notice)


async def note_lost(work: Work, attachment_id: UUID) -> None:
    """Close a slip whose picture never came; the resident is asked for it again."""
    losing = update(PaymentSlip).where(
        col(PaymentSlip.attachment_id) == attachment_id,
        col(PaymentSlip.state) == SlipState.ARRIVING,
    )
    lost = losing.values(state=SlipState.REFUSED, decided_at=work.now)
    await work.session.exec(lost.execution_options(synchronize_session=False))


def sent_on(slip: PaymentSlip) -> date:
    """Return the day a slip came: nobody pays more because it was looked at later."""
    return slip.sent_at.astimezone(BANGKOK).date()


async def refuse(work: Work, code: str, staff: Staff) -> Reply:
    """Say that no money came in with a slip; the resident is told and may send another."""
    _slip, _bill, case = await decide(work, code, staff, SlipState.REFUSED)
    await tell_resident(work, case, cards.slip_refused(words_for(work, case)))
    await audit.record(work, str(staff.id), "refuse_slip", case.reference, audit.DONE)
    return staff_notices.slip_refused(words_for(work, case), staff.name)


async def decide(
    work: Work, code: str, staff: Staff, state: SlipState
) -> tuple[PaymentSlip, Bill, Case]:
    """Decide about a slip, once: of two officers at once the second is told that it is done.

    Raises `NotFound`, `NotAllowed` and `NotPossible`.
    """
    await take_the_till(work)
    slip = await _fresh(work, PaymentSlip.code == code)
    if slip is None:
        raise NotFound(_("There is no such slip any more. The list of payments shows them all."))
    bill, case = await bill_and_case(work.session, slip.bill_id)
    require_confirming(work, staff, case)
    if slip.state not in UNDECIDED:
        raise NotPossible(await _decided(work, slip, case))
    slip.state, slip.decided_at, slip.decided_by = state, work.now, staff.id
    work.session.add(slip)
    await work.session.flush()
    return slip, bill, case


async def confirm_all_of(work: Work, bill_id: UUID) -> None:
    """Close the slips of a bill that the bank's own file has paid."""
    closing = update(PaymentSlip).where(
        col(PaymentSlip.bill_id) == bill_id, col(PaymentSlip.state).in_(UNDECIDED)
    )
    confirmed = closing.values(state=SlipState.CONFIRMED, decided_at=work.now)
    await work.session.exec(confirmed.execution_options(synchronize_session=False))


async def undecided(session: AsyncSession) -> Sequence[tuple[PaymentSlip, Bill, Case]]:
    """Return the slips somebody has to look at, the oldest first."""
    wanted = (
        select(PaymentSlip, Bill, Case)
        .join(Bill, col(Bill.id) == col(PaymentSlip.bill_id))
        .join(Case, col(Case.id) == col(PaymentSlip.case_id))
        .where(col(PaymentSlip.state).in_(UNDECIDED))
        .order_by(col(PaymentSlip.sent_at), col(PaymentSlip.id))
    )
    return (await session.exec(wanted)).all()


async def _fresh(work: Work, which: object) -> PaymentSlip | None:
    wanted = select(PaymentSlip).where(which)  # type: ignore[arg-type]
    return (await work.session.exec(wanted.execution_options(populate_existing=True))).first()


async def _earlier(work: Work, code: SlipCode) -> PaymentSlip | None:
    wanted = select(PaymentSlip).where(
        PaymentSlip.bank == code.bank, PaymentSlip.transfer == code.reference
    )
    return (await work.session.exec(wanted)).first()


async def _refuse_repeated(work: Work, slip: PaymentSlip, case: Case, earlier: PaymentSlip) -> None:
    slip.state, slip.same_as_id, slip.decided_at = SlipState.REPEATED, earlier.id, work.now
    work.session.add(slip)
    await work.session.flush()
    about = words_for(work, case)
    elsewhere = earlier.case_id != slip.case_id
    await tell_resident(work, case, cards.slip_repeated(about, elsewhere=elsewhere))
    first = await work.session.get_one(Case, earlier.case_id)
    await _tell_money(work, case, staff_notices.slip_repeated(about, shown(first.reference)))


async def _forget_code(work: Work, earlier: PaymentSlip) -> None:
    """A slip refused too early may be shown again; its code then belongs to the new one."""
    earlier.bank, earlier.transfer = None, None
    work.session.add(earlier)
    await work.session.flush()


async def _tell_money(work: Work, case: Case, notice: Reply) -> None:
    department = money_department(work.around.office, case) or case.department
    await tell_department_of(work, department, case, notice)


async def _decided(work: Work, slip: PaymentSlip, case: Case) -> Text:
    by = await work.session.get(Staff, slip.decided_by) if slip.decided_by else None
    if by is None:
        return _("The slip for {number} is settled already.", number=shown(case.reference))
    return _(
        "{name} has decided about the slip for {number} already.",
        name=by.name,
        number=shown(case.reference),
    )
