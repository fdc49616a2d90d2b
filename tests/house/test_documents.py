"""What the documents claim is so: settings, commands, paths, targets, links, versions."""

import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import typer

from offices import SHIPPED
from services.kit.fields import Given, Surroundings
from services.kit.office import read_office
from tests.house.documents import (
    code_blocks,
    commands_named,
    commands_offered,
    linked_files,
    paths_in_table,
    section,
    settings_named,
    targets_named,
)
from tests.house.files import ROOT
from web.cli import app
from web.settings import Settings

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md", "bench/README.md"]


def loaded(source: str, folder: Path) -> Any:
    """Load an example as a module."""
    file = folder / "example.py"
    file.write_text(source, encoding="utf-8")
    spec = spec_from_file_location("example", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text(name: str) -> str:
    """Read a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def settings() -> set[str]:
    """Return the names of all settings as an operator writes them."""
    return {f"SALA_{name.upper()}" for name in Settings.model_fields}


def commands() -> set[str]:
    """Return all commands."""
    return set(commands_offered(typer.main.get_command(app)))


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_setting_is_documented_and_none_is_made_up(document: str) -> None:
    assert settings_named(text(document)) == settings()


def test_every_command_is_documented_and_none_is_made_up() -> None:
    assert commands_named(text("README.md"), commands()) == commands()


def test_the_table_of_places_is_true() -> None:
    places = paths_in_table(section(text("README.md"), "Where is …?"))
    assert len(places) > 10
    assert [place for place in places if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    folder = (ROOT / document).parent
    assert [link for link in linked_files(text(document)) if not (folder / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_of_make_exists(document: str) -> None:
    makefile = text("Makefile")
    assert [name for name in targets_named(text(document)) if f"\n{name}:" not in makefile] == []


def test_the_service_in_the_readme_is_a_service(tmp_path: Path, around: Surroundings) -> None:
    service = loaded(code_blocks(text("README.md"), "python")[0], tmp_path).SERVICE
    tables, phone = service.fields
    assert service.department in read_office(SHIPPED).departments
    assert tables.read(Given("๓ ตัว"), around) == 3
    assert phone.accepts(phone.read(Given("081 234 5678"), around), around)


def test_the_change_log_tells_of_this_version() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert "\n- " in section(text("CHANGELOG.md"), version) + section(
        text("CHANGELOG.md"), "Unreleased"
    )


def test_the_licence_is_the_one_that_is_named() -> None:
    licence = tomllib.loads(text("pyproject.toml"))["project"]["license"]
    assert licence == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3" in text("LICENSE")


def test_the_checking_machine_runs_the_one_check() -> None:
    assert text(".ci/run").endswith("exec make check\n")


def test_a_setting_is_noticed_in_a_text() -> None:
    words = "Set `SALA_BASE_URL=https://…`; for tests, SALA_TEST_CHROMIUM."
    assert settings_named(words) == {"SALA_BASE_URL"}


def test_a_command_is_noticed_in_a_text() -> None:
    words = "`sala serve --port 80`, then `.venv/bin/sala staff add NAME`, not `sala fly`."
    assert commands_named(words, {"serve", "staff add"}) == {"serve", "staff add", "fly"}


def test_the_commands_of_a_program_are_found() -> None:
    program, staff = typer.Typer(), typer.Typer()
    program.command("serve")(text)
    staff.command("add")(text)
    program.add_typer(staff, name="staff")
    assert list(commands_offered(typer.main.get_command(program))) == ["serve", "staff add"]


def test_a_place_that_is_not_there_would_be_noticed() -> None:
    table = "## Where is …?\n| what | where |\n|---|---|\n| the moon | `sky/moon.py` |\n\n## Next"
    assert paths_in_table(section(table, "Where is …?")) == ["sky/moon.py"]


def test_a_link_and_a_target_are_noticed() -> None:
    words = "See [the plan](docs/plan.md), [home](https://example.org); run `make coffee`."
    assert linked_files(words) == ["docs/plan.md"]
    assert targets_named(words) == {"coffee"}
