"""Rules for the sentences people read, as plain functions of one sentence and its translation."""

import re
from string import Formatter

LONGEST_LABEL = 20
"""LINE refuses longer labels on templates and quick replies; Telegram cuts them on old phones."""

PARTICLES = {"polite", "polite_ask"}
"""ครับ, ค่ะ or คะ: gaps that only the Thai catalogue has (see `locales`)."""

_ASKS = re.compile(r"(ไหม|มั้ย|นะ|หรือยัง|หรือไม่|เท่าไร|กี่ใบ)\s?\{polite\}")
_TELLS = re.compile(r"(แล้ว|ได้เลย|ขอบคุณ|สวัสดี|ขออภัย)\s?\{polite_ask\}")
_STIFF = re.compile(r"(?<!เ)ท่าน|กระทำการ|ดำเนินการตาม|โปรดทราบว่า")
_UNREADABLE = re.compile(r"\S*(?:[เแโใไ](?![ก-ฮ])|[เแโใไ][ก-ฮ][ุู]|(?<![ก-ฮ])[ัิีึืฺุู]|(?<![ก-ฮัิีึืุู])[่้๊๋])\S*")
_OTHER_NUMBERS = re.compile(r"เลขที่รับเรื่อง|เลขรับเรื่อง|เลขติดตาม|รหัสติดตาม|หมายเลขเรื่อง|เลขอ้างอิง")
_STRANGERS = re.compile(r"\b(users?|citizens?|customers?)\b", re.IGNORECASE)


def gaps(sentence: str) -> set[str]:
    """Return the named gaps of a sentence. Raises `ValueError` when a brace is left open."""
    return {name for _words, name, _spec, _kind in Formatter().parse(sentence) if name is not None}


def gaps_differ(sentence: str, translation: str) -> set[str]:
    """Return the gaps that only one of the two has, but for the particles of politeness."""
    return (gaps(sentence) ^ gaps(translation)) - PARTICLES


def too_long_for_a_button(label: str) -> bool:
    """Count code points, the strictest way of counting there is; a gap counts as one."""
    return len(re.sub(r"\{\w+\}", "·", label)) > LONGEST_LABEL


def wrong_particle(thai: str) -> list[str]:
    """Find a particle that does not fit the word before it: นะคะ and ไหมคะ, but ได้ค่ะ."""
    return [found.group() for rule in (_ASKS, _TELLS) for found in rule.finditer(thai)]


def stiff_words(thai: str) -> list[str]:
    """Find words a clerk would not say to a neighbour."""
    return [found.group() for found in _STIFF.finditer(thai)]


def unreadable_words(thai: str) -> list[str]:
    """Find vowels and marks that cannot stand where they do: what replacing words leaves behind."""
    return [found.group() for found in _UNREADABLE.finditer(thai)]


def other_names_of_a_reference(thai: str) -> list[str]:
    """Find other words for เลขที่เรื่อง: who is asked for another number looks for another number."""
    return [found.group() for found in _OTHER_NUMBERS.finditer(thai)]


def foreign_words(english: str) -> list[str]:
    """Find words for our people and things that are not the ones we chose: resident, case."""
    return [found.group() for found in _STRANGERS.finditer(english)]
