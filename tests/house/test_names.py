"""Shared code names no service, no department and no town: the next office edits one file."""

import tomllib
from pathlib import Path

from offices import SHIPPED
from services.catalogue import all_services
from tests.house.checks import names_of_ours
from tests.house.files import ROOT, code

SHARED = ("bot", "web", "models", "services/kit", "services/desk", "locales")
SHOWN = {".html", ".js", ".css", ".svg", ".txt"}
"""Files of templates and pages, which are shared as well."""


def towns() -> list[str]:
    """Return how the shipped office, its district and its province are called."""
    told = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["office"]
    name = [told["name"]["th"].removeprefix("อบต."), told["name"]["en"].split(" Subdistrict")[0]]
    return [*name, *told["district"].values(), *told["province"].values()]


def departments() -> list[str]:
    """Return the keys of the shipped office's departments."""
    told = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["department"]
    return [row["key"] for row in told]


def services() -> list[str]:
    """Return how the services are called: their keys, and their titles as written in code."""
    offered = all_services().values()
    return [name for service in offered for name in (service.key, service.title.message)]


def shared_files() -> list[Path]:
    """Return the code and the pages that every office and every service shares."""
    pages = [file for file in (ROOT / "web").rglob("*") if file.suffix in SHOWN]
    return [*code(*SHARED), ROOT / "services" / "catalogue.py", *pages]


def named_in(source: str) -> list[str]:
    """Apply the rule to one source text."""
    return names_of_ours(source, [*services(), *towns()], departments())


def test_shared_code_names_nothing_of_ours() -> None:
    named = {file: named_in(file.read_text(encoding="utf-8")) for file in shared_files()}
    assert {file: found for file, found in named.items() if found} == {}


def test_a_service_is_noticed_however_it_is_written() -> None:
    key = next(iter(all_services()))
    written = [f"import services.{key.replace('-', '_')}", f"class {key.title()}", f"# a {key}"]
    assert [named_in(line) for line in written] == [[f"line 1: {key}"]] * 3


def test_a_department_is_noticed_as_a_whole_string_only() -> None:
    key = departments()[0]
    assert named_in(f'department = "{key}"') == [f"line 1: {key}"]
    assert named_in(f"The {key} reads this.") == []


def test_a_town_is_noticed_in_both_languages() -> None:
    for town in towns():
        assert named_in(f"<h1>{town}</h1>") != []
