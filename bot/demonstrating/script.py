"""Who plays in the demonstration, and what they say: read from a file, invented throughout."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "offices" / "demonstration.toml"


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who works at the office; one of each kind works in every department."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Script:
    """Everything people are called and say."""

    staff: Sequence[Player]
    """Of every department."""
    people: Sequence[Player]
    """Of the whole office."""
    villagers: Sequence[str]
    words: Sequence[str]
    questions: Sequence[str]
    replies: Sequence[str]
    results: Sequence[str]
    refusals: Sequence[str]
    comments: Sequence[str]


def read_script(file: Path = FILE) -> Script:
    """Raises `KeyError` or `TypeError` when the file lacks something."""
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    staff, people = ([Player(**one) for one in told.pop(kind)] for kind in ("staff", "people"))
    return Script(staff=staff, people=people, **told)
