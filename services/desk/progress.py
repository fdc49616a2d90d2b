"""Progress: which step may follow which. Pure; who may take a step is in `permissions`."""

from collections.abc import Mapping

from models.vocabulary import ActorKind, CaseAction, CaseStatus

_S = CaseStatus
OPEN = frozenset({_S.RECEIVED, _S.ACCEPTED, _S.IN_PROGRESS, _S.WAITING_FOR_RESIDENT, _S.REOPENED})
CLOSED = frozenset(CaseStatus) - OPEN
FINISHED = frozenset({_S.DONE, _S.REJECTED})
"""Closed by the office. The resident may still write: a dead end helps nobody."""

BY_STAFF = frozenset(
    {
        CaseAction.ACCEPT,
        CaseAction.ASK,
        CaseAction.REPLY,
        CaseAction.NOTE,
        CaseAction.FINISH,
        CaseAction.REJECT,
        CaseAction.EXPLAIN_DELAY,
    }
)

VISITS = frozenset({CaseAction.PLAN_VISIT, CaseAction.CANCEL_VISIT, CaseAction.MISS_VISIT})
"""Taken by staff as well, for many cases at once: see `rounds`."""

LOOKING_AFTER = frozenset({CaseAction.ASSIGN, CaseAction.HAND_OVER})
"""Taken by staff as well, on the console: see `assigning`."""

_MONEY = frozenset({CaseAction.BILL, CaseAction.PAID})
"""Taken by staff as well, or by the desk for them, but not as steps of a case: see `paying`."""

_TAKES_ON = frozenset(
    {
        CaseAction.ACCEPT,
        CaseAction.ASK,
        CaseAction.FINISH,
        CaseAction.REJECT,
        CaseAction.HAND_OUT,
        CaseAction.PLAN_VISIT,
    }
)

_LEAVES_UNREAD = frozenset(
    {CaseAction.WRITE, CaseAction.ANSWER, CaseAction.ATTACH, CaseAction.DISPUTE}
)
_ANSWERS = frozenset(
    {CaseAction.ASK, CaseAction.REPLY, CaseAction.REJECT, CaseAction.EXPLAIN_DELAY}
)
"""With words of staff. Who only finishes, from a chat that shows no words, may not have read."""

_STEPS: Mapping[CaseAction, Mapping[CaseStatus, CaseStatus]] = {
    CaseAction.ACCEPT: {_S.RECEIVED: _S.ACCEPTED, _S.REOPENED: _S.IN_PROGRESS},
    CaseAction.ASK: dict.fromkeys(OPEN, _S.WAITING_FOR_RESIDENT),
    CaseAction.ANSWER: {_S.WAITING_FOR_RESIDENT: _S.IN_PROGRESS},
    CaseAction.FINISH: dict.fromkeys(OPEN, _S.DONE),
    CaseAction.REJECT: dict.fromkeys(OPEN, _S.REJECTED),
    CaseAction.HAND_OUT: dict.fromkeys(OPEN, _S.IN_PROGRESS),
    CaseAction.EXPLAIN_DELAY: {status: status for status in OPEN},
    CaseAction.PLAN_VISIT: {
        **{status: status for status in OPEN},
        _S.RECEIVED: _S.ACCEPTED,
        _S.REOPENED: _S.IN_PROGRESS,
    },
    CaseAction.CANCEL_VISIT: {status: status for status in OPEN},
    CaseAction.MISS_VISIT: {status: status for status in OPEN},
    CaseAction.ASSIGN: {status: status for status in OPEN},
    CaseAction.HAND_OVER: {
        **{status: status for status in OPEN},
        _S.ACCEPTED: _S.RECEIVED,
        _S.IN_PROGRESS: _S.RECEIVED,
    },
    CaseAction.WITHDRAW: dict.fromkeys(OPEN, _S.WITHDRAWN),
    CaseAction.DISPUTE: {_S.DONE: _S.REOPENED},
    CaseAction.REPLY: {status: status for status in CaseStatus},
    CaseAction.NOTE: {status: status for status in CaseStatus},
    CaseAction.WRITE: {status: status for status in OPEN | FINISHED},
    CaseAction.ATTACH: {status: status for status in OPEN | FINISHED},
    CaseAction.RATE: {_S.DONE: _S.DONE},
    CaseAction.CLAIM: {status: status for status in CaseStatus},
    CaseAction.BILL: {status: status for status in CaseStatus},
    CaseAction.PAY_SLIP: {status: status for status in CaseStatus},
    CaseAction.PAID: {status: status for status in CaseStatus},
}


def next_status(status: str, action: str) -> CaseStatus | None:
    """Return where a case stands after an action, or None when the action does not fit."""
    steps = _STEPS.get(CaseAction(action), {})
    return steps.get(CaseStatus(status))


def is_open(status: str) -> bool:
    """Say whether the office still owes the resident something."""
    return CaseStatus(status) in OPEN


def actor_of(action: str) -> ActorKind:
    """Say who takes a step: staff, the resident, or the desk itself."""
    if CaseAction(action) in BY_STAFF | _MONEY | VISITS | LOOKING_AFTER | {CaseAction.HAND_OUT}:
        return ActorKind.STAFF
    return ActorKind.SYSTEM if action == CaseAction.UNREACHABLE else ActorKind.RESIDENT


def takes_on(action: str) -> bool:
    """Say whether whoever does this looks after the case from now on, if nobody does yet."""
    return action in _TAKES_ON


def leaves_unread(action: str) -> bool:
    """Say whether the resident has told something with it that somebody has to read."""
    return action in _LEAVES_UNREAD


def answers_the_resident(action: str) -> bool:
    """Say whether staff answer with it, so that what the resident wrote counts as read."""
    return action in _ANSWERS
