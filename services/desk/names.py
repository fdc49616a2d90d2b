"""Names: what people read for a status, a step, a role, and for keys out of the office file."""

from collections.abc import Mapping

from models.vocabulary import CaseAction, CaseStatus, ChannelName, IntakeWay, Role
from services.kit.office import Office
from services.kit.service import Service
from services.kit.text import Rendered, Text, _, plain

_STATUS: Mapping[str, Text] = {
    CaseStatus.RECEIVED: _("Received"),
    CaseStatus.ACCEPTED: _("Accepted"),
    CaseStatus.IN_PROGRESS: _("In progress"),
    CaseStatus.WAITING_FOR_RESIDENT: _("Waiting for the resident's answer"),
    CaseStatus.DONE: _("Done"),
    CaseStatus.REJECTED: _("Cannot be done"),
    CaseStatus.WITHDRAWN: _("Withdrawn"),
    CaseStatus.REOPENED: _("Opened again"),
}

_ACTION: Mapping[str, Text] = {
    CaseAction.FILE: _("The case arrived"),
    CaseAction.ACCEPT: _("The department took it on"),
    CaseAction.ASK: _("The department asked a question"),
    CaseAction.ANSWER: _("The resident answered"),
    CaseAction.WRITE: _("The resident wrote to the office"),
    CaseAction.REPLY: _("The department wrote to the resident"),
    CaseAction.NOTE: _("A note among staff"),
    CaseAction.FINISH: _("The department says it is done"),
    CaseAction.REJECT: _("The department cannot do it"),
    CaseAction.EXPLAIN_DELAY: _("The department explained why it takes longer"),
    CaseAction.HAND_OUT: _("The property was handed out"),
    CaseAction.PLAN_VISIT: _("The office said on which day it comes"),
    CaseAction.CANCEL_VISIT: _("The visit on that day was called off"),
    CaseAction.MISS_VISIT: _("It could not be done on that day"),
    CaseAction.ASSIGN: _("The department agreed who looks after it"),
    CaseAction.HAND_OVER: _("Another department looks after it now"),
    CaseAction.WITHDRAW: _("The resident withdrew it"),
    CaseAction.DISPUTE: _("The resident says it is not done"),
    CaseAction.RATE: _("The resident rated it"),
    CaseAction.ATTACH: _("The resident sent a file"),
    CaseAction.CLAIM: _("The resident goes on in another chat"),
    CaseAction.BILL: _("The office asked for a payment"),
    CaseAction.PAY_SLIP: _("The resident sent a payment slip"),
    CaseAction.PAID: _("A payment came in"),
    CaseAction.UNREACHABLE: _("The resident cannot be reached in the chat"),
}

_WAY: Mapping[str, Text] = {
    ChannelName.LINE: _("LINE"),
    ChannelName.TELEGRAM: _("Telegram"),
    ChannelName.WEBCHAT: _("Web site"),
    IntakeWay.COUNTER: _("Counter"),
    IntakeWay.TELEPHONE: _("Telephone call"),
}
"""`ChannelName.COUNTER` and `IntakeWay.COUNTER` are the same word."""

_ROLE: Mapping[str, Text] = {
    Role.OFFICER: _("officer"),
    Role.COUNTER: _("counter clerk"),
    Role.HEAD: _("head of department"),
    Role.EXECUTIVE: _("executive"),
    Role.ADMIN: _("administrator"),
    Role.AUDITOR: _("auditor"),
}


def status_name(status: str) -> Text:
    """Name a status for residents, staff and the public alike."""
    return _STATUS[status]


def action_name(action: str) -> Text:
    """Name an entry of a case's history. Names no person, so that it may stand on a public page."""
    return _ACTION[action]


def way_name(way: str) -> Rendered:
    """Name the way on which a case came; the key itself for one of a later version."""
    return _WAY.get(way) or plain(way)


def role_name(role: str) -> Text:
    """Name a role of staff."""
    return _ROLE[role]


def department_name(office: Office, key: str) -> Rendered:
    """Name a department; by its key when the office file does not know it any more."""
    department = office.departments.get(key)
    return department.name if department else plain(key)


def service_title(services: Mapping[str, Service], key: str) -> Rendered:
    """Name a service; by its key when it is not on offer any more."""
    service = services.get(key)
    return service.title if service else plain(key)


def village_name(office: Office, number: int) -> Rendered:
    """Name a village (หมู่); by its number when the office file does not know it."""
    village = office.villages.get(number)
    return village.name if village else _("Village {number}", number=number)
