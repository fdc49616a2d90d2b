"""Reserving: filing a case holds property for its days, unless somebody else has it."""

from collections.abc import Mapping
from datetime import date

from models.case import Case
from models.loan import Loan
from models.loan_item import LoanItem
from services.desk.lending import notices
from services.desk.lending.availability import next_free, shortages
from services.desk.lending.loans import held_from, lock_lending
from services.desk.telling import tell_department, words_for
from services.desk.work import Work
from services.kit.consequences import ReserveProperty
from services.kit.errors import InvalidAnswer, NotEligible
from services.kit.fields import Stored
from services.kit.message import Reply
from services.kit.office import Office
from services.kit.text import _

LONGEST = 180
"""Days. A service may allow fewer; nobody books the tents of an office for a year."""


async def reserve(work: Work, case: Case, asked: ReserveProperty) -> tuple[Reply, ...]:
    """Hold what the case asks for. Raises `NotEligible` when it is not free on all of the days."""
    counts = _counts(case.answers.get(asked.items))
    first, last = _days(work, case, asked)
    await lock_lending(work.session)
    held = await held_from(work.session, first, work.today)
    stock = stock_of(work.around.office)
    if missing := shortages(counts, first, last, stock, held):
        nearest = next_free(counts, first, last, stock, held)
        raise NotEligible(notices.not_free(work.around.office, missing, nearest))
    loan = Loan(case_id=case.id, first_day=first, last_day=last, reserved_at=work.now)
    work.session.add(loan)
    await work.session.flush()
    work.session.add_all(
        LoanItem(loan_id=loan.id, property_key=key, count=count) for key, count in counts.items()
    )
    await work.session.flush()
    line = notices.for_staff(
        words_for(work, case), work.around.office, counts, (first, last), loan.state
    )
    await tell_department(work, case, line)
    return (notices.reserved(work.around.office, counts, first, last),)


def stock_of(office: Office) -> dict[str, int]:
    """Return how many of each thing the office has."""
    return {key: thing.count for key, thing in office.property.items()}


def _counts(stored: Stored) -> dict[str, int]:
    counts = dict(stored) if isinstance(stored, Mapping) else {}
    return {key: count for key, count in counts.items() if isinstance(count, int) and count > 0}


def _days(work: Work, case: Case, asked: ReserveProperty) -> tuple[date, date]:
    """Return the first and the last day. Raises `InvalidAnswer` when they make no loan."""
    first = date.fromisoformat(str(case.answers[asked.first]))
    last = date.fromisoformat(str(case.answers.get(asked.last) or first))
    if first < work.today:
        raise InvalidAnswer(_("The day to fetch it has passed. Please choose a later one."))
    if last < first:
        raise InvalidAnswer(
            _("The day to bring it back is before the day to fetch it. Please change one of them.")
        )
    if (last - first).days >= LONGEST:
        raise InvalidAnswer(
            _("Property is lent for at most {count} days. Please choose fewer.", count=LONGEST)
        )
    return first, last
