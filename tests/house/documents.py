"""What the documents claim, as plain functions of their text."""

import re
from collections.abc import Iterator, Sequence

SETTING = re.compile(r"\bSALA_[A-Z][A-Z_]*[A-Z]\b")
COMMAND = re.compile(r"`(?:\.venv/bin/)?sala ([a-z][a-z-]*(?: [a-z][a-z-]*){0,2})")
TARGET = re.compile(r"`make ([a-z]+)")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
CODE = re.compile(r"`([^`\s]+)`")

FOR_TESTS = "SALA_TEST_"
"""Settings of the tests begin like this; CONTRIBUTING.md names them."""


def settings_named(text: str) -> set[str]:
    """Return the settings of the desk a text names."""
    return {name for name in SETTING.findall(text) if not name.startswith(FOR_TESTS)}


def commands_named(text: str, offered: set[str]) -> set[str]:
    """Return the `sala …` commands a text names.

    As many words count as make a command: `serve`, `line setup`, `integrity recipient add`. What
    makes none counts with its first two.
    """
    return {_command(words.split(), offered) for words in COMMAND.findall(text)}


def targets_named(text: str) -> set[str]:
    """Return the `make …` targets a text names."""
    return set(TARGET.findall(text))


def linked_files(text: str) -> list[str]:
    """Return the files a text links to or shows, as written."""
    return LINK.findall(text)


def section(text: str, title: str) -> str:
    """Return the part of a document under one heading, or nothing when there is none."""
    found = re.search(rf"^#+ {re.escape(title)}$(.*?)(?=^#|\Z)", text, re.M | re.S)
    return found.group(1) if found else ""


def paths_in_table(text: str) -> list[str]:
    """Return the paths in the second column of a table."""
    rows = [line.split("|") for line in text.splitlines() if line.startswith("|")]
    return [path for row in rows for path in CODE.findall(row[2]) if "/" in path or "." in path]


def code_blocks(text: str, language: str) -> list[str]:
    """Return the examples written in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.M | re.S)


def commands_offered(group: object, above: str = "") -> Iterator[str]:
    """Walk the commands of a program: `serve`, `line setup` …"""
    for name, command in getattr(group, "commands", {}).items():
        path = f"{above} {name}".strip()
        below = list(commands_offered(command, path))
        yield from below or [path]


def _command(words: Sequence[str], offered: set[str]) -> str:
    made = (" ".join(words[:count]) for count in range(1, len(words) + 1))
    return next((one for one in made if one in offered), " ".join(words[:2]))
