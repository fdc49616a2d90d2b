"""The sections of the office as sheets of inputs: what can be written, and how it is read. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from services.kit.errors import InvalidAnswer
from services.kit.office_checks import PARTICLES
from services.kit.text import Rendered, Text, _, plain

Row = dict[str, Any]
Form = Mapping[str, str]

DAYS: Final = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)  # fmt: skip
LONGEST_KEY: Final = 20
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One input of a sheet; `path` leads to its value in a row of the section."""

    path: str
    label: Text
    kind: str = "text"
    required: bool = True
    hint: Text | None = None

    @property
    def choices(self) -> Mapping[str, Rendered]:
        return {one: plain(one) for one in PARTICLES} if self.kind == "particle" else {}

    def shown(self, row: Row) -> Any:
        """Return what stands in the input for a row."""
        value: Any = row
        for name in self.path.split("."):
            value = value.get(name, "") if isinstance(value, Mapping) else ""
        return _WRITERS.get(self.kind, _as_it_is)(value)

    def put(self, row: Row, form: Form) -> None:
        """Read the input into a row. Raises `InvalidAnswer` for a number that is none."""
        *outer, last = self.path.split(".")
        for name in outer:
            row = row.setdefault(name, {})
        row[last] = _READERS.get(self.kind, _words)(self.path, form)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section: a single form, or a list of rows with a form each."""

    section: str
    title: Text
    about: Text
    entries: tuple[Entry, ...]
    add: Text | None = None
    """What the button under an empty row says; None for a section that is one form."""
    keyed: bool = False
    """Its rows have a key that stays when they are renamed."""

    @property
    def many(self) -> bool:
        return self.add is not None

    def rows(self, told: Any) -> list[Row]:
        """Return the rows of a section as an office tells it."""
        if self.section == "holidays":
            return [{"day": day} for day in told["days"]]
        return list(told) if self.many else [dict(told)]

    def told(self, rows: Sequence[Row]) -> Any:
        """Return the section again."""
        if self.section == "holidays":
            return {"days": sorted({row["day"] for row in rows})}
        return list(rows) if self.many else rows[0]

    def read(self, before: Row, form: Form) -> Row:
        """Return a row with what was typed over it."""
        row = deepcopy(before)
        for entry in self.entries:
            entry.put(row, form)
        return row

    def saved(self, rows: Sequence[Row], at: int | None, form: Form) -> Any:
        """Return the section with one row changed, or added where `at` is none."""
        if at is not None:
            return self.told([*rows[:at], self.read(rows[at], form), *rows[at + 1 :]])
        row = self.read({}, form)
        if self.keyed:
            english = row["name"]["en"] if "name" in row else row["en"]
            row["key"] = fresh_key(english, [one["key"] for one in rows])
        return self.told([*rows, row])

    def removed(self, rows: Sequence[Row], at: int) -> Any:
        """Return the section without a row."""
        return self.told([*rows[:at], *rows[at + 1 :]])


def fresh_key(name: str, taken: Sequence[str]) -> str:
    """Make a key from an English name that no other row has."""
    plain_name = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[: LONGEST_KEY - 4] or "new"
    every = [plain_name, *(f"{plain_name}-{number}" for number in range(2, 200))]
    return next(key for key in every if key not in taken)


def _as_it_is(value: Any) -> Any:
    return value


def _words(path: str, form: Form) -> str:
    return " ".join(form.get(path, "").split())[:LONGEST]


def _number(path: str, form: Form) -> int:
    typed = form.get(path, "").strip()
    if not re.fullmatch(r"[0-9]{1,7}", typed):
        raise InvalidAnswer(_("Please write a number, without letters."))
    return int(typed)


def _lines(path: str, form: Form) -> list[str]:
    return [line.strip().rstrip("/") for line in form.get(path, "").splitlines() if line.strip()]


def _ticked(path: str, form: Form) -> list[int]:
    return [number for number in range(7) if form.get(f"{path}-{number}")]


def _place(path: str, form: Form) -> list[float]:
    typed = form.get(path, "").strip()
    if not typed:
        return []
    found = re.fullmatch(r"(-?[0-9]+(?:\.[0-9]+)?)\s*[, ]\s*(-?[0-9]+(?:\.[0-9]+)?)", typed)
    if found is None:
        raise InvalidAnswer(_("Please write two numbers, such as 15.2345, 102.3456."))
    return [float(found[1]), float(found[2])]


_READERS: Mapping[str, Callable[[str, Form], Any]] = {
    "number": _number,
    "lines": _lines,
    "days": _ticked,
    "place": _place,
}
_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "lines": "\n".join,
    "place": lambda value: ", ".join(map(str, value)),
    "time": lambda value: value[:5],
}


def _pair(path: str, thai: Text, english: Text, hint: Text | None = None) -> tuple[Entry, Entry]:
    return Entry(f"{path}.th", thai, hint=hint), Entry(f"{path}.en", english)


_NAME = _pair("name", _("Name in Thai"), _("Name in English"))
_PHONE = Entry("phone", _("Telephone"), "phone", required=False)

SHEETS: Final[Mapping[str, Sheet]] = {
    one.section: one
    for one in (
        Sheet(
            "office",
            _("Name, address, hours"),
            _("What everybody reads: in the chat, on every page and on papers."),
            (
                *_NAME,
                *_pair("district", _("District in Thai"), _("District in English")),
                *_pair("province", _("Province in Thai"), _("Province in English")),
                *_pair("address", _("Address in Thai"), _("Address in English")),
                *_pair("hours", _("Opening hours in Thai"), _("Opening hours in English")),
                _PHONE,
                Entry("website", _("Web site"), required=False),
                Entry("politeness", _("How the desk speaks"), "particle"),
                Entry(
                    "position",
                    _("Position on the map"),
                    "place",
                    required=False,
                    hint=_("Latitude, longitude: rounds of a crew begin there."),
                ),
                Entry(
                    "embed_origins",
                    _("Sites that show the chat"),
                    "lines",
                    required=False,
                    hint=_("One address in each line."),
                ),
            ),
        ),
        Sheet(
            "village",
            _("Villages"),
            _("Residents choose their village from this list."),
            (
                Entry("number", _("Number"), "number"),
                Entry("th", _("Name in Thai")),
                Entry("en", _("Name in English")),
            ),
            add=_("Add a village"),
        ),
        Sheet(
            "department",
            _("Departments"),
            _("Who answers. A department that closes hands everything over."),
            (*_NAME, _PHONE),
            add=_("Add a department"),
            keyed=True,
        ),
        Sheet(
            "opening",
            _("Opening times"),
            _("When somebody sits at the desk: queue numbers and promises follow it."),
            (
                Entry("days", _("Days"), "days"),
                Entry("opens", _("Opens"), "time"),
                Entry("closes", _("Closes"), "time"),
            ),
            add=_("Add times"),
        ),
        Sheet(
            "holidays",
            _("Closed days"),
            _("Days on which the office is closed besides the public holidays."),
            (Entry("day", _("Day"), "date"),),
            add=_("Add a closed day"),
        ),
        Sheet(
            "queue",
            _("Lines at the counters"),
            _("Letters of the tickets, counters, and how long one person takes."),
            (
                *_NAME,
                Entry("letter", _("Letter"), hint=_("One letter from A to Z.")),
                Entry("department", _("Department"), "department"),
                Entry("counters", _("Counters"), "number"),
                Entry("minutes", _("Minutes for one person"), "number"),
            ),
            add=_("Add a line"),
            keyed=True,
        ),
        Sheet(
            "property",
            _("What the office lends"),
            _("How many there are; never fewer than are lent or promised."),
            (
                *_NAME,
                *_pair("unit", _("Counted in Thai as"), _("Counted in English as")),
                Entry("count", _("How many there are"), "number"),
            ),
            add=_("Add a thing"),
            keyed=True,
        ),
        Sheet(
            "topic",
            _("Topics of news"),
            _("What residents choose when they want news of some things only."),
            (Entry("th", _("Name in Thai")), Entry("en", _("Name in English"))),
            add=_("Add a topic"),
            keyed=True,
        ),
        Sheet(
            "payee",
            _("Where residents pay"),
            _("A wrong number sends money to strangers: a second person approves each change."),
            (
                *_NAME,
                Entry("biller", _("Biller"), required=False, hint=_("15 digits, from the bank.")),
                Entry(
                    "proxy",
                    _("PromptPay number"),
                    required=False,
                    hint=_("Only without a biller: tax number or mobile number."),
                ),
            ),
        ),
    )
}
