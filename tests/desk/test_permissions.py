"""Who may do what."""

from datetime import UTC, datetime

import pytest

from models.staff import Staff
from services.desk.permissions import (
    CASE_WORK,
    EVERYTHING,
    EXPORT,
    FILE_FOR_OTHERS,
    LINK_CHAT,
    MANAGE_STAFF,
    READ,
    SEE_PRIVATE,
    SEE_PROBLEMS,
    may,
)


def rights(role: str, own: str | None, department: str | None) -> set[str]:
    staff = Staff(name="Somsri", role=role, department=own)
    return {action for action in EVERYTHING | {SEE_PRIVATE} if may(staff, action, department)}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("officer", CASE_WORK | {FILE_FOR_OTHERS, SEE_PRIVATE}),
        ("head", CASE_WORK | {EXPORT, FILE_FOR_OTHERS, SEE_PRIVATE, LINK_CHAT, SEE_PROBLEMS}),
        ("executive", {READ}),
        ("auditor", {READ, EXPORT}),
        ("admin", EVERYTHING),
    ],
)
def test_rights_in_the_own_department(role: str, expected: set[str]) -> None:
    assert rights(role, "works", "works") == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("officer", set()),
        ("head", set()),
        ("executive", {READ}),
        ("auditor", {READ, EXPORT}),
        ("admin", EVERYTHING),
        ("a role of tomorrow", set()),
    ],
)
def test_rights_in_another_department(role: str, expected: set[str]) -> None:
    assert rights(role, "works", "health") == expected
    assert rights(role, "works", None) == expected


def test_an_officer_without_a_department_works_for_the_whole_office() -> None:
    assert rights("officer", None, "works") == CASE_WORK | {FILE_FOR_OTHERS, SEE_PRIVATE}


def test_nobody_who_left_may_do_anything() -> None:
    gone = Staff(name="Somsri", role="admin", left_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert not any(may(gone, action, None) for action in EVERYTHING | {MANAGE_STAFF})
