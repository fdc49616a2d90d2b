"""The office as its own file describes it: name, villages, departments, hours, promises."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from services.kit.text import Language


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages. Rendered like any other text."""

    th: str
    en: str

    def render(self, language: Language | None = None) -> str:
        return self.th if language is not None and language.code == "th" else self.en


@dataclass(frozen=True, slots=True)
class Village:
    """A village (หมู่) by its number; the name may be unknown to the file."""

    number: int
    name: Named


@dataclass(frozen=True, slots=True)
class Department:
    """A part of the office that answers cases."""

    key: str
    name: Named
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Everything the office file says. Data that an office edits; never constants in code."""

    name: Named
    district: Named
    province: Named
    phone: str
    address: Named
    website: str
    hours: Named
    politeness: str
    villages: Mapping[int, Village]
    departments: Mapping[str, Department]
    handled_by: Mapping[str, str]
    """Service key to department key, where the office wants another than the service's own."""
    promises: Mapping[str, int]
    """Service key to working days, where they differ from the service's own promise."""
    holidays: frozenset[date] = field(default_factory=frozenset)
    """Days the office announces itself, besides the public holidays of the country."""
    embed_origins: tuple[str, ...] = ()
    """Web sites that may show the chat inside their own pages."""


def read_office(file: Path) -> Office:
    """Read an office file. Raises `KeyError` or `ValueError` naming what is missing or wrong."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    desk = told["office"]
    return Office(
        name=_named(desk["name"]),
        district=_named(desk["district"]),
        province=_named(desk["province"]),
        phone=desk["phone"],
        address=_named(desk["address"]),
        website=desk.get("website", ""),
        hours=_named(desk["hours"]),
        politeness=desk.get("politeness", "ค่ะ"),
        villages={row["number"]: Village(row["number"], _named(row)) for row in told["village"]},
        departments={row["key"]: _department(row) for row in told["department"]},
        handled_by=told.get("handled_by", {}),
        promises=told.get("promises", {}),
        holidays=frozenset(told.get("holidays", {}).get("days", ())),
        embed_origins=tuple(desk.get("embed_origins", ())),
    )


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["th"], row["en"])


def _department(row: Mapping[str, Any]) -> Department:
    return Department(row["key"], _named(row["name"]), row.get("phone", ""))
