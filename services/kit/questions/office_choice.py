"""OfficeChoice: one of what this office has today, such as its lines at the counters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.questions.choice import Choice
from services.kit.text import Rendered, _, plain


def only_labels(_around: Surroundings) -> Mapping[str, Sequence[str]]:
    """The words of a question whose choices are called nothing else."""
    return {}


@dataclass(frozen=True)
class OfficeChoice(Field):
    """Pick one, as in `Choice`; what may be picked stands in the office file or its tables."""

    face: ClassVar[str] = "radio"
    offered: Callable[[Surroundings], Mapping[str, Rendered]] = field(kw_only=True)
    """Value to label; the label is at most 20 letters in every language."""
    words: Mapping[str, Sequence[str]] = field(default_factory=dict, kw_only=True)
    """Value to words that mean it; values this office does not have are no matter."""
    heard: Callable[[Surroundings], Mapping[str, Sequence[str]]] = field(
        default=only_labels, kw_only=True
    )
    """The same, where the words stand in the office's own tables."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        choices = self.offered(around)
        if not choices:
            raise InvalidAnswer(_("There is nothing to choose from here at present."))
        own = self.heard(around)
        words = {value: (*self.words.get(value, ()), *own.get(value, ())) for value in choices}
        return Choice(self.name, self.question, choices=choices, words=words).read(given, around)

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return isinstance(stored, str) and stored in self.offered(around)

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        """Show what was chosen, also when the office has it no more."""
        return self.offered(around).get(str(stored), plain(str(stored)))

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        return self.offered(around)
