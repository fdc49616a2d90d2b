"""Danger: words that mean that somebody may be hurt now, and whom to telephone first. Pure.

The words and numbers are data (`offices/tables/danger_words.toml`). A word too many costs somebody
one sentence to read; a word too few costs more, so what is doubtful counts as danger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, Final

from services.kit.dated import NoRate, in_force
from services.kit.finding_words import any_in
from services.kit.office import Named, Office
from services.kit.questions.listing import listed
from services.kit.text import Rendered, _, both
from services.kit.thai import tidy

TABLE: Final = "danger_words"

MOST_KINDS: Final = 2
"""Of two dangers at once both are answered; more numbers would only be in the way."""

MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger: what to do until somebody comes, and who that is."""

    key: str
    advice: Named
    lines: tuple[Named, ...]
    """Numbers with whose they are, the first one first."""


@dataclass(frozen=True, slots=True)
class _Kind:
    danger: Danger
    words: tuple[str, ...]
    unless: tuple[str, ...]


def dangers_in(text: str, office: Office, day: date) -> tuple[Danger, ...]:
    """Return what is dangerous in these words, in the order of the table."""
    try:
        told = in_force(office.tables, TABLE, day).values
    except NoRate:
        return ()
    words = tidy(text)
    if any_in(told.get("past", ()), words) and not any_in(told.get("now", ()), words):
        return ()
    kinds = (_kind(one, told["lines"]) for one in told["kinds"])
    return tuple(
        kind.danger
        for kind in kinds
        if any_in(kind.words, words) and not any_in(kind.unless, words)
    )[:MOST_KINDS]


def hotlines(dangers: Sequence[Danger]) -> Rendered:
    """Say whom to telephone and what to do, before anything else is said."""
    lines = list(dict.fromkeys(line for danger in dangers for line in danger.lines))
    first = _("Please telephone now: {lines}", lines=listed(lines[:MOST_LINES]))
    later = _("This chat is only read in office hours. Once everybody is safe, go on here.")
    advice: list[Rendered] = [danger.advice for danger in dangers]
    return reduce(both, [first, *advice, later])


def _kind(told: Mapping[str, Any], lines: Sequence[Mapping[str, str]]) -> _Kind:
    known = {line["phone"]: line for line in lines}
    numbers = (known[phone] for phone in told["phones"])
    named = tuple(
        Named(f"{line['phone']} {line['th']}", f"{line['phone']} {line['en']}") for line in numbers
    )
    danger = Danger(told["key"], Named(told["th"], told["en"]), named)
    return _Kind(danger, tuple(told["words"]), tuple(told.get("unless", ())))
