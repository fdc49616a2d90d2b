"""`sala` with settings that do not fit: explained in a line, never thrown at the operator."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from models.database import Database
from models.one_desk import only_desk

REPOSITORY = Path(__file__).parents[2]


def sala(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator does, in a folder without a `.env`."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(REPOSITORY),
        "SALA_DATA_DIR": str(folder),
        "SALA_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/sala.db",
    }
    command = [sys.executable, "-c", "from web.cli import run; run()", *words]
    return subprocess.run(  # noqa: S603 -- our own command
        command,
        cwd=folder,
        env=environment | settings,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SALA_DATABASE_URL", "nonsense"),
        ("SALA_DATABASE_URL", "postgresql://sala:secret-word@localhost/sala"),
        ("SALA_BASE_URL", "desk.example"),
        ("SALA_OFFICE", "no-such-office.toml"),
        ("SALA_DATA_DIR", "/proc/1/sala"),
        ("SALA_TELEGRAM_MODE", "sometimes"),
    ],
)
def test_a_setting_that_does_not_fit_is_named_and_explained(
    tmp_path: Path, name: str, value: str
) -> None:
    ended = sala(tmp_path, "serve", **{name: value})
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{name}: ")
    assert "Traceback" not in ended.stderr
    assert "secret-word" not in ended.stderr


def test_a_port_that_is_taken_is_noticed_before_the_desk_touches_anything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = sala(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert (ended.returncode, ended.stderr[:7]) == (2, "--port:")
    assert not (tmp_path / "sala.db").exists()


def test_a_database_that_does_not_answer_is_named_without_a_traceback(tmp_path: Path) -> None:
    away = "postgresql+asyncpg://sala@127.0.0.1:1/sala"
    ended = sala(tmp_path, "migrate", SALA_DATABASE_URL=away)
    assert (ended.returncode, "sala doctor" in ended.stderr) == (1, True)
    assert "Traceback" not in ended.stderr


def test_a_database_server_that_is_away_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    away = f"postgresql+asyncpg://sala:secret-word@127.0.0.1:{port}/sala"
    ended = sala(tmp_path, "serve", "--port", "0", SALA_DATABASE_URL=away)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "secret-word" not in ended.stderr


def test_a_second_desk_on_the_same_file_is_refused(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/sala.db")
    with only_desk(database):
        ended = sala(tmp_path, "serve", "--port", "0")
    assert (ended.returncode, ended.stderr[:12]) == (2, "Another desk")
