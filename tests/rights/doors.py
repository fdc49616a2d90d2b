"""The doors of the console, and who of the whole office is let through: written by hand.

A new route fails the walk until somebody has thought about who may open it, and wrote that here.
"""

from collections.abc import Mapping

from models.vocabulary import Role

EVERYBODY = frozenset(Role)
WORKERS = frozenset((Role.OFFICER, Role.HEAD, Role.ADMIN))
DESK = WORKERS | {Role.COUNTER}
LEADERS = frozenset((Role.HEAD, Role.ADMIN))
READERS = frozenset((Role.EXECUTIVE, Role.AUDITOR))
CASE_WORKERS = frozenset((Role.OFFICER, Role.HEAD))
ADMIN = frozenset((Role.ADMIN,))

ACCOUNT = "/console/account"
CASE = "/console/cases/{reference}"
MONEY = "/console/payments"
QUEUE = "/console/queue"
ROUND = "/console/rounds/{round:uuid}"
SERVICES = "/console/services"
STAFF = "/console/staff"

SAYS = "/console/announcements"
SAID = f"{SAYS}/{{announcement:uuid}}"
OFFICE = "/console/office"
DATA = "/console/residents"
ONE = f"{DATA}/{{resident:uuid}}"
ASKED = f"{DATA}/requests/{{asked:uuid}}"
TEXTS = "/console/templates"
APPROVERS = frozenset((Role.HEAD, Role.EXECUTIVE, Role.ADMIN))
OFFICE_READERS = LEADERS | READERS

# fmt: off
BOTH: Mapping[str, frozenset[Role]] = {
    ACCOUNT: EVERYBODY,
    f"{ACCOUNT}/passkeys": EVERYBODY,
    f"{ACCOUNT}/passkeys/forget": EVERYBODY,
    f"{ACCOUNT}/password": EVERYBODY,
    f"{ACCOUNT}/password/confirm": EVERYBODY,
    f"{ACCOUNT}/password/forget": EVERYBODY,
    f"{ACCOUNT}/sessions": EVERYBODY,
    f"{ACCOUNT}/sessions/others": EVERYBODY,
    f"{ACCOUNT}/digests": EVERYBODY,
    f"{ACCOUNT}/tokens": EVERYBODY,
    f"{SAYS}/new": ADMIN,
    f"{SAID}/edit": ADMIN,
    f"{SAID}/{{step}}": APPROVERS,
    f"{CASE}/{{action}}/text": DESK,
    "/console/cases/lists": EVERYBODY,
    "/console/cases/lists/{list:uuid}/forget": EVERYBODY,
    "/console/log": ADMIN | {Role.AUDITOR},
    f"{ASKED}/answer": LEADERS,
    f"{ASKED}/erase": LEADERS,
    f"{ASKED}/erase/propose": LEADERS,
    f"{ONE}/copy": LEADERS,
    f"{ONE}/merge": LEADERS,
    f"{ONE}/merges/{{merge:uuid}}/undo": LEADERS,
    f"{ONE}/requests": LEADERS,
    f"{TEXTS}/{{text:uuid}}": LEADERS,
    f"{TEXTS}/{{text:uuid}}/drop": LEADERS,
    "/console/wording/forget": ADMIN,
    "/console/wording/{digest}": ADMIN,
    "/console/assessments": WORKERS,
    "/console/assessments/accept": WORKERS,
    "/console/assessments/open-again": WORKERS,
    "/console/cases/export": LEADERS | {Role.AUDITOR},
    f"{CASE}/bill": WORKERS,
    f"{CASE}/bills/{{bill:uuid}}/cancel": WORKERS,
    f"{CASE}/origin/{{file:uuid}}": CASE_WORKERS,
    f"{CASE}/private/{{name}}": CASE_WORKERS,
    f"{CASE}/{{action}}": DESK,
    SERVICES: LEADERS,
    f"{SERVICES}/{{service}}": LEADERS,
    f"{SERVICES}/{{service}}/questions/{{name}}": LEADERS,
    f"{SERVICES}/{{service}}/try": LEADERS,
    "/console/department-chat": LEADERS,
    "/console/file/{key}": DESK,
    "/console/loans/{reference}/{step}": DESK,
    f"{MONEY}/bank-file": WORKERS,
    f"{QUEUE}/entrances": LEADERS,
    f"{QUEUE}/entrances/end": LEADERS,
    f"{QUEUE}/numbers": DESK,
    f"{QUEUE}/press/{{step}}": DESK,
    "/console/rounds/new": WORKERS,
    f"{ROUND}/stops/{{stop:uuid}}/{{step}}": WORKERS,
    f"{ROUND}/{{step}}": WORKERS,
    f"{STAFF}/wishes/{{wish:uuid}}/{{answer}}": ADMIN,
    f"{STAFF}/{{person:uuid}}/{{step}}": ADMIN,
}
"""The same people see the page and press its button."""

OPENED: Mapping[str, frozenset[Role]] = {
    "/console": EVERYBODY,
    "/console/cases": EVERYBODY,
    CASE: EVERYBODY,
    f"{CASE}/files/{{file:uuid}}": EVERYBODY,
    SAYS: APPROVERS,
    SAID: APPROVERS,
    f"{SAID}/picture": APPROVERS,
    "/console/budget": LEADERS | READERS,
    "/console/budget/{message:uuid}": LEADERS | READERS,
    "/console/cases/together": EVERYBODY,
    "/console/cases/together/{batch:uuid}": EVERYBODY,
    f"{CASE}/assign": EVERYBODY,
    f"{CASE}/hand-over": EVERYBODY,
    f"{CASE}/live": EVERYBODY,
    "/console/nobodys": EVERYBODY,
    "/console/desk": EVERYBODY,
    OFFICE: OFFICE_READERS,
    f"{OFFICE}/close-department": OFFICE_READERS,
    f"{OFFICE}/decide": OFFICE_READERS,
    f"{OFFICE}/export": OFFICE_READERS,
    f"{OFFICE}/history": OFFICE_READERS,
    f"{OFFICE}/section/{{section}}": OFFICE_READERS,
    f"{OFFICE}/services": OFFICE_READERS,
    f"{OFFICE}/services/{{key}}": OFFICE_READERS,
    f"{OFFICE}/tables": OFFICE_READERS,
    f"{OFFICE}/tables/{{name}}": OFFICE_READERS,
    f"{OFFICE}/undo": OFFICE_READERS,
    DATA: LEADERS,
    ONE: LEADERS,
    TEXTS: LEADERS,
    f"{TEXTS}/new": LEADERS,
    "/console/today/no-chat": ADMIN,
    "/console/today/to-be-confirmed": ADMIN,
    "/console/today/{pile}": EVERYBODY,
    "/console/wording": ADMIN,
    "/console/file": DESK,
    "/console/filed/{token}": DESK,
    "/console/gallery": EVERYBODY,
    "/console/loans": EVERYBODY,
    MONEY: WORKERS | READERS,
    f"{MONEY}/slips/{{code}}/picture": WORKERS | READERS,
    f"{MONEY}/slips/{{code}}/confirm": WORKERS | READERS,
    f"{MONEY}/slips/{{code}}/refuse": WORKERS | READERS,
    f"{MONEY}/bills/{{bill:uuid}}/counter": WORKERS | READERS,
    f"{MONEY}/{{payment:uuid}}/{{decision}}": WORKERS | READERS,
    "/console/problems": LEADERS | READERS,
    "/console/problems/events": LEADERS | READERS,
    "/console/problems/messages/{message:uuid}": LEADERS | READERS,
    QUEUE: EVERYBODY,
    f"{QUEUE}/numbers/{{ticket:uuid}}": EVERYBODY,
    f"{QUEUE}/poster": LEADERS,
    "/console/rights": EVERYBODY,
    "/console/rounds": EVERYBODY,
    ROUND: EVERYBODY,
    f"{ROUND}/paper": EVERYBODY,
    STAFF: LEADERS | READERS,
    f"{STAFF}/{{person:uuid}}": ADMIN,
}

PRESSED: Mapping[str, frozenset[Role]] = {
    f"{ACCOUNT}/tokens/end": EVERYBODY,
    f"{ACCOUNT}/passkeys/options": EVERYBODY,
    "/console/loans/{reference}/photo": DESK,
    f"{MONEY}/slips/{{code}}/confirm": WORKERS,
    f"{MONEY}/slips/{{code}}/refuse": WORKERS,
    f"{MONEY}/bills/{{bill:uuid}}/counter": WORKERS,
    f"{MONEY}/{{payment:uuid}}/{{decision}}": WORKERS,
    "/console/budget/{message:uuid}": LEADERS,
    "/console/cases/together": DESK,
    f"{CASE}/assign": WORKERS,
    f"{CASE}/hand-over": WORKERS,
    f"{CASE}/here": EVERYBODY,
    f"{OFFICE}/close-department": ADMIN,
    f"{OFFICE}/section/{{section}}": ADMIN,
    f"{OFFICE}/services/{{key}}": LEADERS,
    f"{OFFICE}/tables/{{name}}": ADMIN,
    f"{OFFICE}/undo": ADMIN,
    f"{OFFICE}/decide": APPROVERS,
    "/console/problems/events": LEADERS,
    "/console/problems/messages/{message:uuid}": LEADERS,
    f"{ROUND}/stops/{{stop:uuid}}/done": WORKERS,
    f"{SERVICES}/{{service}}/publish": LEADERS,
    f"{SERVICES}/{{service}}/retire": LEADERS,
    f"{SERVICES}/{{service}}/bring-back": LEADERS,
    f"{SERVICES}/{{service}}/questions/{{name}}/up": LEADERS,
    f"{SERVICES}/{{service}}/questions/{{name}}/remove": LEADERS,
    "/console/sign-out": EVERYBODY,
    STAFF: ADMIN,
    f"{STAFF}/{{person:uuid}}/link": ADMIN,
}
# fmt: on

EXPECTED: Mapping[tuple[str, str], frozenset[Role]] = {
    **{(method, path): who for path, who in BOTH.items() for method in ("GET", "POST")},
    **{("GET", path): who for path, who in OPENED.items()},
    **{("POST", path): who for path, who in PRESSED.items()},
}

OF_THE_OWN_ACCOUNT = (ACCOUNT, "/console/sign-out")
"""What everybody may change: how they themselves come in."""
