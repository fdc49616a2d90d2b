"""Worked examples of both taxes, as data."""

import json
from pathlib import Path
from typing import Any

from services.reckoning.land_tax import Use
from services.reckoning.signboard_tax import Kind

FILE = Path(__file__).with_name("vectors.json")

USES = {
    "agri": Use.FARMING,
    "home_land_house": Use.MAIN_HOME,
    "home_house_only": Use.MAIN_HOUSE,
    "residential_other": Use.OTHER_HOME,
    "other": Use.OTHER,
    "vacant": Use.VACANT,
}

YEAR_UNUSED = {"0": 1, "0.3": 4, "2.7": 28}
"""The first consecutive year in which unused land pays so many percentage points more."""

KINDS = {
    "1a": Kind.THAI_MOVING,
    "1b": Kind.THAI_STILL,
    "2a": Kind.MIXED_MOVING,
    "2b": Kind.MIXED_STILL,
    "3a": Kind.FOREIGN_MOVING,
    "3b": Kind.FOREIGN_STILL,
}

QUARTER_MONTHS = {"1": 1, "0.75": 4, "0.5": 7, "0.25": 10}
"""The first month of the quarter in which a new sign pays so much of the year."""


def examples(tax: str) -> list[dict[str, Any]]:
    """Return the worked examples of `land` or `sign`."""
    told: dict[str, list[dict[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return told[tax]


def identity(example: dict[str, Any]) -> str:
    """Name an example in the list of tests."""
    return str(example["id"])
