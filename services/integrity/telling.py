"""What a reporter tells, and how it is written down before it is sealed (pure)."""

import json
from collections.abc import Iterable, Mapping
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
    STEP = "step"
    """The procedure went on: which step, and a word about it."""
    OPENED = "opened"
    """Somebody opened the report. Recipients see it, the reporter does not."""


class Step(StrEnum):
    """The steps of the procedure, in their order."""

    PRELIMINARY = "preliminary"
    FACTS = "facts"
    REFERRED = "referred"
    """Another authority goes on with it; the words say which."""
    FOUND = "found"
    NOT_FOUND = "not_found"
    UNCLEAR = "unclear"


ENDINGS = frozenset({Step.REFERRED, Step.FOUND, Step.NOT_FOUND, Step.UNCLEAR})
"""Steps after which the office has nothing more to do."""


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
    concerned: tuple[str, ...] = ()
    """The keys of those the report is about; known only to whoever opens it."""


FIELDS = tuple(field.name for field in fields(Told))


def told_from(form: Mapping[str, str]) -> Told:
    """Read a form; too long a field is cut, as a second try costs a frightened person more."""
    return Told(**{name: form.get(name, "").strip()[:LONGEST] for name in FIELDS})


def report_entry(told: Told, day: date, concerned: Iterable[str] = ()) -> Entry:
    """Return the first part of a report."""
    return Entry(Kind.REPORT, day, asdict(told), tuple(sorted(concerned)))


def message_entry(kind: Kind, text: str, day: date) -> Entry:
    """Return a message of either side."""
    return Entry(kind, day, {"text": text.strip()[:LONGEST]})


def step_entry(step: Step, text: str, day: date) -> Entry:
    """Return a step of the procedure."""
    return Entry(Kind.STEP, day, {"step": step, "text": text.strip()[:LONGEST]})


def opening_entry(post: str, day: date) -> Entry:
    """Return the note that somebody opened a report."""
    return Entry(Kind.OPENED, day, {"post": post})


def written(entry: Entry) -> bytes:
    """Write an entry as the bytes that are sealed."""
    told: dict[str, Any] = {
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "words": dict(entry.words),
    }
    if entry.concerned:
        told["concerned"] = list(entry.concerned)
    return json.dumps(told, ensure_ascii=False).encode()


def read(content: bytes) -> Entry:
    """Read an entry that was just opened."""
    told: dict[str, Any] = json.loads(content)
    concerned = tuple(told.get("concerned", ()))
    return Entry(Kind(told["kind"]), date.fromisoformat(told["day"]), told["words"], concerned)


def answer_by(received: date) -> date:
    """Return the day by which the office answers for the first time."""
    return received + timedelta(days=ANSWER_DAYS)
