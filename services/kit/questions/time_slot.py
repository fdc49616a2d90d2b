"""Time slot: a part of the day, by button, word or the hour itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.questions.choice import Choice
from services.kit.text import Rendered, Text


@dataclass(frozen=True)
class TimeSlot(Field):
    """One of the times the office offers."""

    face: ClassVar[str] = "radio"
    slots: Mapping[str, Text] = field(default_factory=dict, kw_only=True)
    """Value to label; the label is at most 20 letters in every language."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict, kw_only=True)
    """Value to words that mean it, such as เช้า."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        return self._choice.read(given, around)

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return self._choice.accepts(stored, around)

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return self._choice.show(stored, around)

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        return self.slots

    @property
    def _choice(self) -> Choice:
        return Choice(self.name, self.question, choices=self.slots, words=self.words)
