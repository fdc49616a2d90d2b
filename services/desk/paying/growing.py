"""Growing: what an open bill for an assessed tax costs on a given day, in time, late or missed.

A bill keeps the sum that was asked for until money comes in; then it takes the sum of the day of
that money, so that whoever paid in time pays no surcharge because a file came later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel.ext.asyncio.session import AsyncSession

from models.assessment import Assessment
from models.bill import Bill
from models.vocabulary import BillState
from services.desk.paying.billing import bills_of
from services.desk.work import Work
from services.kit.money import from_satang, to_satang
from services.reckoning.assessed_tax import Assessed, Tables, cost_on, last_day_of, part_sums
from services.reckoning.late_payment import Late
from services.reckoning.missed_part import holds_until, part_on


@dataclass(frozen=True, slots=True)
class Standing:
    """A bill as it stands on a day."""

    bill: Bill
    """A copy for showing, with the sum of that day and until when it holds; never written."""
    late: Late | None = None
    """What is added, and why; None when nothing is."""
    missed: Bill | None = None
    """The part that was not paid by its day, after which nothing is paid in parts any more."""


async def standing(
    session: AsyncSession, bills: Sequence[Bill], day: date, tables: Tables
) -> list[Standing]:
    """Say how the bills of one case stand on a day."""
    found: list[Standing] = []
    for bill in bills:
        line = await session.get(Assessment, bill.assessment_id) if bill.assessment_id else None
        together = [one for one in bills if line and one.assessment_id == line.id]
        found.append(stand(bill, together, line, day, tables) if line else Standing(_copy(bill)))
    return found


async def standing_on(session: AsyncSession, bill: Bill, day: date, tables: Tables) -> Standing:
    """Say how one bill stands on a day."""
    every = await standing(session, await bills_of(session, bill.case_id), day, tables)
    return next(one for one in every if one.bill.id == bill.id)


async def grow(work: Work, bill: Bill, day: date) -> None:
    """Let a locked bill take the sum of the day on which money for it came in."""
    on_that_day = await standing_on(work.session, bill, day, work.around.office.tables)
    if on_that_day.bill.satang > bill.satang:
        bill.satang = on_that_day.bill.satang
        work.session.add(bill)
        await work.session.flush()


def stand(
    bill: Bill, together: Sequence[Bill], line: Assessment, day: date, tables: Tables
) -> Standing:
    """Say how a bill stands on a day, of those that were made together for one line."""
    if bill.state != BillState.OPEN:
        return Standing(_copy(bill))
    tax = Assessed(
        line.tax, from_satang(line.satang), line.due_on, line.warned_on, line.warned_until
    )
    unpaid = from_satang(max(0, _tax_of(bill, tax, tables) - bill.received_satang))
    if bill.parts == 1:
        late = cost_on(day, replace(tax, amount=unpaid), tables)
        return _grown(bill, late, last_day_of(late, day, tax))
    missed = next((one for one in together if _was_missed(one, tax, day, tables)), None)
    late = part_on(day, unpaid, missed.due_on if missed else None, tax, tables)
    if missed is None or not late.months:
        return Standing(_copy(bill))
    return replace(_grown(bill, late, holds_until(missed.due_on, late)), missed=_copy(missed))


def _grown(bill: Bill, late: Late, until: date) -> Standing:
    """Never less than what was asked for: that sum stands in somebody's hands."""
    copy = _copy(bill)
    copy.satang = max(bill.satang, bill.received_satang + to_satang(late.total))
    if not late.months:
        return Standing(copy)
    copy.due_on = max(bill.due_on, until)
    return Standing(copy, late)


def _was_missed(part: Bill, tax: Assessed, day: date, tables: Tables) -> bool:
    """Say whether a part was not paid by its day; one paid later was paid with surcharge."""
    if part.state == BillState.PAID:
        return part.satang > _tax_of(part, tax, tables)
    return part.state == BillState.OPEN and day > part.due_on


def _tax_of(bill: Bill, tax: Assessed, tables: Tables) -> int:
    """Return the tax in a bill, without what its lateness added."""
    sums: Sequence[Decimal] = part_sums(tax, tables) if bill.parts > 1 else (tax.amount,)
    own = sums[bill.part - 1] if len(sums) == bill.parts else from_satang(bill.satang)
    return min(bill.satang, to_satang(own))


def _copy(bill: Bill) -> Bill:
    return Bill(**bill.model_dump())
