"""The office as its own file describes it: name, villages, departments, hours, promises."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any

from offices import TABLES
from services.kit.dated import Dated, read_tables
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
class Opening:
    """Days (0 is Monday) on which the office is open, and from when until when, in Thai time."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(8, 30)
    closes: time = time(16, 30)


@dataclass(frozen=True, slots=True)
class Payee:
    """Where payments go: PromptPay bill payment when there is a biller, else a plain transfer."""

    name: Named
    biller: str = ""
    """15 digits: tax id and two digits of suffix (tag 30)."""
    proxy: str = ""
    """Tax id of 13 digits or mobile number, when the bank gave no biller (tag 29)."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A line at the counters: one series of tickets, such as A001."""

    key: str
    letter: str
    name: Named
    department: str
    counters: int = 1
    minutes: int = 10
    """How long one person takes, until there are enough tickets to know."""


@dataclass(frozen=True, slots=True)
class Property:
    """Something the office lends: how many there are in all."""

    key: str
    name: Named
    unit: Named
    count: int


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Why a service cannot be begun for a while."""

    why: Named
    until: date | None = None
    """The last day of the pause; None until somebody ends it."""

    def on(self, day: date) -> bool:
        """Say whether the pause holds on this day."""
        return self.until is None or day <= self.until


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
    position: tuple[float, float] | None = None
    """Latitude and longitude of the office, where rounds begin; without it, at their first pin."""
    opening: tuple[Opening, ...] = (Opening(),)
    payee: Payee | None = None
    """Who residents pay; without one, bills are paid at the counter."""
    queues: Mapping[str, Queue] = field(default_factory=dict)
    property: Mapping[str, Property] = field(default_factory=dict)
    switched_off: Mapping[str, SwitchedOff] = field(default_factory=dict)
    """Service key to why nobody can begin it for a while; its open cases go on."""
    topics: Mapping[str, Named] = field(default_factory=dict)
    """What the office writes news about; without any, residents are not asked about news."""
    tables: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)
    """Rates, dates and fees by the name of their table; read them with `services.kit.dated`."""


def read_office(file: Path) -> Office:
    """Read an office file. Raises `KeyError` or `ValueError` naming what is missing or wrong."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return office_from(told, read_tables(TABLES, file.parent / "tables"))


def read_titles(folder: Path) -> dict[str, Named]:
    """Return what the tables in a folder are called (`title`), by their names."""
    told = {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.toml")
    }
    return {name: _named(table["title"]) for name, table in told.items() if "title" in table}


def office_from(told: Mapping[str, Any], tables: Mapping[str, tuple[Dated, ...]]) -> Office:
    """Return the office a file or the console tells of; days and hours may be written as words.

    Raises `KeyError`, `TypeError` or `ValueError` naming what is missing or wrong.
    """
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
        holidays=frozenset(map(_day, told.get("holidays", {}).get("days", ()))),
        embed_origins=tuple(desk.get("embed_origins", ())),
        position=_position(desk.get("position", ())),
        opening=tuple(_opening(row) for row in told.get("opening", ())) or (Opening(),),
        payee=_payee(told["payee"]) if told.get("payee") else None,
        queues={row["key"]: _queue(row) for row in told.get("queue", ())},
        property={row["key"]: _property(row) for row in told.get("property", ())},
        switched_off={key: _off(row) for key, row in told.get("switched_off", {}).items()},
        tables=tables,
        topics={row["key"]: _named(row) for row in told.get("topic", ())},
    )


def _day(told: date | str) -> date:
    return date.fromisoformat(told) if isinstance(told, str) else told


def _time(told: time | str) -> time:
    return time.fromisoformat(told) if isinstance(told, str) else told


def _off(row: Mapping[str, Any]) -> SwitchedOff:
    return SwitchedOff(_named(row), _day(row["until"]) if row.get("until") else None)


def _named(row: Mapping[str, Any]) -> Named:
    return Named(row["th"], row["en"])


def _department(row: Mapping[str, Any]) -> Department:
    return Department(row["key"], _named(row["name"]), row.get("phone", ""))


def _opening(row: Mapping[str, Any]) -> Opening:
    return Opening(tuple(row["days"]), _time(row["opens"]), _time(row["closes"]))


def _position(given: Sequence[float]) -> tuple[float, float] | None:
    """Read latitude and longitude. Raises `ValueError` for anything but two numbers."""
    if not given:
        return None
    latitude, longitude = given
    return float(latitude), float(longitude)


def _payee(row: Mapping[str, Any]) -> Payee:
    return Payee(_named(row["name"]), row.get("biller", ""), row.get("proxy", ""))


def _queue(row: Mapping[str, Any]) -> Queue:
    return Queue(
        row["key"],
        row["letter"],
        _named(row["name"]),
        row["department"],
        row.get("counters", 1),
        row.get("minutes", 10),
    )


def _property(row: Mapping[str, Any]) -> Property:
    return Property(row["key"], _named(row["name"]), _named(row["unit"]), row["count"])
