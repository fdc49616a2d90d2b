"""What the project installs: locked with hashes, from nowhere in particular, each with a reason."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.checks import Check, download_addresses, foreign_paths, imports
from tests.house.files import PRODUCT, ROOT, code, offences, written_by_hand

LOCKS = ["requirements.lock", "requirements-test.lock"]
LISTS = {"requirements.in": LOCKS, "requirements-test.in": LOCKS[1:]}


LOADED_BY_OTHERS = {
    "aiosqlite", "asyncpg", "httptools", "python-multipart", "setuptools", "tzdata", "uvloop",
}  # fmt: skip
"""Drivers and parts that SQLAlchemy, uvicorn, Starlette, zoneinfo and pip look for themselves."""


def asked_for(list_name: str) -> list[str]:
    """Return the names in a list of requirements."""
    lines = (ROOT / list_name).read_text(encoding="utf-8").splitlines()
    return [re.split(r"[\[;<>=! ]", line)[0] for line in lines if line and line[0] != "#"]


def locked(lock_name: str) -> dict[str, bool]:
    """Return the names in a lock, and whether each has at least one hash."""
    entries = re.split(r"^(?=\S)", (ROOT / lock_name).read_text(encoding="utf-8"), flags=re.M)
    return {entry.split("==")[0]: "--hash=sha256:" in entry for entry in entries if entry}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hash(lock: str) -> None:
    assert [name for name, hashed in locked(lock).items() if not hashed] == []


@pytest.mark.parametrize(("asked", "locks"), LISTS.items())
def test_what_is_asked_for_is_locked(asked: str, locks: list[str]) -> None:
    missing = {lock: sorted(set(asked_for(asked)) - locked(lock).keys()) for lock in locks}
    assert missing == {lock: [] for lock in locks}


def test_what_is_checked_with_is_what_runs() -> None:
    runs = _pins(ROOT / "requirements.lock")
    assert sorted(runs - _pins(ROOT / "requirements-test.lock")) == []


def test_every_package_has_its_reason() -> None:
    reasons = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    assert [name for name in asked_for("requirements.in") if f"`{name}`" not in reasons] == []


def test_every_package_is_used() -> None:
    imported = {name for file in code(*PRODUCT) for name in imports(file.read_text("utf-8"))}
    carried_in = {dist for name in imported for dist in packages_distributions().get(name, [])}
    used = {_canonical(dist) for dist in carried_in} | LOADED_BY_OTHERS
    assert [name for name in asked_for("requirements.in") if name not in used] == []


def test_imports_are_found_wherever_they_stand() -> None:
    source = "import babel.core\ndef f():\n    from jinja2 import Environment\n"
    assert imports(source) == {"babel", "jinja2"}


def test_no_file_says_where_packages_come_from() -> None:
    assert offences(download_addresses, written_by_hand()) == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    assert offences(foreign_paths, written_by_hand()) == []


@pytest.mark.parametrize(
    ("check", "line"),
    [
        (download_addresses, "--extra-index" + "-url https://packages.example/simple"),
        (download_addresses, "find" + "_links = wheels"),
        (download_addresses, '<script src="https://cdn' + '.example/chat.js">'),
        (foreign_paths, "source = Path('/home" + "/somebody/sala')"),
    ],
)
def test_an_address_or_a_path_is_noticed(check: Check, line: str) -> None:
    assert check(line) == [f"line 1: {line}"]


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pins(lock: Path) -> set[str]:
    return set(re.findall(r"^\S+==.*?(?= \\)", lock.read_text(encoding="utf-8"), flags=re.M))
