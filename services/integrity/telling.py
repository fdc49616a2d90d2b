"""What a reporter tells, and how it is written down before it is sealed (pure)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

ANSWER_DAYS = 15
LONGEST = 8_000
"""Letters of one field."""


class Kind(StrEnum):
    """What a sealed part is."""

    REPORT = "report"
    FROM_REPORTER = "from_reporter"
    FROM_OFFICE = "from_office"


@dataclass(frozen=True, slots=True)
class Told:
    """A report in the words of whoever made it. Only what happened is needed."""

    what: str
    who: str = ""
    when_where: str = ""
    how_known: str = ""
    evidence: str = ""
    witnesses: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One opened part: the report or a message, with its day."""

    kind: Kind
    day: date
    words: Mapping[str, str]


FIELDS = tuple(field.name for field in fields(Told))


def told_from(form: Mapping[str, str]) -> Told:
    """Read a form; too long a field is cut, as a second try costs a frightened person more."""
    return Told(**{name: form.get(name, "").strip()[:LONGEST] for name in FIELDS})


def report_entry(told: Told, day: date) -> Entry:
    """Return the first part of a report."""
    return Entry(Kind.REPORT, day, asdict(told))


def message_entry(kind: Kind, text: str, day: date) -> Entry:
    """Return a message of either side."""
    return Entry(kind, day, {"text": text.strip()[:LONGEST]})


def written(entry: Entry) -> bytes:
    """Write an entry as the bytes that are sealed."""
    told = {"kind": entry.kind, "day": entry.day.isoformat(), "words": dict(entry.words)}
    return json.dumps(told, ensure_ascii=False).encode()


def read(content: bytes) -> Entry:
    """Read an entry that was just opened."""
    told: dict[str, Any] = json.loads(content)
    return Entry(Kind(told["kind"]), date.fromisoformat(told["day"]), told["words"])


def answer_by(received: date) -> date:
    """Return the day by which the office answers for the first time."""
    return received + timedelta(days=ANSWER_DAYS)
