"""Number: a measure with its unit, whole or with decimals, in digits or in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from services.kit.amounts import one_amount
from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings
from services.kit.text import Rendered, Text, _, counted, plain


@dataclass(frozen=True)
class Number(Field):
    """How much: kept as a whole number, or as `2.5` where decimals are asked for."""

    face: ClassVar[str] = "number"
    least: Decimal | int = field(default=0, kw_only=True)
    most: Decimal | int = field(default=1_000_000, kw_only=True)
    unit: Text | None = field(default=None, kw_only=True)
    decimals: int = field(default=0, kw_only=True)

    def read(self, given: Given, around: Surroundings) -> Stored:
        amount = one_amount(given.text)
        if amount is None or not self.least <= amount <= self.most:
            raise InvalidAnswer(self._range())
        if places(amount) > self.decimals:
            raise InvalidAnswer(_too_fine(self.decimals))
        return written(amount) if self.decimals else int(amount)

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        if type(stored) is not (str if self.decimals else int):
            return False
        amount = stored_amount(stored)
        return (
            amount is not None
            and self.least <= amount <= self.most
            and places(amount) <= self.decimals
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        amount = stored_amount(stored)
        if amount is None:
            return plain("")
        return self._with_unit(amount)

    def columns(self, around: Surroundings) -> Mapping[str, Rendered]:
        if self.unit is None:
            return {"": self.heading}
        return {"": _("{column} ({unit})", column=self.heading, unit=self.unit)}

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        return {"": stored_amount(stored)}

    def _with_unit(self, amount: Decimal) -> Rendered:
        number = f"{amount:,f}"
        return _("{number} {unit}", number=number, unit=self.unit) if self.unit else plain(number)

    def _range(self) -> Text:
        least, most = Decimal(self.least), Decimal(self.most)
        return _(
            "Please answer with a number from {least} to {most}, for example {example}.",
            least=self._with_unit(least),
            most=self._with_unit(most),
            example=written(min(max(least, Decimal(1)), most)),
        )


def written(amount: Decimal) -> str:
    """Write a number without an exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def places(amount: Decimal) -> int:
    """Count the decimals that say something."""
    _whole, _point, decimals = written(amount).partition(".")
    return len(decimals)


def stored_amount(stored: Stored) -> Decimal | None:
    """Return a stored number; None for anything else."""
    if type(stored) is int:
        return Decimal(stored)
    if not isinstance(stored, str) or not stored.isascii():
        return None
    try:
        amount = Decimal(stored)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _too_fine(decimals: int) -> Rendered:
    if decimals == 0:
        return _("Please answer with a whole number, without decimals.")
    return counted(
        "Please give at most {count} digit after the point.",
        "Please give at most {count} digits after the point.",
        decimals,
    )
