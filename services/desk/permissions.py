"""Permissions: the one table of what each role may do. Nothing else decides about rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.staff import Staff
from models.vocabulary import CaseAction, Role
from services.kit.text import Text, _

OWN_ACCOUNT: Final = "own_account"
READ: Final = "read"
LINK_CHAT: Final = "link_chat"
SEE_STAFF: Final = "see_staff"
MANAGE_STAFF: Final = "manage_staff"
SEE_PROBLEMS: Final = "see_problems"
TRY_AGAIN: Final = "try_again"
ASK_PAYMENT: Final = "bill"
SEE_MONEY: Final = "see_money"
CONFIRM_PAYMENT: Final = "confirm_payment"
"""The department of these two is the one of `services.desk.paying.rights`."""
LEND: Final = "lend"
SERVE_QUEUE: Final = "queue"
PLAN_ROUNDS: Final = "plan_rounds"
FILE_FOR_OTHERS: Final = "file_for_others"
EXPORT: Final = "export"
PREPARE_TEXTS: Final = "prepare_texts"
SEE_PRIVATE: Final = "see_private"
COMPOSE_SERVICES: Final = "compose_services"
ACKNOWLEDGE: Final = "seen"
SEE_LOG: Final = "see_log"
PERSONAL_DATA: Final = "personal_data"
SEE_OFFICE: Final = "see_office"
CHANGE_OFFICE: Final = "change_office"
CHANGE_SERVICE: Final = "change_service"
APPROVE_PAYEE: Final = "approve_payee"
REWORD: Final = "reword"
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
_READERS: Final[Mapping[str, Reach]] = {Role.EXECUTIVE: Reach.ALL, Role.AUDITOR: Reach.ALL}
"""They see the whole office and change nothing of it."""

RIGHTS: Final[Mapping[str, Right]] = {
    OWN_ACCOUNT: Right(_("Look after the own account"), {**_AT_THE_COUNTER, **_READERS}),
    READ: Right(
        _("See cases with what residents wrote, their files and history"),
        {**_AT_THE_COUNTER, **_READERS},
    ),
    CaseAction.ACCEPT: Right(_("Take a case on"), _WORKERS),
    ACKNOWLEDGE: Right(
        _("Acknowledge a notice, so that it climbs no higher"),
        {**_AT_THE_COUNTER, Role.EXECUTIVE: Reach.ALL},
    ),
    CaseAction.ASK: Right(_("Ask the resident something"), _WORKERS),
    CaseAction.REPLY: Right(_("Write to the resident"), _AT_THE_COUNTER),
    CaseAction.NOTE: Right(_("Write a note among staff"), _AT_THE_COUNTER),
    CaseAction.FINISH: Right(_("Say that a case is done"), _WORKERS),
    CaseAction.REJECT: Right(_("Say that a case cannot be done"), _WORKERS),
    CaseAction.EXPLAIN_DELAY: Right(_("Promise another day, with the reason"), _WORKERS),
    CaseAction.ASSIGN: Right(_("Take a case, hand it to a colleague, or give it back"), _WORKERS),
    CaseAction.HAND_OVER: Right(_("Hand a case to another department, with the reason"), _WORKERS),
    SEE_PRIVATE: Right(
        _("Open what a resident gave in private"),
        {Role.OFFICER: Reach.OWN, Role.HEAD: Reach.OWN},
    ),
    FILE_FOR_OTHERS: Right(
        _("File for somebody who stands at the counter or telephones"), _AT_THE_COUNTER
    ),
    ASK_PAYMENT: Right(_("Ask for a payment, and take that back"), _WORKERS),
    SEE_MONEY: Right(_("See bills, slips and payments"), {**_WORKERS, **_READERS}),
    CONFIRM_PAYMENT: Right(_("Say that money came in"), _WORKERS),
    LEND: Right(_("Lend the office's property and take it back"), _AT_THE_COUNTER),
    SERVE_QUEUE: Right(_("Call people to the counters"), _AT_THE_COUNTER),
    PLAN_ROUNDS: Right(_("Plan a crew's rounds and say how they went"), _WORKERS),
    EXPORT: Right(
        _("Take a table of cases away, with a reason that is kept"),
        {**_LEADERS, Role.AUDITOR: Reach.ALL},
    ),
    SEE_PROBLEMS: Right(_("See what could not be delivered"), {**_LEADERS, **_READERS}),
    TRY_AGAIN: Right(_("Let something be tried again that failed"), _LEADERS),
    PREPARE_TEXTS: Right(_("Prepare texts that colleagues send to residents"), _LEADERS),
    SEE_LOG: Right(
        _("Read the audit log: who did what, and when"),
        {Role.AUDITOR: Reach.ALL, Role.ADMIN: Reach.ALL},
    ),
    PERSONAL_DATA: Right(
        _("Answer what residents ask about their own data: copy, erase, put right, merge"), _LEADERS
    ),
    LINK_CHAT: Right(_("Link a chat to a department"), _LEADERS),
    COMPOSE_SERVICES: Right(_("Put services together and publish them"), _LEADERS),
    SEE_STAFF: Right(_("See who works here"), {**_LEADERS, **_READERS}),
    MANAGE_STAFF: Right(
        _("Add people, change what they may do, and let them leave"), {Role.ADMIN: Reach.ALL}
    ),
    SEE_OFFICE: Right(
        _("See what the office has set, and who changed it"),
        {
            Role.HEAD: Reach.ALL,
            Role.EXECUTIVE: Reach.ALL,
            Role.AUDITOR: Reach.ALL,
            Role.ADMIN: Reach.ALL,
        },
    ),
    CHANGE_OFFICE: Right(
        _("Change villages, departments, hours and everything else of the office"),
        {Role.ADMIN: Reach.ALL},
    ),
    CHANGE_SERVICE: Right(_("Change the promise of a service, and pause it"), _LEADERS),
    APPROVE_PAYEE: Right(
        _("Approve where residents pay, proposed by somebody else"),
        {Role.HEAD: Reach.ALL, Role.EXECUTIVE: Reach.ALL, Role.ADMIN: Reach.ALL},
    ),
    REWORD: Right(_("Say sentences in the office's own words"), {Role.ADMIN: Reach.ALL}),
    WRITE_ANNOUNCEMENT: Right(
        _("Write announcements, and send urgent ones"), {Role.ADMIN: Reach.ALL}
    ),
    APPROVE_ANNOUNCEMENT: Right(
        _("Approve an announcement that somebody else wrote"),
        {Role.HEAD: Reach.OWN, Role.EXECUTIVE: Reach.ALL, Role.ADMIN: Reach.ALL},
    ),
}
"""Private answers are for those who work on the case, and for nobody above them."""


def may(staff: Staff, action: str, department: str | None) -> bool:
    """Say whether this person may do `action` for a department (None: for the whole office)."""
    right = RIGHTS.get(action)
    if staff.left_at is not None or right is None:
        return False
    reach = right.roles.get(staff.role)
    return reach == Reach.ALL or (reach == Reach.OWN and _is_theirs(staff, department))


def holds(staff: Staff, action: str) -> bool:
    """Say whether this person may do `action` anywhere: for the own department, if no other."""
    return may(staff, action, staff.department)


def works_for(staff: Staff, department: str) -> bool:
    """Say whether the cases of a department are this person's daily work: read is what they read.

    An administrator or the chief who looks in does not read in place of the department.
    """
    right = RIGHTS[CaseAction.REPLY]
    return right.roles.get(staff.role) == Reach.OWN and may(staff, CaseAction.REPLY, department)


def _is_theirs(staff: Staff, department: str | None) -> bool:
    """Somebody without a department works for the whole office."""
    return staff.department is None or staff.department == department
