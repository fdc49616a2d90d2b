"""Which step may follow which."""

import pytest

from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk.progress import CLOSED, OPEN, actor_of, is_open, next_status

EVERYWHERE = list(CaseStatus)


@pytest.mark.parametrize(
    ("status", "action", "then"),
    [
        ("received", "accept", "accepted"),
        ("reopened", "accept", "in_progress"),
        ("received", "ask", "waiting_for_resident"),
        ("accepted", "ask", "waiting_for_resident"),
        ("in_progress", "ask", "waiting_for_resident"),
        ("reopened", "ask", "waiting_for_resident"),
        ("waiting_for_resident", "answer", "in_progress"),
        ("done", "dispute", "reopened"),
        ("done", "rate", "done"),
        ("done", "write", "done"),
        ("rejected", "write", "rejected"),
    ],
)
def test_a_step_leads_on(status: str, action: str, then: str) -> None:
    assert next_status(status, action) == then


@pytest.mark.parametrize("status", sorted(OPEN))
@pytest.mark.parametrize(
    ("action", "then"), [("finish", "done"), ("reject", "rejected"), ("withdraw", "withdrawn")]
)
def test_every_open_case_can_be_closed(status: str, action: str, then: str) -> None:
    assert next_status(status, action) == then


@pytest.mark.parametrize("status", sorted(CLOSED))
@pytest.mark.parametrize("action", ["accept", "ask", "answer", "finish", "reject", "withdraw"])
def test_a_closed_case_is_not_worked_on(status: str, action: str) -> None:
    assert next_status(status, action) is None


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("accepted", "accept"),
        ("waiting_for_resident", "accept"),
        ("rejected", "dispute"),
        ("withdrawn", "dispute"),
        ("accepted", "rate"),
        ("withdrawn", "write"),
        ("accepted", "answer"),
    ],
)
def test_some_steps_do_not_fit(status: str, action: str) -> None:
    assert next_status(status, action) is None


@pytest.mark.parametrize("status", EVERYWHERE)
@pytest.mark.parametrize("action", ["reply", "note"])
def test_staff_may_always_write(status: CaseStatus, action: str) -> None:
    assert next_status(status, action) == status


@pytest.mark.parametrize("status", EVERYWHERE)
@pytest.mark.parametrize(
    ("action", "then"), [("explain_delay", None), ("hand_out", CaseStatus.IN_PROGRESS)]
)
def test_only_an_open_case_is_late_or_handed_out(
    status: CaseStatus, action: str, then: CaseStatus | None
) -> None:
    expected = {True: then or status, False: None}
    assert next_status(status, action) == expected[is_open(status)]


def test_every_status_is_open_or_closed() -> None:
    assert {status for status in CaseStatus if is_open(status)} == OPEN
    assert set(CaseStatus) == OPEN | CLOSED


def test_every_action_belongs_to_somebody() -> None:
    by_resident = {action for action in CaseAction if actor_of(action) == ActorKind.RESIDENT}
    after_filing = {"answer", "write", "withdraw", "dispute", "rate", "attach", "claim", "pay_slip"}
    assert by_resident == {"file"} | after_filing
