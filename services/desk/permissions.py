"""Permissions: the one table of what each role may do. Nothing else decides about rights."""

from collections.abc import Mapping
from typing import Final

from models.staff import Staff
from models.vocabulary import Role
from services.desk.progress import BY_STAFF

READ: Final = "read"
"""See cases with what residents wrote, their files and history."""
LINK_CHAT: Final = "link_chat"
"""Make a code that links a chat to a department."""
MANAGE_STAFF: Final = "manage_staff"
"""Add people, and let them leave."""
SEE_PROBLEMS: Final = "see_problems"
"""See what could not be delivered or handled, and try again."""
ASK_PAYMENT: Final = "bill"
"""Ask for a payment for a case, and take that back."""
CONFIRM_PAYMENT: Final = "confirm_payment"
"""Say that money came in; the department is the one of `services.desk.paying.rights`."""
LEND: Final = "lend"
"""Say yes to a loan, hand property out and take it back."""
SERVE_QUEUE: Final = "queue"
"""Call the people of a line to the counters of its department."""
PLAN_ROUNDS: Final = "plan_rounds"
"""Plan where a crew goes on which day, and say at each place how it went."""
FILE_FOR_OTHERS: Final = "file_for_others"
"""File for somebody who stands at the counter or telephones, whoever the service belongs to."""
EXPORT: Final = "export"
"""Take a table of cases away, with what residents answered; a reason is written and kept."""
SEE_PRIVATE: Final = "see_private"
"""Open what a resident gave in private: for those who work on the case, and nobody above them."""

CASE_WORK: Final = frozenset(
    {
        READ,
        LEND,
        SERVE_QUEUE,
        PLAN_ROUNDS,
        ASK_PAYMENT,
        CONFIRM_PAYMENT,
        *(action.value for action in BY_STAFF),
    }
)
EVERYTHING: Final = CASE_WORK | {
    EXPORT,
    FILE_FOR_OTHERS,
    LINK_CHAT,
    MANAGE_STAFF,
    SEE_PROBLEMS,
}

_OWN_DEPARTMENT: Final[Mapping[str, frozenset[str]]] = {
    Role.OFFICER: CASE_WORK | {FILE_FOR_OTHERS, SEE_PRIVATE},
    Role.HEAD: CASE_WORK | {EXPORT, FILE_FOR_OTHERS, SEE_PRIVATE, LINK_CHAT, SEE_PROBLEMS},
}
_WHOLE_OFFICE: Final[Mapping[str, frozenset[str]]] = {
    Role.EXECUTIVE: frozenset({READ}),
    Role.AUDITOR: frozenset({READ, EXPORT}),
    Role.ADMIN: EVERYTHING,
}
_NOTHING: Final = frozenset[str]()


def may(staff: Staff, action: str, department: str | None) -> bool:
    """Say whether this person may do `action` for a department (None: for the whole office)."""
    if staff.left_at is not None:
        return False
    if action in _WHOLE_OFFICE.get(staff.role, _NOTHING):
        return True
    return _is_theirs(staff, department) and action in _OWN_DEPARTMENT.get(staff.role, _NOTHING)


def _is_theirs(staff: Staff, department: str | None) -> bool:
    """Somebody without a department works for the whole office."""
    return staff.department is None or staff.department == department
