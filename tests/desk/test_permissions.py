"""Who may do what."""

from datetime import UTC, datetime

import pytest

from models.staff import Staff
from models.vocabulary import Role
from services.desk.permissions import RIGHTS, may

COUNTER = {"read", "reply", "note", "file_for_others", "lend", "queue"}
OFFICER = COUNTER | {
    "accept", "ask", "finish", "reject", "explain_delay", "see_private", "bill",
    "confirm_payment", "plan_rounds",
}  # fmt: skip
HEAD = OFFICER | {"export", "see_problems", "link_chat", "approve_announcement"}
OVER_ALL = {
    "executive": {"read", "approve_announcement"},
    "auditor": {"read", "export"},
    "admin": HEAD - {"see_private"} | {"manage_staff", "write_announcement"},
}


def rights(role: str, own: str | None, department: str | None) -> set[str]:
    staff = Staff(name="Somsri", role=role, department=own)
    return {action for action in RIGHTS if may(staff, action, department)}


@pytest.mark.parametrize(
    ("role", "expected"),
    [("officer", OFFICER), ("counter", COUNTER), ("head", HEAD), *OVER_ALL.items()],
)
def test_rights_in_the_own_department(role: str, expected: set[str]) -> None:
    assert rights(role, "works", "works") == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("officer", set()),
        ("counter", set()),
        ("head", set()),
        *OVER_ALL.items(),
        ("a role of tomorrow", set()),
    ],
)
def test_rights_in_another_department(role: str, expected: set[str]) -> None:
    assert rights(role, "works", "health") == expected
    assert rights(role, "works", None) == expected


def test_an_officer_without_a_department_works_for_the_whole_office() -> None:
    assert rights("officer", None, "works") == OFFICER


def test_nobody_who_left_may_do_anything() -> None:
    gone = Staff(name="Somsri", role="admin", left_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert not any(may(gone, action, None) for action in RIGHTS)


def test_what_does_not_stand_in_the_table_is_allowed_to_nobody() -> None:
    assert not may(Staff(name="Somsri", role="admin"), "burn_the_archive", None)


def test_every_right_belongs_to_roles_there_are() -> None:
    assert {role for right in RIGHTS.values() for role in right.roles} == set(Role)
