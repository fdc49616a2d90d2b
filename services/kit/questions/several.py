"""Several: any number of a few, pressed one after the other or typed at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings, Unfinished
from services.kit.questions.choice import Choice
from services.kit.questions.enough import ENOUGH, says_enough
from services.kit.questions.listing import listed
from services.kit.text import Rendered, Text, _, counted
from services.kit.thai import without_courtesy

_APART = re.compile(r"\s*(?:[,;+&/\n、]|และ|กับ|\band\b)\s*")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_ALL = frozenset({"ทั้งหมด", "ทุกอย่าง", "ทุกข้อ", "หมดทุกอย่าง", "all", "all of them", "everything"})
_NONE = frozenset({"ไม่มี", "ไม่มีเลย", "ไม่มีสักอย่าง", "none", "none of them", "nothing", "no"})


@dataclass(frozen=True)
class Several(Field):
    """Pick some, kept as a list in the order of the form."""

    face: ClassVar[str] = "checks"
    choices: Mapping[str, Text] = field(default_factory=dict, kw_only=True)
    """Value to label; the label is at most 20 letters in every language."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict, kw_only=True)
    least: int = field(default=1, kw_only=True)
    most: int | None = field(default=None, kw_only=True)

    def read(self, given: Given, around: Surroundings) -> Stored:
        if given.whole:
            return self._checked(self._ordered(self._values(given.text)))
        earlier = self._ordered(_strings(given.earlier))
        if not given.text and isinstance(given.earlier, list):
            raise self._asking_for_more(earlier)
        if says_enough(given.text) and (isinstance(given.earlier, list) or not self.least):
            return self._checked(earlier)
        named = self._named(given.text, around)
        chosen = self._ordered(set(earlier) ^ set(named) if len(named) == 1 else {*earlier, *named})
        if not named:
            return []
        if len(named) > 1 or len(earlier) < len(chosen) >= self._limit():
            return self._checked(chosen)
        raise self._asking_for_more(chosen)

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return (
            isinstance(stored, list)
            and self.least <= len(stored) <= self._limit()
            and stored == self._ordered(stored)
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        names = [self.choices[value] for value in _strings(stored) if value in self.choices]
        return listed(names) if names else _("None of them")

    def parts(self, stored: Stored) -> Mapping[str, str]:
        return {"": ",".join(stored)} if isinstance(stored, list) else {}

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        none: Mapping[str, Rendered] = {} if self.least else {ENOUGH: _("None of them")}
        return {**self.choices, **none}

    def _limit(self) -> int:
        return len(self.choices) if self.most is None else min(self.most, len(self.choices))

    def _ordered(self, values: "Sequence[str] | set[str]") -> list[str]:
        return [value for value in self.choices if value in values]

    def _values(self, text: str) -> list[str]:
        """Read the boxes that were ticked; a box that is not ours is a page from long ago."""
        values = [value for value in text.split(",") if value]
        if any(value not in self.choices for value in values):
            raise InvalidAnswer(_("Please choose once more; the list has changed."))
        return values

    def _named(self, text: str, around: Surroundings) -> list[str]:
        """Return what one message names: one thing, several, all or none of them."""
        if text in self.choices:
            return [text]
        typed = without_courtesy(text)
        if typed in _ALL:
            return list(self.choices)
        if typed in _NONE and self.least == 0:
            return []
        apart = [part for part in _APART.split(_BETWEEN_NUMBERS.sub(",", typed)) if part]
        ways = ([typed],) if typed in set(self._labels(around)) else (apart, [typed])
        found = next(filter(None, (self._all_read(way, around) for way in ways)), None)
        if not found:
            raise InvalidAnswer(self._explanation())
        return found

    def _labels(self, around: Surroundings) -> Iterator[str]:
        for label in self.choices.values():
            for language in around.languages.values():
                yield without_courtesy(label.render(language))

    def _all_read(self, parts: Sequence[str], around: Surroundings) -> list[str]:
        """Read every part as one of the choices; nothing when one of them is none."""
        one = Choice(self.name, self.question, choices=self.choices, words=self.words)
        try:
            return list(dict.fromkeys(str(one.read(Given(part), around)) for part in parts))
        except InvalidAnswer:
            return []

    def _checked(self, chosen: list[str]) -> Stored:
        if len(chosen) < self.least:
            raise InvalidAnswer(_at_least(self.least))
        if len(chosen) > self._limit():
            raise InvalidAnswer(_at_most(self._limit()))
        return list(chosen)

    def _asking_for_more(self, chosen: list[str]) -> Unfinished:
        options: dict[str, Rendered] = {
            value: _("✓ {label}", label=label) if value in chosen else label
            for value, label in self.choices.items()
        }
        if len(chosen) >= self.least:
            options[ENOUGH] = _("Go on")
        return Unfinished(chosen, _so_far([self.choices[value] for value in chosen]), options)

    def _explanation(self) -> Text:
        first = next(iter(self.choices.values()))
        return _(
            "Please press what fits, one after the other. You may also type the numbers or the "
            "words, for example 1, 2 or {example}.",
            example=first,
        )


def _strings(stored: Stored) -> list[str]:
    return [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []


def _so_far(names: Sequence[Rendered]) -> Text:
    if not names:
        return _("Nothing is chosen yet. Press what fits.")
    return _("Chosen: {names}. Press more, press again to take away, or press Go on.",
             names=listed(names))  # fmt: skip


def _at_least(least: int) -> Rendered:
    return counted(
        "Please choose at least {count} of them.", "Please choose at least {count} of them.", least
    )


def _at_most(most: int) -> Rendered:
    return counted(
        "Please choose at most {count} of them.", "Please choose at most {count} of them.", most
    )
