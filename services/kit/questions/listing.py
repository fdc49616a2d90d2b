"""Several things in one line, separated by commas in every language."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.kit.text import ENGLISH, Language, Rendered


@dataclass(frozen=True, slots=True)
class Listed:
    """Things one after the other."""

    things: tuple[Rendered, ...]

    def render(self, language: Language = ENGLISH) -> str:
        return ", ".join(thing.render(language) for thing in self.things)


def listed(things: Iterable[Rendered]) -> Listed:
    """List things."""
    return Listed(tuple(things))
