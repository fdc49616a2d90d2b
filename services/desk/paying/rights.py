"""Rights about money: which department looks after payments, and who may confirm one."""

from models.case import Case
from models.staff import Staff
from services.desk.paying.billing import not_yours
from services.desk.permissions import CONFIRM_PAYMENT, SEE_MONEY, may
from services.desk.work import Work
from services.kit.errors import NotAllowed
from services.kit.office import Office

PAYMENTS = "payments"
"""What the office file calls the office's money in `[handled_by]`, beside its services."""


def money_department(office: Office, case: Case | None = None) -> str | None:
    """Return the department that looks after payments: the office's own for that, else the case's.

    None is the whole office: a payment that belongs to no case yet, where no department is named.
    """
    return office.handled_by.get(PAYMENTS) or (case.department if case else None)


def may_confirm(office: Office, staff: Staff, case: Case | None = None) -> bool:
    """Say whether this person may say that money came in."""
    return may(staff, CONFIRM_PAYMENT, money_department(office, case))


def may_see(office: Office, staff: Staff, case: Case | None = None) -> bool:
    """Say whether this person may see the money of a case, or without one of the whole office."""
    return may(staff, SEE_MONEY, money_department(office, case))


def sees_money(office: Office, staff: Staff) -> bool:
    """Say whether this person sees any money: the office's, or their department's."""
    return may(staff, SEE_MONEY, money_department(office) or staff.department)


def require_confirming_at(office: Office, staff: Staff) -> None:
    """Raise `NotAllowed` unless this person looks after the money of the whole office."""
    if not may_confirm(office, staff):
        raise NotAllowed(not_yours())


def require_confirming(work: Work, staff: Staff, case: Case | None = None) -> None:
    """Raise `NotAllowed` unless this person may say that money came in."""
    if not may_confirm(work.around.office, staff, case):
        raise NotAllowed(not_yours())
