"""Payments: slips to compare with the account, money that fits nothing, and the bank's file."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.files.store import FileStore
from models.attachment import Attachment
from models.bill import Bill
from models.case import Case
from models.payment_slip import PaymentSlip
from models.receipt import Receipt
from models.vocabulary import AttachmentState, BillState, ListedReason, PaymentSource
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_address
from services.desk.paying import deciding, slips
from services.desk.paying.amounts import read_amount
from services.desk.paying.bank_files import unread_since
from services.desk.paying.confirming import confirm_slip, pay_at_counter
from services.desk.paying.growing import standing_on
from services.desk.paying.rights import may_confirm, may_see
from services.desk.permissions import CONFIRM_PAYMENT, SEE_MONEY
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound
from services.kit.money import to_satang
from services.kit.references import read_reference
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.stored_files import stored_file

PAYMENTS = "/console/payments"
MOST_BILLS = 100
"""Bills on one page; the others are found by the reference of their case."""

Waiting = tuple[PaymentSlip, Bill, Case]


async def show_payments(visit: Visit) -> Response:
    """Show everything about money that waits for somebody."""
    whole = _require_money(visit)
    find = visit.request.query_params.get("find", "").strip()[:40]
    async with visit.desk.database.reading() as session:
        undecided = [one for one in await slips.undecided(session) if _theirs(visit, one[2])]
        waiting = [
            (slip, await _on(session, visit, bill, slips.sent_on(slip)), case)
            for slip, bill, case in undecided
        ]
        to_pay = await _open_bills(session, None if whole else visit.staff.department, find)
        bills = [(await _on(session, visit, bill, visit.today), case) for bill, case in to_pay]
        listed = await deciding.listed(session) if whole else []
        settled = await deciding.settled(session) if whole else []
        receipt = await _receipt_address(session, visit)
        balance = await deciding.balance(session)
        unread = await unread_since(session) if whole else None
        bank = await deciding.balance(session, PaymentSource.BANK)
    return visit.render(
        "payments/payments.html",
        waiting=waiting,
        bills=bills,
        find=find,
        more=len(bills) == MOST_BILLS,
        listed=listed,
        settled=settled,
        receipt=receipt,
        balance=balance,
        bank=bank,
        unread=unread,
        whole=whole,
        decides=may_confirm(visit.desk.around.office, visit.staff),
        confirms=lambda case: may_confirm(visit.desk.around.office, visit.staff, case),
        reasons=REASONS,
        sources=SOURCES,
        fresh_form=lambda: uuid4().hex,
        done=_DONE.get(visit.request.query_params.get("done", "")),
    )


async def confirm(visit: Visit) -> Response:
    """Confirm a slip with the amount that stands in the account."""
    satang = to_satang(read_amount(written(visit.form, "amount")))
    async with visit.desk.work() as work:
        await confirm_slip(work, visit.request.path_params["code"], visit.staff, satang)
    return _back("confirmed")


async def refuse(visit: Visit) -> Response:
    """Say that no money came in with a slip."""
    async with visit.desk.work() as work:
        await slips.refuse(work, visit.request.path_params["code"], visit.staff)
    return _back("refused")


async def show_slip(visit: Visit) -> Response:
    """Show the picture of a slip to those who see money, whatever department they are in."""
    async with visit.desk.database.reading() as session:
        found = await _slip(session, visit.request.path_params["code"])
    if found is None or not _theirs(visit, found[1]):
        raise NotFound(_MISSING)
    attachment, case = found
    path = FileStore(visit.desk.data_dir).path(attachment.sha256 or "missing")
    if attachment.state != AttachmentState.STORED or not path.is_file():
        raise NotFound(_MISSING)
    name = f"{case.reference}-{attachment.id.hex[-6:]}"
    return stored_file(path, attachment.media_type or "", name)


async def take_cash(visit: Visit) -> Response:
    """Write down what was paid at the counter; the same form counts once."""
    satang = to_satang(read_amount(written(visit.form, "amount")))
    form = written(visit.form, "form")
    if not (form.isalnum() and len(form) == 32):
        raise InvalidAnswer(_("The page is too old. Please look at the case and press again."))
    bill: UUID = visit.request.path_params["bill"]
    async with visit.desk.work() as work:
        await pay_at_counter(work, bill, visit.staff, satang, form)
    return _back(f"cash&bill={bill}")


async def decide(visit: Visit) -> Response:
    """Decide about money that counts towards nothing yet."""
    payment: UUID = visit.request.path_params["payment"]
    decision = visit.request.path_params["decision"]
    words = written(visit.form, "words")
    async with visit.desk.work() as work:
        if decision == "assign":
            await deciding.assign(work, payment, words, visit.staff)
        elif decision == "refund":
            await deciding.give_back(work, payment, words, visit.staff)
        elif decision == "keep":
            await deciding.keep(work, payment, words, visit.staff)
        else:
            raise NotFound(_("There is no such page."))
    return _back("decided")


async def back_to_payments(_visit: Visit) -> Response:
    """Lead a reload, or a change of language after a refusal, back to the list."""
    return RedirectResponse(PAYMENTS, 303)


def _require_money(visit: Visit) -> bool:
    """Say whether this person sees all the money, or only their department's.

    Raises `NotAllowed` for those who see none.
    """
    office = visit.desk.around.office
    if may_see(office, visit.staff):
        return True
    own = visit.staff.department
    if own is None or not visit.sees_money:
        raise NotAllowed(_("Your role at the office does not allow this."))
    return False


def _theirs(visit: Visit, case: Case) -> bool:
    return may_see(visit.desk.around.office, visit.staff, case)


async def _on(session: AsyncSession, visit: Visit, bill: Bill, day: date) -> Bill:
    """Return a bill with what it costs on a day."""
    return (await standing_on(session, bill, day, visit.desk.around.office.tables)).bill


async def _open_bills(
    session: AsyncSession, department: str | None, find: str
) -> list[tuple[Bill, Case]]:
    """Return the bills to be paid first, of one department or all; `find` names one case."""
    wanted = (
        select(Bill, Case)
        .join(Case, col(Case.id) == col(Bill.case_id))
        .where(Bill.state == BillState.OPEN)
        .where(Case.department == department if department else true())
        .where(Case.reference == read_reference(find) if find else true())
        .order_by(col(Bill.due_on), col(Bill.ref1), col(Bill.ref2))
        .limit(MOST_BILLS)
    )
    return [(bill, case) for bill, case in await session.exec(wanted)]


async def _receipt_address(session: AsyncSession, visit: Visit) -> str:
    """Return where the receipt of what was just paid in cash is; empty while there is none."""
    try:
        bill = UUID(visit.request.query_params.get("bill", ""))
    except ValueError:
        return ""
    wanted = select(Receipt, Case).join(Case, col(Case.id) == col(Receipt.case_id))
    found = (await session.exec(wanted.where(Receipt.bill_id == bill))).first()
    if found is None or not _theirs(visit, found[1]):
        return ""
    now = visit.desk.clock()
    return paper_address(visit.desk.links, found[1].id, PaperKind.RECEIPT, now, found[0].id)


async def _slip(session: AsyncSession, code: str) -> tuple[Attachment, Case] | None:
    wanted = (
        select(Attachment, Case)
        .join(PaymentSlip, col(PaymentSlip.attachment_id) == col(Attachment.id))
        .join(Case, col(Case.id) == col(PaymentSlip.case_id))
        .where(PaymentSlip.code == code)
    )
    found = (await session.exec(wanted)).first()
    return (found[0], found[1]) if found else None


def _back(done: str) -> Response:
    return RedirectResponse(f"{PAYMENTS}?done={done}", 303)


REASONS: Mapping[str, Text] = {
    ListedReason.UNKNOWN: _("No bill has these references"),
    ListedReason.UNDER: _("Less than what is due"),
    ListedReason.OVER: _("More than what is due"),
    ListedReason.TWICE: _("The bill was paid already"),
    ListedReason.CLOSED: _("The bill is closed"),
}

SOURCES: Mapping[str, Text] = {
    PaymentSource.BANK: _("Bank file"),
    PaymentSource.SLIP: _("Slip"),
    PaymentSource.COUNTER: _("Counter"),
}

_DONE: Mapping[str, Text] = {
    "confirmed": _("The payment is written down. The resident is being told."),
    "cash": _("The cash is written down."),
    "refused": _("The resident is told that no money was found."),
    "decided": _("Your decision is kept."),
    "file": _("The file was taken."),
}

_MISSING = _("There is no such file, or it has not arrived yet.")

routes: list[BaseRoute] = [
    opened(PAYMENTS, show_payments, right=SEE_MONEY),
    opened(PAYMENTS + "/slips/{code}/picture", show_slip, right=SEE_MONEY),
    pressed(PAYMENTS + "/slips/{code}/confirm", confirm, right=CONFIRM_PAYMENT),
    pressed(PAYMENTS + "/slips/{code}/refuse", refuse, right=CONFIRM_PAYMENT),
    pressed(PAYMENTS + "/bills/{bill:uuid}/counter", take_cash, right=CONFIRM_PAYMENT),
    pressed(PAYMENTS + "/{payment:uuid}/{decision}", decide, right=CONFIRM_PAYMENT),
    opened(PAYMENTS + "/slips/{code}/confirm", back_to_payments, right=SEE_MONEY),
    opened(PAYMENTS + "/slips/{code}/refuse", back_to_payments, right=SEE_MONEY),
    opened(PAYMENTS + "/bills/{bill:uuid}/counter", back_to_payments, right=SEE_MONEY),
    opened(PAYMENTS + "/{payment:uuid}/{decision}", back_to_payments, right=SEE_MONEY),
]
