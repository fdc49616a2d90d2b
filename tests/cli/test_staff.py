"""`sala staff`: adding people, signing them in, letting them go."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from web.cli import app


@pytest.fixture
def sala(tmp_path: Path) -> "Sala":
    return Sala(tmp_path)


class Sala:
    """The command, in an empty folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "SALA_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/sala.db",
            "SALA_DATA_DIR": str(folder),
            "SALA_BASE_URL": "https://desk.example",
        }

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(app, words, env=self.environment)


def test_adding_somebody_prints_a_link_that_signs_them_in(sala: Sala) -> None:
    added = sala("staff", "add", "Malee", "--department", "health")
    assert added.exit_code == 0
    assert "https://desk.example/console/sign-in/SALA-" in added.output


def test_an_officer_needs_a_department_that_exists(sala: Sala) -> None:
    added = sala("staff", "add", "Malee", "--department", "nowhere")
    assert (added.exit_code, "health" in added.output) == (2, True)


def test_the_same_name_is_not_added_twice(sala: Sala) -> None:
    sala("staff", "add", "Malee", "--department", "health")
    again = sala("staff", "add", "Malee", "--department", "health")
    assert (again.exit_code, "sala staff sign-in" in again.output) == (1, True)


def test_a_new_link_can_be_had_at_any_time(sala: Sala) -> None:
    first = sala("staff", "add", "Malee", "--role", "admin").output
    second = sala("staff", "sign-in", "Malee").output
    assert second.splitlines()[-1] not in first


def test_who_left_is_no_longer_listed_and_gets_no_link(sala: Sala) -> None:
    sala("staff", "add", "Malee", "--role", "executive")
    sala("staff", "leave", "Malee")
    assert "Malee" not in sala("staff", "list").output
    assert sala("staff", "sign-in", "Malee").exit_code == 1


def test_the_only_administrator_stays_one(sala: Sala) -> None:
    sala("staff", "add", "Malee", "--role", "admin")
    left, changed = sala("staff", "leave", "Malee"), sala("staff", "role", "Malee", "auditor")
    assert (left.exit_code, changed.exit_code) == (1, 1)
    assert "only administrator" in left.output + changed.output
    assert "Malee\tadmin" in sala("staff", "list").output


def test_a_counter_clerk_may_work_for_the_whole_office_and_change_the_role(sala: Sala) -> None:
    assert sala("staff", "add", "Malee", "--role", "counter").exit_code == 0
    assert sala("staff", "role", "Malee", "officer").exit_code == 2
    sala("staff", "role", "Malee", "officer", "--department", "health")
    assert "Malee\tofficer\thealth" in sala("staff", "list").output


def test_somebody_shut_out_is_let_try_again(sala: Sala) -> None:
    sala("staff", "add", "Malee", "--role", "admin")
    assert sala("staff", "unlock", "Malee").exit_code == 0
