"""The import contracts of `pyproject.toml` hold, and each is shown to bite."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.files import ROOT

FORBIDDEN = {
    "Imports point inward: web > bot > services > models": (
        "models/vocabulary.py",
        "import services.kit.text",
    ),
    "Inside services: desk > catalogue > reckoning > kit": (
        "services/kit/text.py",
        "import services.desk.work",
    ),
    "Decisions are pure: no database, network or web framework": (
        "bot/conversation.py",
        "import sqlalchemy",
    ),
    "Messengers do not know each other": (
        "bot/channels/webchat.py",
        "import bot.channels.telegram",
    ),
    "The desk does not know the confidential channel": (
        "services/desk/filing.py",
        "import services.integrity.filing",
    ),
    "The confidential channel does not know the desk": (
        "services/integrity/filing.py",
        "import services.desk.filing",
    ),
    "Messengers do not know the desk": (
        "bot/channels/webchat.py",
        "import services.desk.filing",
    ),
}
"""For each contract, a file and the import that would break it."""


def contracts() -> list[str]:
    """Return the names of all contracts."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in told["tool"]["importlinter"]["contracts"]]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the code that may be spoilt."""
    for folder in ("web", "bot", "services", "models"):
        ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts in a folder."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(  # noqa: S603 - our own program, no words from outside
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_every_contract_has_its_sample() -> None:
    assert sorted(FORBIDDEN) == sorted(contracts())


def test_every_contract_holds(copy: Path) -> None:
    assert lint(copy).returncode == 0


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_the_contract_bites(contract: str, copy: Path) -> None:
    file, forbidden = FORBIDDEN[contract]
    with (copy / file).open("a", encoding="utf-8") as spoilt:
        spoilt.write(f"\n{forbidden}\n")
    assert f"{contract} BROKEN" in lint(copy).stdout
