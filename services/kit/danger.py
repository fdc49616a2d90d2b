"""Danger: words that mean that somebody may be hurt now, and whom to telephone first. Pure.

The words and numbers are data (`offices/tables/danger_words.toml`). A word too many costs somebody
one sentence to read; a word too few costs more, so what is doubtful counts as danger.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from typing import Any, Final

from services.kit.dated import NoRate, in_force
from services.kit.office import Named, Office
from services.kit.questions.listing import listed
from services.kit.text import Rendered, _, both
from services.kit.thai import tidy

TABLE: Final = "danger_words"

MOST_KINDS: Final = 2
"""Of two dangers at once both are answered; more numbers would only be in the way."""

MOST_LINES: Final = 3

_TOGETHER: Final = " + "


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
    if _any_in(told.get("past", ()), words) and not _any_in(told.get("now", ()), words):
        return ()
    kinds = (_kind(one, told["lines"]) for one in told["kinds"])
    return tuple(
        kind.danger
        for kind in kinds
        if _any_in(kind.words, words) and not _any_in(kind.unless, words)
    )[:MOST_KINDS]


def hotlines(dangers: Sequence[Danger]) -> Rendered:
    """Say whom to telephone and what to do, before anything else is said."""
    lines = list(dict.fromkeys(line for danger in dangers for line in danger.lines))
    first = _("Please telephone now: {lines}", lines=listed(lines[:MOST_LINES]))
    later = _("This chat is only read in office hours. Once everybody is safe, go on here.")
    advice: list[Rendered] = [danger.advice for danger in dangers]
    return reduce(both, [first, *advice, later])


def _any_in(entries: Iterable[str], words: str) -> bool:
    return _finder(tuple(entries)).finds(words, words.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks for many words at once: every free message passes here."""

    thai: re.Pattern[str] | None
    english: re.Pattern[str] | None
    together: tuple[tuple["_Finder", ...], ...]

    def finds(self, words: str, close: str) -> bool:
        """Thai is written without spaces, and phones put some in; English words end somewhere."""
        return bool(
            (self.thai and self.thai.search(close))
            or (self.english and self.english.search(words))
            or any(all(one.finds(words, close) for one in parts) for parts in self.together)
        )


@lru_cache(maxsize=256)
def _finder(entries: tuple[str, ...]) -> _Finder:
    alone = [entry for entry in entries if _TOGETHER not in entry]
    thai = [re.escape(tidy(one).replace(" ", "")) for one in alone if not one.isascii()]
    english = [re.escape(one) for one in alone if one.isascii()]
    return _Finder(
        re.compile("|".join(thai)) if thai else None,
        re.compile(rf"(?<![a-z])(?:{'|'.join(english)})(?![a-z])") if english else None,
        tuple(
            tuple(_finder((part,)) for part in entry.split(_TOGETHER))
            for entry in entries
            if _TOGETHER in entry
        ),
    )


def _kind(told: Mapping[str, Any], lines: Sequence[Mapping[str, str]]) -> _Kind:
    known = {line["phone"]: line for line in lines}
    numbers = (known[phone] for phone in told["phones"])
    named = tuple(
        Named(f"{line['phone']} {line['th']}", f"{line['phone']} {line['en']}") for line in numbers
    )
    danger = Danger(told["key"], Named(told["th"], told["en"]), named)
    return _Kind(danger, tuple(told["words"]), tuple(told.get("unless", ())))
