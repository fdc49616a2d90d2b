"""Choice: one of a few, by button, number, word, beginning, or with a typing mistake."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.text import Rendered, Text, _
from services.kit.thai import tidy, without_courtesy

LIKENESS = 0.78
"""How alike two words must be (difflib's ratio) to count as a typing mistake."""

SHORTEST_PART = 2
"""A single letter may begin anything, so it is not taken for a part of a label."""


@dataclass(frozen=True)
class Choice(Field):
    """Pick one. Shown as buttons in a chat and as radio buttons on the web."""

    face: ClassVar[str] = "radio"
    choices: Mapping[str, Rendered] = field(default_factory=dict, kw_only=True)
    """Value to label; the label is at most 20 letters in every language."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict, kw_only=True)
    """Value to words that mean it, in any language, small letters, wherever they stand."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        typed = without_courtesy(given.text)
        chosen = self._chosen(typed, around) if typed else None
        if chosen is None:
            raise InvalidAnswer(self._explanation(given.whole))
        return chosen

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return isinstance(stored, str) and stored in self.choices

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return self.choices[str(stored)]

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        return self.choices

    def _chosen(self, typed: str, around: Surroundings) -> str | None:
        """Try the exact ways first, the forgiving ones last; two candidates are none."""
        if typed in self.choices:
            return typed
        names = list(self._names(around))
        ways: tuple[Callable[[], Iterable[str]], ...] = (
            lambda: [value for value, name in names if name == typed],
            lambda: self._numbered(typed),
            lambda: self._mentioned(typed),
            lambda: [value for value, name in names if _is_part(typed, name, str.startswith)],
            lambda: [value for value, name in names if _is_part(typed, name, str.__contains__)],
            lambda: _alike(typed, names),
        )
        for way in ways:
            found = set(way())
            if len(found) == 1:
                return found.pop()
        return None

    def _names(self, around: Surroundings) -> Iterator[tuple[str, str]]:
        for value, label in self.choices.items():
            for language in around.languages.values():
                yield value, without_courtesy(label.render(language))

    def _numbered(self, typed: str) -> list[str]:
        values = list(self.choices)
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
        return values[number - 1 : number] if number else []

    def _mentioned(self, typed: str) -> list[str]:
        return [
            value
            for value, words in self.words.items()
            if any(tidy(word) in typed for word in words)
        ]

    def _explanation(self, whole: bool) -> Text:
        if whole:
            return _("Please choose one of these.")
        first = next(iter(self.choices.values()))
        return _(
            "Please press one of the buttons. You may also type its number or its words, "
            "for example 1 or {example}.",
            example=first,
        )


def _is_part(typed: str, name: str, holds: Callable[[str, str], bool]) -> bool:
    return len(typed) >= SHORTEST_PART and holds(name, typed)


def _alike(typed: str, names: Sequence[tuple[str, str]]) -> list[str]:
    closest = get_close_matches(typed, [name for _value, name in names], n=1, cutoff=LIKENESS)
    return [value for value, name in names if name in closest]
