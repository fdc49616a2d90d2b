"""Count: how many, in digits of either kind, with or without a unit, or in a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.amounts import one_amount
from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings
from services.kit.text import Rendered, _, plain

MOST_BUTTONS = 6
"""A longer range is quicker typed than searched among buttons."""


def bare(count: int) -> Rendered:
    """Show a number that needs no unit."""
    return plain(str(count))


@dataclass(frozen=True)
class Count(Field):
    """A whole number between `least` and `most`."""

    face: ClassVar[str] = "number"
    least: int = field(default=1, kw_only=True)
    most: int = field(default=1000, kw_only=True)
    amount: Callable[[int], Rendered] = field(default=bare, kw_only=True)
    """Shows a number with its unit: `2 bins`."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        count = _read_number(given.text)
        if count is None or not self.least <= count <= self.most:
            raise InvalidAnswer(
                _(
                    "Please answer with a number from {least} to {most}, for example {example}.",
                    least=self.least,
                    most=self.most,
                    example=self.least,
                )
            )
        return count

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return type(stored) is int and self.least <= stored <= self.most

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return self.amount(stored) if isinstance(stored, int) else plain("")

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        return {"": stored if isinstance(stored, int) else None}

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        if self.most - self.least >= MOST_BUTTONS:
            return {}
        return {str(count): self.amount(count) for count in range(self.least, self.most + 1)}


def _read_number(text: str) -> int | None:
    amount = one_amount(text)
    return None if amount is None or amount != int(amount) else int(amount)
