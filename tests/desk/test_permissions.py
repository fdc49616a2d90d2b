"""Who may do what."""

from datetime import UTC, datetime

import pytest

from models.staff import Staff
from models.vocabulary import Role
from services.desk.permissions import RIGHTS, may

COUNTER = {
    "seen",
    "own_account",
    "read",
    "reply",
    "note",
    "file_for_others",
    "lend",
    "queue",
}
OFFICER = COUNTER | {
    "accept",
    "ask",
    "finish",
    "reject",
    "explain_delay",
    "see_private",
    "bill",
    "see_money",
    "confirm_payment",
    "plan_rounds",
    "assign",
    "hand_over",
}
OF_THE_OFFICE = {"see_office", "approve_payee"}
HEAD = (
    OFFICER
    | OF_THE_OFFICE
    | {
        "change_service",
        "export",
        "see_problems",
        "try_again",
        "link_chat",
        "see_staff",
        "compose_services",
        "prepare_texts",
        "personal_data",
        "approve_announcement",
    }
)
READER = {"own_account", "read", "see_money", "see_problems", "see_staff"}
OVER_ALL = {
    "executive": READER | OF_THE_OFFICE | {"seen", "approve_announcement"},
    "auditor": READER | {"export", "see_log", "see_office"},
    "admin": HEAD - {"see_private"}
    | {
        "manage_staff",
        "see_log",
        "change_office",
        "reword",
        "write_announcement",
    },
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
        ("head", OF_THE_OFFICE),
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
