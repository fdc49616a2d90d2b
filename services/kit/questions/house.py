"""House: house number and village (หมู่) in one question; half an answer gets the rest asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings, Unfinished
from services.kit.office import Office, Village
from services.kit.text import ENGLISH, Language, Rendered, Text, _, plain
from services.kit.thai import number_word, tidy

NO_NUMBER = "-"
"""Kept for a house that has no number yet."""

MOST_BUTTONS = 12
"""One button of the thirteen LINE allows is left for the way back."""

_NUMBER_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"
_VILLAGE = re.compile(
    r"(?:หมู่บ้านที่|หมู่บ้าน|หมู่ที่|หมู่|หมุ่|ม\.|ม(?=\s*\d)|\bvillage|\bmoo|\bmu|\bm\.?(?=\s*\d))"
    rf"\s*\.?\s*(?:no\.?\s*)?(\d{{1,3}}(?!\d)|{_NUMBER_WORDS})"
)
_ONE_NUMBER = r"(?<![\d/])(\d{1,5}(?:\s?/\s?\d{1,5})?)(?![\d/])"
_NUMBER = re.compile(_ONE_NUMBER)
_MARKED_NUMBER = re.compile(rf"(?:เลขที่|\bhouse(?: number| no\.?)?|\bno\.)\s*{_ONE_NUMBER}")
_STORED_NUMBER = re.compile(r"\d{1,5}(?:/\d{1,5})?|-")
_FEW_DIGITS = re.compile(r"[0-9]{1,3}")
_NO_NUMBER = re.compile(r"(?:ไม่มี|ยังไม่มี|บ่มี)(?:บ้าน)?เลขที่|\bno (?:house )?number\b")
_OWN_NAME = re.compile(r"^(?:หมู่(?:ที่)?|village|moo)\s*\d+\s*|^บ้าน")


@dataclass(frozen=True)
class VillageLabel:
    """A village with its number, which is how people here say where they live."""

    village: Village

    def render(self, language: Language = ENGLISH) -> str:
        name = self.village.name.render(language)
        if str(self.village.number) in name:
            return name
        return _("Moo {number} {name}", number=self.village.number, name=name).render(language)


@dataclass(frozen=True)
class House(Field):
    """A house in the office's own area. Kept as `{"number": "45/1", "village": 3}`."""

    face: ClassVar[str] = "house"

    def read(self, given: Given, around: Surroundings) -> Stored:
        number, village = _given(given, around)
        if number and village:
            return {"number": number, "village": village}
        if given.text and (number, village) == _known(given.earlier, around.office):
            raise InvalidAnswer(_explanation(given.earlier))
        if given.whole:
            raise InvalidAnswer(_missing(number, village))
        if number:
            options = _buttons(around.office)
            raise Unfinished({"number": number}, _ask_village(number), options)
        if village:
            label = VillageLabel(around.office.villages[village])
            raise Unfinished({"village": village}, _ask_number(label), {})
        raise InvalidAnswer(_explanation(given.earlier))

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return bool(
            isinstance(stored, Mapping)
            and _number_of(stored)
            and _village_of(stored, around.office)
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        number, number_of_village = _number_of(stored), _village_of(stored, around.office)
        if not number_of_village:
            return plain(number)
        village = VillageLabel(around.office.villages[number_of_village])
        if number == NO_NUMBER:
            return _("A house without a number, {village}", village=village)
        return _("House {number}, {village}", number=number, village=village)

    def parts(self, stored: Stored) -> Mapping[str, str]:
        told = stored if isinstance(stored, Mapping) else {}
        return {part: str(told[part]) for part in ("number", "village") if part in told}

    def columns(self, around: Surroundings) -> Mapping[str, Rendered]:
        return {
            "number": _("{column}: house number", column=self.heading),
            "village": _("{column}: village number", column=self.heading),
        }

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        number = _number_of(stored)
        return {"number": plain(number), "village": _village_of(stored, around.office) or None}


def village_in(words: str, office: Office) -> int | None:
    """Return the village that words about a place name by its number, if it is one of ours."""
    found = _VILLAGE.search(tidy(words))
    number = (number_word(found[1]) or int(found[1])) if found else 0
    return number if number in office.villages else None


def _given(given: Given, around: Surroundings) -> tuple[str, int]:
    if not given.parts:
        return _halves(given.text, given.earlier, around)
    written = tidy(given.parts.get("number", ""))
    village = tidy(given.parts.get("village", ""))
    number = NO_NUMBER if written == NO_NUMBER else _read_number(written)
    return number, _existing(int(village), around.office) if _FEW_DIGITS.fullmatch(village) else 0


def _halves(text: str, earlier: Stored, around: Surroundings) -> tuple[str, int]:
    """Return number and village as far as they are known now; what is new wins."""
    words = tidy(text)
    village, rest = _read_village(words, around)
    number = _read_number(rest)
    known_number, known_village = _known(earlier, around.office)
    if known_number and not village and number.isdigit():
        return known_number, _existing(int(number), around.office)
    return number or known_number, village or known_village


def _read_village(words: str, around: Surroundings) -> tuple[int, str]:
    """Return the village and what is left of the words; 0 when none is named."""
    if found := _VILLAGE.search(words):
        number = number_word(found[1]) or int(found[1])
        return _existing(number, around.office), words[: found.start()] + " " + words[found.end() :]
    named = [(name, number) for name, number in _names(around) if name in words]
    if not named:
        return 0, words
    name, number = max(named, key=lambda pair: len(pair[0]))
    return number, words.replace(name, " ", 1)


def _names(around: Surroundings) -> Iterator[tuple[str, int]]:
    """Yield the villages' own names, without the word for village and the number before them."""
    for number, village in around.office.villages.items():
        for language in around.languages.values():
            name = _OWN_NAME.sub("", tidy(village.name.render(language)))
            if len(name) >= 3 and not name.isdigit():
                yield name, number


def _existing(number: int, office: Office) -> int:
    if number not in office.villages:
        raise InvalidAnswer(
            _(
                "There is no village number {number} in our area; they go from {first} to {last}. "
                "Please check the number of the village.",
                number=number,
                first=min(office.villages, default=0),
                last=max(office.villages, default=0),
            )
        )
    return number


def _read_number(words: str) -> str:
    if _NO_NUMBER.search(words):
        return NO_NUMBER
    found = _MARKED_NUMBER.search(words) or _NUMBER.search(words)
    return re.sub(r"\s", "", found[1]) if found else ""


def _known(earlier: Stored, office: Office) -> tuple[str, int]:
    return _number_of(earlier), _village_of(earlier, office)


def _number_of(stored: Stored) -> str:
    number = stored.get("number") if isinstance(stored, Mapping) else None
    sound = isinstance(number, str) and _STORED_NUMBER.fullmatch(number)
    return str(number) if sound else ""


def _village_of(stored: Stored, office: Office) -> int:
    village = stored.get("village") if isinstance(stored, Mapping) else None
    return village if type(village) is int and village in office.villages else 0


def _buttons(office: Office) -> Mapping[str, Rendered]:
    if len(office.villages) > MOST_BUTTONS:
        return {}
    return {str(number): VillageLabel(village) for number, village in office.villages.items()}


def _ask_village(number: str) -> Text:
    if number == NO_NUMBER:
        return _("Which village is the house in? Press a button, or type the village number.")
    return _(
        "House number {number}. Which village is it in? Press a button, or type the number.",
        number=number,
    )


def _ask_number(village: Rendered) -> Text:
    return _("{village}. And what is the house number? For example 45/1.", village=village)


def _missing(number: str, village: int) -> Text:
    """Explain a web form in which one of the two, or both, cannot be read."""
    if number:
        return _("Please choose the village of the house.")
    if village:
        return _("Please type the house number, for example 45/1. Type - if it has none yet.")
    return _explanation(None)


def _explanation(earlier: Stored) -> Text:
    if isinstance(earlier, Mapping) and "number" in earlier:
        return _("Please press the button of your village, or type its number, for example 3.")
    if isinstance(earlier, Mapping) and "village" in earlier:
        return _("Please type the house number, for example 45/1.")
    return _("Please type the house number and the village, for example 45/1 Moo 3.")
