"""The words of a case as the search keeps them, and what somebody typed, in the same form. Pure.

Both are written as they sound, so that tones, alike letters and forgotten signs make no difference.
What was given in private is never among the words, nor a number as long as that of a person.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from models.case import Case
from services.desk.names import service_title, village_name
from services.kit.fields import Stored, Surroundings
from services.kit.private import is_sealed
from services.kit.service import Service
from services.kit.thai import sounded, tidied

MOST_LETTERS: Final = 4000
"""Of one case. A talk of hundreds of messages is found by its newest."""

ALIKE: Final = 0.5
"""How much of what was asked has to stand there."""

MOST_TYPED: Final = 80
MOST_WORDS: Final = 6

_LONG_NUMBER = re.compile(r"\d{13,}")
_WITHIN = re.compile(r"(?<=[0-9a-z])[-‐-―.](?=[0-9a-z])")
_SPACED_NUMBER = re.compile(r"(?<=\d) (?=\d{3,4}\b)")
_VILLAGE = re.compile(
    r"(?:หมู่บ้านที่|หมู่บ้าน|หมู่ที่|หมู่|หมุ่|ม\.|ม(?=\s*\d)|\bmoo|\bvillage)\s*\.?\s*(\d{1,3})(?!\d)"
)
_NOTHING = re.compile(r"[^\w/\u0e00-\u0e7f]+|_")
_NUMBER = re.compile(r"[\d/]+")
_ASCII = re.compile(r"[\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: whole pieces that an index finds, and short ones that it cannot."""

    pieces: tuple[str, ...]
    """Three letters or more: they may stand anywhere, because Thai has no spaces."""
    short: tuple[str, ...]
    """One or two letters, in the form in which they are compared; a digit begins a word."""

    @property
    def empty(self) -> bool:
        return not self.pieces and not self.short

    def trigrams(self) -> list[str]:
        """Return every three letters in a row, each once, in their order.

        Of numbers there are none: two that share three digits have nothing in common.
        """
        worded = [piece for piece in self.pieces if not _NUMBER.fullmatch(piece)]
        every = [piece[at : at + 3] for piece in worded for at in range(len(piece) - 2)]
        return list(dict.fromkeys(every))


def folded(text: str) -> str:
    """Write words as they sound, numbers in one piece, and a village in one way."""
    plain = _WITHIN.sub("", tidied(text))
    plain = _VILLAGE.sub(r" หมู่\1ม ", _SPACED_NUMBER.sub("", plain))
    plain = _NOTHING.sub(" ", sounded(_LONG_NUMBER.sub(" ", plain)).replace("ำ", "ัม"))
    return " ".join(plain.split())


def asked_for(typed: str) -> Asked:
    """Read what somebody typed into the search."""
    words = list(dict.fromkeys(folded(typed[:MOST_TYPED]).split()))[:MOST_WORDS]
    pieces = tuple(word for word in words if len(word) >= 3)
    return Asked(pieces, tuple(_short(word) for word in words if len(word) < 3))


def most_alike(asked: Asked, candidates: Iterable[tuple[UUID, str]]) -> list[UUID]:
    """Put cases in order by how alike their words are, without those that are not."""
    wanted = asked.trigrams()
    rated = [(likeness(wanted, words), case_id) for case_id, words in candidates]
    rated.sort(key=lambda pair: -pair[0])
    return [case_id for how_much, case_id in rated if how_much >= ALIKE]


def likeness(wanted: Sequence[str], words: str) -> float:
    """Say how much of what was asked stands in the words of a case, from 0 to 1."""
    return sum(three in words for three in wanted) / len(wanted) if wanted else 0.0


def words_of(
    case: Case, service: Service | None, messages: Sequence[str], around: Surroundings
) -> str:
    """Gather what a case may be found by; of many messages the newest."""
    told = [*_known(case, service, around), *_answers(case, service)]
    kept = f" {folded(' · '.join(told))} "
    for message in reversed(messages):
        if len(kept) >= MOST_LETTERS:
            break
        kept += f"{folded(message)} "
    return kept[:MOST_LETTERS]


def _known(case: Case, service: Service | None, around: Surroundings) -> Iterator[str]:
    yield case.reference
    yield case.filed_for or ""
    for language in around.languages.values():
        title = service.title if service else service_title({}, case.service_key)
        yield title.render(language)
        if case.village is not None:
            yield village_name(around.office, case.village).render(language)
    if case.village is not None:
        yield f"หมู่ {case.village}"


def _answers(case: Case, service: Service | None) -> Iterator[str]:
    for name, stored in case.answers.items():
        asked = service.field(name) if service else None
        if not (asked and asked.private):
            yield from _told(stored)


def _told(stored: Stored) -> Iterator[str]:
    """Yield the words of an answer; lists hold keys and files, which nobody looks for."""
    if isinstance(stored, str):
        yield stored
    elif isinstance(stored, Mapping) and not is_sealed(stored):
        yield from (value for value in stored.values() if isinstance(value, str))


def _short(word: str) -> str:
    return f" {word}" if _ASCII.fullmatch(word) else word
