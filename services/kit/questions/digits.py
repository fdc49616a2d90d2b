"""Digits: a number of fixed length, such as the last four of a card; zeros in front count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.text import Rendered, counted, plain
from services.kit.thai import tidy

_BETWEEN = re.compile(r"(?<=\d)[\s.\-\u2010-\u2015]+(?=\d)")
_RUN = re.compile(r"\d+")


def digit_runs(text: str) -> list[str]:
    """Return the numbers in a text, each as one run whatever stands between its digits."""
    return _RUN.findall(_BETWEEN.sub("", tidy(text)))


@dataclass(frozen=True)
class Digits(Field):
    """Exactly so many digits, kept as they are."""

    face: ClassVar[str] = "digits"
    length: int = field(default=4, kw_only=True)

    def read(self, given: Given, around: Surroundings) -> Stored:
        runs = digit_runs(given.text)
        if len(runs) != 1 or len(runs[0]) != self.length:
            raise InvalidAnswer(self._explanation())
        return runs[0]

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return (
            isinstance(stored, str)
            and stored.isascii()
            and stored.isdigit()
            and len(stored) == self.length
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return plain(str(stored))

    def mask(self, stored: Stored, around: Surroundings) -> Rendered:
        return plain("x" * self.length)

    def parts(self, stored: Stored) -> Mapping[str, str]:
        return {"": stored} if isinstance(stored, str) else {}

    def _explanation(self) -> Rendered:
        return counted(
            "Please type exactly {count} digit, for example {example}.",
            "Please type exactly {count} digits, for example {example}.",
            self.length,
            example="1234567890"[: self.length] if self.length <= 10 else "1" * self.length,
        )
