"""`sala demo`: for an empty desk, once."""

from pathlib import Path

from typer.testing import CliRunner

from web.cli import app


def test_a_year_is_made_up_once_and_never_over_a_real_desk(tmp_path: Path) -> None:
    environment = {
        "SALA_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/sala.db",
        "SALA_DATA_DIR": str(tmp_path),
        "SALA_BASE_URL": "https://desk.example",
    }
    first, again = [
        CliRunner().invoke(app, ["demo", "--cases", "5"], env=environment) for _time in range(2)
    ]
    assert first.exit_code == 0
    assert first.output.count("https://desk.example/console/sign-in/SALA-") == 5
    assert (again.exit_code, "empty" in again.output) == (1, True)
