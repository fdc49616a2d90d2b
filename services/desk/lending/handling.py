"""Handling loans: the office says yes, hands property out, and takes it back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, update

from models.loan import Loan
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction, LoanState
from services.desk import audit, office_actions
from services.desk.lending import notices
from services.desk.lending.availability import shortages
from services.desk.lending.loans import Borrowed, held_from, loan_of, lock_lending
from services.desk.lending.naming import counts_of, still_out
from services.desk.lending.reserving import stock_of
from services.desk.office_actions import Order, not_permitted
from services.desk.outbox import Destination
from services.desk.permissions import LEND, may
from services.desk.progress import is_open, next_status
from services.desk.standing import too_late_for_staff
from services.desk.steps import Step, checked_words, load_case, take_step
from services.desk.telling import tell_department, tell_resident, words_for
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, NotPossible
from services.kit.message import Reply
from services.kit.text import _

MOST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Return:
    """What was brought back at one time, counted by the officer."""

    back: Mapping[str, int]
    """How many came back, damaged ones among them."""
    damaged: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    ends: bool = False
    """The rest will not come: it is lost, and the loan is over."""


async def approve(
    work: Work, reference: str, staff: Staff, here: Destination | None = None
) -> Reply:
    """Say yes. Raises `NotPossible` when somebody was faster or the office has fewer by now."""
    borrowed = await _locked(work, reference, staff)
    await _check_stock(work, borrowed)
    await _change(work, borrowed, staff, LoanState.RESERVED, state=LoanState.APPROVED)
    await _step(work, borrowed, staff, CaseAction.ACCEPT)
    loan, about = borrowed.loan, words_for(work, borrowed.case)
    told = notices.approved(
        about, work.around.office, counts_of(borrowed.items), loan.first_day, loan.last_day
    )
    await tell_resident(work, borrowed.case, told)
    return await _told(work, borrowed, staff, LoanState.APPROVED, here)


async def hand_out(
    work: Work, reference: str, staff: Staff, here: Destination | None = None
) -> Reply:
    """Note that the borrower has fetched it."""
    borrowed = await _locked(work, reference, staff)
    await _check_stock(work, borrowed)
    changes = {"state": LoanState.PICKED_UP, "picked_up_at": work.now}
    await _change(work, borrowed, staff, LoanState.APPROVED, **changes)
    await _step(work, borrowed, staff, CaseAction.HAND_OUT)
    about, office = words_for(work, borrowed.case), work.around.office
    counts = counts_of(borrowed.items)
    told = notices.handed_out(about, office, counts, borrowed.loan.last_day)
    await tell_resident(work, borrowed.case, told)
    return await _told(work, borrowed, staff, LoanState.PICKED_UP, here)


async def take_back_all(
    work: Work, reference: str, staff: Staff, here: Destination | None = None
) -> Reply:
    """Note that everything came back whole: one press in the chat."""
    borrowed = await _locked(work, reference, staff)
    return await _take_back(work, borrowed, staff, Return(still_out(borrowed.items)), here)


async def take_back(
    work: Work, reference: str, staff: Staff, came: Return, here: Destination | None = None
) -> Reply:
    """Note what came back. When that is all of it, or no more will come, the case is done."""
    borrowed = await _locked(work, reference, staff)
    return await _take_back(work, borrowed, staff, came, here)


async def _take_back(
    work: Work, borrowed: Borrowed, staff: Staff, came: Return, here: Destination | None
) -> Reply:
    if borrowed.loan.state != LoanState.PICKED_UP:
        raise await _too_late(work, borrowed, staff)
    note = _checked(borrowed, came)
    await _count(work, borrowed, came)
    if note:
        await _update(work, borrowed.loan, note=_joined(borrowed.loan.note, note))
    out = still_out(borrowed.items)
    if out and not came.ends:
        told = notices.partly_back(words_for(work, borrowed.case), work.around.office, out)
        await tell_resident(work, borrowed.case, told)
        line = notices.counted_back(words_for(work, borrowed.case))
        await tell_department(work, borrowed.case, line, here)
        return line
    changes = {"state": LoanState.RETURNED, "returned_on": work.today}
    await _change(work, borrowed, staff, LoanState.PICKED_UP, **changes)
    if is_open(borrowed.case.status):
        order = Order(borrowed.case.reference, CaseAction.FINISH, staff, note, here=here)
        await office_actions.carry_out(work, order)
    return await _told(work, borrowed, staff, LoanState.RETURNED, here)


async def _locked(work: Work, reference: str, staff: Staff) -> Borrowed:
    """Return the loan of a case, with nobody else lending. Raises `NotFound`, `NotAllowed`."""
    case = await load_case(work, reference)
    if not may(staff, LEND, case.department):
        raise NotAllowed(not_permitted())
    await lock_lending(work.session)
    borrowed = await loan_of(work.session, case.id)
    if borrowed is None:
        raise NotFound(_("Nothing is lent with this case."))
    return borrowed


async def _check_stock(work: Work, borrowed: Borrowed) -> None:
    """Look once more: something may be late, or the office may have fewer than it had."""
    loan, office = borrowed.loan, work.around.office
    if loan.last_day < work.today:
        raise NotPossible(
            _("The days of this loan have passed. Please close the case, or write to the borrower.")
        )
    first = max(loan.first_day, work.today)
    held = await held_from(work.session, first, work.today, but_not=loan.id)
    counts = counts_of(borrowed.items)
    if missing := shortages(counts, first, loan.last_day, stock_of(office), held):
        raise NotPossible(notices.not_free(office, missing, None))


async def _change(
    work: Work, borrowed: Borrowed, staff: Staff, expected: LoanState, **changes: Any
) -> None:
    """Change a loan that stands where the officer saw it, and keep who did it."""
    open_enough = borrowed.is_out or is_open(borrowed.case.status)
    if borrowed.loan.state != expected or not open_enough:
        raise await _too_late(work, borrowed, staff)
    await _update(work, borrowed.loan, **changes)
    await audit.record(
        work, str(staff.id), f"{LEND}_{changes['state']}", borrowed.case.reference, audit.DONE
    )


async def _update(work: Work, loan: Loan, **changes: Any) -> None:
    changing = update(Loan).where(col(Loan.id) == loan.id).values(**changes)
    await work.session.exec(changing.execution_options(synchronize_session=False))
    await work.session.refresh(loan)


async def _count(work: Work, borrowed: Borrowed, came: Return) -> None:
    for item in borrowed.items:
        item.returned += came.back.get(item.property_key, 0)
        item.damaged += came.damaged.get(item.property_key, 0)
        work.session.add(item)
    await work.session.flush()


async def _step(work: Work, borrowed: Borrowed, staff: Staff, action: CaseAction) -> None:
    """Add to the history of the case, wherever it stands; accepted ones need no second entry."""
    status = next_status(borrowed.case.status, action)
    if status is None:
        return
    step = Step(action, status, ActorKind.STAFF, staff_id=staff.id)
    if not await take_step(work, borrowed.case, step):
        raise await too_late_for_staff(work, borrowed.case, staff)


async def _told(
    work: Work, borrowed: Borrowed, staff: Staff, state: LoanState, here: Destination | None
) -> Reply:
    line = notices.done_by_staff(words_for(work, borrowed.case), staff.name, state)
    await tell_department(work, borrowed.case, line, here)
    return line


async def _too_late(work: Work, borrowed: Borrowed, staff: Staff) -> NotPossible:
    if is_open(borrowed.case.status):
        return NotPossible(
            _("This was done already, or comes too early. Please look at the list of loans.")
        )
    return await too_late_for_staff(work, borrowed.case, staff)


def _checked(borrowed: Borrowed, came: Return) -> str:
    """Return the note. Raises `InvalidAnswer` when the numbers or the words do not fit."""
    out = still_out(borrowed.items)
    wrong_count = any(not 0 <= count <= out.get(key, 0) for key, count in came.back.items())
    wrong_damage = any(
        not 0 <= count <= came.back.get(key, 0) for key, count in came.damaged.items()
    )
    if wrong_count or wrong_damage:
        raise InvalidAnswer(_("Please count again: more came back than were out."))
    if not any(came.back.values()) and not came.ends:
        raise InvalidAnswer(_("Please say how many came back."))
    missing = came.ends and any(count > came.back.get(key, 0) for key, count in out.items())
    needed = _("Please write what is damaged or missing. The borrower will read it.")
    note = checked_words(came.note, needed if missing or any(came.damaged.values()) else None)
    if len(note) > MOST_NOTE:
        raise InvalidAnswer(_("Please use at most {count} letters.", count=MOST_NOTE))
    return note


def _joined(earlier: str | None, note: str) -> str:
    return f"{earlier}\n{note}"[-MOST_NOTE:] if earlier else note


Handling = Callable[[Work, str, Staff, Destination | None], Awaitable[Reply]]

IN_CHAT: Mapping[str, Handling] = {
    notices.APPROVE: approve,
    notices.HAND_OUT: hand_out,
    notices.TAKE_BACK: take_back_all,
}
"""What one press in the staff chat does."""
