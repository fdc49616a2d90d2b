"""Assessed: what a filed case asks to pay is looked up in the office's list, and billed."""

from collections.abc import Sequence

from sqlmodel import col, select

from models.assessment import Assessment
from models.bill import Bill
from models.case import Case
from models.vocabulary import BillState
from services.desk.names import service_title
from services.desk.paying.amounts import shown_satang
from services.desk.paying.billing import NOT_PAYABLE, Demand, ask_for
from services.desk.paying.cards import stacked
from services.desk.paying.demands import card_of
from services.desk.paying.growth_words import late_words
from services.desk.paying.lists import notice_key
from services.desk.paying.till import take_the_till
from services.desk.paying.tries import check_tries, subject_of, wrong_try
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.consequences import BillAssessed
from services.kit.errors import NotFound, NotPossible
from services.kit.message import Reply
from services.kit.money import from_satang, to_satang
from services.kit.references import shown
from services.kit.text import Day, Rendered, _
from services.kit.thai import western
from services.reckoning.assessed_tax import Assessed, cost_on, in_parts, last_day_of
from services.reckoning.late_payment import Late

IN_PARTS = "three"


async def bill_assessed(work: Work, case: Case, wanted: BillAssessed) -> tuple[Reply, ...]:
    """Find what is due for a case that was just filed, and ask for it.

    Raises `NotFound` for a wrong number, in the same words whichever of the two was wrong, and
    `NotPossible` after too many tries.
    """
    notice = notice_key(str(case.answers.get(wanted.notice) or ""))
    digits = western(str(case.answers.get(wanted.digits) or "")).strip()
    subject = await subject_of(work, wanted.tax, notice)
    await check_tries(work, case, subject)
    found = await _find(work, wanted.tax, notice, digits)
    if found is None:
        raise NotFound(_not_found(), kept=(wrong_try(work, case, subject),))
    await take_the_till(work)
    open_bill = await _open_bill(work, found)
    if open_bill is not None:
        raise NotPossible(_already_billed(open_bill), about=open_bill.ref1)
    cost, demands = _demands(work, case, found, wanted)
    bills = await ask_for(work, case, demands)
    told = card_of(work, bills[0], case)
    return (*_explained(cost, bills), told)


async def _find(work: Work, tax: str, notice: str, digits: str) -> Assessment | None:
    """Return the newest line with this notice number and these digits."""
    wanted = select(Assessment).where(
        Assessment.tax == tax, Assessment.notice == notice, Assessment.digits == digits
    )
    newest = wanted.order_by(col(Assessment.year).desc())
    return (await work.session.exec(newest)).first()


async def _open_bill(work: Work, found: Assessment) -> Bill | None:
    """Return a bill for the same line that is open or paid: nobody pays a tax twice."""
    wanted = (
        select(Bill)
        .join(Case, col(Case.id) == col(Bill.case_id))
        .where(Bill.assessment_id == found.id, col(Bill.state) != BillState.CANCELLED)
        .where(col(Case.status).not_in(NOT_PAYABLE) | (col(Bill.received_satang) > 0))
    )
    return (await work.session.exec(wanted.order_by(col(Bill.ref2)))).first()


def _demands(
    work: Work, case: Case, found: Assessment, wanted: BillAssessed
) -> tuple[Late, Sequence[Demand]]:
    tables = work.around.office.tables
    amount = from_satang(found.satang)
    line = Assessed(found.tax, amount, found.due_on, found.warned_on, found.warned_until)
    cost = cost_on(work.today, line, tables)
    what = _what_for(work, case, found)
    if wanted.instalments and case.answers.get(wanted.instalments) == IN_PARTS:
        parts = in_parts(work.today, line, tables)
        if not parts:
            raise NotPossible(_not_in_parts())
        return cost, [
            Demand(to_satang(part.amount), what, part.due_on, number, len(parts), found.id)
            for number, part in enumerate(parts, start=1)
        ]
    until = max(last_day_of(cost, work.today, line), work.today)
    return cost, [Demand(to_satang(cost.total), what, until, assessment_id=found.id)]


def _what_for(work: Work, case: Case, found: Assessment) -> str:
    title = service_title(work.services, case.service_key)
    words = _(
        "{service} {year}, notice {notice}", service=title, year=found.year, notice=found.notice
    )
    return words.render(work.language(STAFF_LANGUAGE))[:200]


def _explained(cost: Late, bills: Sequence[Bill]) -> tuple[Reply, ...]:
    """Say how the sum came about, when it is more than the tax, or comes in parts."""
    lines: list[Rendered] = []
    if cost.months and len(bills) == 1:
        lines = [*late_words(cost)]
    if len(bills) > 1:
        lines = [_("You pay in {count} parts:", count=len(bills)), *map(_part, bills)]
    if not lines:
        return ()
    return (Reply(stacked(lines)),)


def _part(bill: Bill) -> Rendered:
    return _(
        "Part {number}: {amount} by {due}",
        number=bill.part,
        amount=shown_satang(bill.satang),
        due=Day(bill.due_on),
    )


def _not_found() -> Rendered:
    return _(
        "We find no notice with this number and these four digits. Please compare both with the "
        "notice the office sent you, change the answer and send it again. If it still does not "
        "work, ask us: perhaps the list is not here yet."
    )


def _not_in_parts() -> Rendered:
    return _(
        "This tax cannot be paid in parts: it is too small for that, or its day has passed. "
        "Please choose to pay it at once."
    )


def _already_billed(bill: Bill) -> Rendered:
    if bill.state == BillState.PAID:
        return _("This notice is paid already. Thank you; there is nothing more to do.")
    return _(
        "A payment for this notice was already asked for, under {number}. Please pay that one, "
        "or ask the office.",
        number=shown(bill.ref1),
    )
