"""Permissions: the one table of what each role may do. Nothing else decides about rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.staff import Staff
from models.vocabulary import CaseAction, Role
from services.kit.text import Text, _

READ: Final = "read"
LINK_CHAT: Final = "link_chat"
MANAGE_STAFF: Final = "manage_staff"
SEE_PROBLEMS: Final = "see_problems"
ASK_PAYMENT: Final = "bill"
CONFIRM_PAYMENT: Final = "confirm_payment"
"""The department is the one of `services.desk.paying.rights`."""
LEND: Final = "lend"
SERVE_QUEUE: Final = "queue"
PLAN_ROUNDS: Final = "plan_rounds"
FILE_FOR_OTHERS: Final = "file_for_others"
EXPORT: Final = "export"
SEE_PRIVATE: Final = "see_private"
WRITE_ANNOUNCEMENT: Final = "write_announcement"
APPROVE_ANNOUNCEMENT: Final = "approve_announcement"
"""Never of one's own announcement."""


class Reach(StrEnum):
    """How far a right goes."""

    OWN = "own"
    """The cases of one's own department; of every one for somebody who has none."""
    ALL = "all"
    """The whole office."""


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that may be done: what it means, in words for everybody, and who may do it."""

    meaning: Text
    roles: Mapping[str, Reach]


_WORKERS: Final[Mapping[str, Reach]] = {
    Role.OFFICER: Reach.OWN,
    Role.HEAD: Reach.OWN,
    Role.ADMIN: Reach.ALL,
}
_AT_THE_COUNTER: Final[Mapping[str, Reach]] = {**_WORKERS, Role.COUNTER: Reach.OWN}
_LEADERS: Final[Mapping[str, Reach]] = {Role.HEAD: Reach.OWN, Role.ADMIN: Reach.ALL}

RIGHTS: Final[Mapping[str, Right]] = {
    READ: Right(
        _("See cases with what residents wrote, their files and history"),
        {**_AT_THE_COUNTER, Role.EXECUTIVE: Reach.ALL, Role.AUDITOR: Reach.ALL},
    ),
    CaseAction.ACCEPT: Right(_("Take a case on"), _WORKERS),
    CaseAction.ASK: Right(_("Ask the resident something"), _WORKERS),
    CaseAction.REPLY: Right(_("Write to the resident"), _AT_THE_COUNTER),
    CaseAction.NOTE: Right(_("Write a note among staff"), _AT_THE_COUNTER),
    CaseAction.FINISH: Right(_("Say that a case is done"), _WORKERS),
    CaseAction.REJECT: Right(_("Say that a case cannot be done"), _WORKERS),
    CaseAction.EXPLAIN_DELAY: Right(_("Promise another day, with the reason"), _WORKERS),
    SEE_PRIVATE: Right(
        _("Open what a resident gave in private"),
        {Role.OFFICER: Reach.OWN, Role.HEAD: Reach.OWN},
    ),
    FILE_FOR_OTHERS: Right(
        _("File for somebody who stands at the counter or telephones"), _AT_THE_COUNTER
    ),
    ASK_PAYMENT: Right(_("Ask for a payment, and take that back"), _WORKERS),
    CONFIRM_PAYMENT: Right(_("Say that money came in"), _WORKERS),
    LEND: Right(_("Lend the office's property and take it back"), _AT_THE_COUNTER),
    SERVE_QUEUE: Right(_("Call people to the counters"), _AT_THE_COUNTER),
    PLAN_ROUNDS: Right(_("Plan a crew's rounds and say how they went"), _WORKERS),
    EXPORT: Right(
        _("Take a table of cases away, with a reason that is kept"),
        {**_LEADERS, Role.AUDITOR: Reach.ALL},
    ),
    SEE_PROBLEMS: Right(_("See what could not be delivered, and try again"), _LEADERS),
    LINK_CHAT: Right(_("Link a chat to a department"), _LEADERS),
    WRITE_ANNOUNCEMENT: Right(
        _("Write announcements, and send urgent ones"), {Role.ADMIN: Reach.ALL}
    ),
    APPROVE_ANNOUNCEMENT: Right(
        _("Approve an announcement that somebody else wrote"),
        {Role.HEAD: Reach.OWN, Role.EXECUTIVE: Reach.ALL, Role.ADMIN: Reach.ALL},
    ),
    MANAGE_STAFF: Right(_("Add people, and let them leave"), {Role.ADMIN: Reach.ALL}),
}
"""Private answers are for those who work on the case, and for nobody above them."""


def may(staff: Staff, action: str, department: str | None) -> bool:
    """Say whether this person may do `action` for a department (None: for the whole office)."""
    right = RIGHTS.get(action)
    if staff.left_at is not None or right is None:
        return False
    reach = right.roles.get(staff.role)
    return reach == Reach.ALL or (reach == Reach.OWN and _is_theirs(staff, department))


def _is_theirs(staff: Staff, department: str | None) -> bool:
    """Somebody without a department works for the whole office."""
    return staff.department is None or staff.department == department
