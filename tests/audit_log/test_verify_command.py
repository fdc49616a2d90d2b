"""`sala verify-log`: says that the log fits, or names the first entry that does not."""

import sqlite3
from pathlib import Path

import pytest

from services.desk.audit_log.chain import Fault
from tests.cli.test_staff import Sala
from web.cli.audit_log import FAULTS


@pytest.fixture
def sala(tmp_path: Path) -> Sala:
    return Sala(tmp_path)


def test_a_new_log_fits(sala: Sala) -> None:
    told = sala("verify-log")
    assert told.exit_code == 0
    assert "The audit log fits: 0 entries, 0 not sealed yet." in told.output


def test_it_says_how_many_are_not_sealed_yet(sala: Sala) -> None:
    sala("staff", "add", "Malee", "--role", "admin")
    assert "0 entries, 2 not sealed yet" in sala("verify-log").output


def test_it_names_an_entry_that_nobody_sealed_and_fails(sala: Sala, tmp_path: Path) -> None:
    sala("staff", "add", "Malee", "--role", "admin")
    with sqlite3.connect(tmp_path / "sala.db") as connection:
        connection.execute(
            "UPDATE audit_entry SET number = 1, seal = 'made up' WHERE action = 'join'"
        )
    told = sala("verify-log")
    assert told.exit_code == 1
    assert "The audit log does not fit: entry 1" in told.output
    assert "compare with a backup" in told.output


def test_a_month_before_the_first_entry_has_no_root(sala: Sala) -> None:
    assert "2026-11 0" in sala("verify-log", "--root", "2026-11").output


@pytest.mark.parametrize("month", ["2026", "2026-13", "november", "2026-1"])
def test_a_month_that_is_none_is_refused(sala: Sala, month: str) -> None:
    assert sala("verify-log", "--root", month).exit_code == 2


def test_every_fault_has_words() -> None:
    assert set(FAULTS) == set(Fault)


@pytest.mark.parametrize("note", ["120", "0 " + "a" * 64, "x " + "a" * 64, "5 short"])
def test_a_note_that_is_none_is_refused(sala: Sala, note: str) -> None:
    assert sala("verify-log", "--noted", note).exit_code == 2


def test_a_log_shorter_than_what_was_noted_is_named_and_fails(sala: Sala) -> None:
    told = sala("verify-log", "--noted", "120 " + "a" * 64)
    assert told.exit_code == 1
    assert "entry 1 and those after it are cut off" in told.output
