"""Line and paragraph: an answer in the resident's own words."""

import re
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.text import Rendered, Text, _, plain
from services.kit.thai import cleaned


@dataclass(frozen=True)
class Line(Field):
    """A few words, kept on one line."""

    longest: int = field(default=200, kw_only=True)
    """In letters, as people count them on a keyboard (code points)."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        words = self._tidied(given.text)
        if not words:
            raise InvalidAnswer(_("Please type your answer in a few words."))
        if len(words) > self.longest:
            raise InvalidAnswer(_too_long(self.longest))
        return words

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return isinstance(stored, str) and 0 < len(stored) <= self.longest

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return plain(str(stored))

    def _tidied(self, text: str) -> str:
        return re.sub(r"\s+", " ", cleaned(text)).strip()


@dataclass(frozen=True)
class Paragraph(Line):
    """A description, over several lines if need be."""

    face: ClassVar[str] = "paragraph"
    longest: int = field(default=1000, kw_only=True)

    def _tidied(self, text: str) -> str:
        return re.sub(r"\n{3,}", "\n\n", cleaned(text)).strip()


def _too_long(longest: int) -> Text:
    return _("That is a little long. Please use at most {longest} letters.", longest=longest)
