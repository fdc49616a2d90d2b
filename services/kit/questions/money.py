"""Money: an amount in baht, in digits, in words, or in millions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from services.kit.amounts import one_amount
from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings
from services.kit.money import baht, rounded
from services.kit.questions.number import places, stored_amount
from services.kit.text import Rendered, Text, _, plain
from services.kit.thai import tidy

_SATANG = re.compile(r"(?<!\d)(\d{1,2})\s*(?:สตางค์|สต\.?|satang)")


@dataclass(frozen=True)
class Money(Field):
    """An amount, kept as `1234.50`."""

    face: ClassVar[str] = "number"
    unit: ClassVar[Text] = _("baht")
    decimals: ClassVar[int] = 2
    least: Decimal = field(default=Decimal(0), kw_only=True)
    most: Decimal = field(default=Decimal(1_000_000_000), kw_only=True)

    def read(self, given: Given, around: Surroundings) -> Stored:
        amount = _read(given.text)
        if amount is None or not self.least <= amount <= self.most:
            raise InvalidAnswer(self._range())
        if places(amount) > self.decimals:
            raise InvalidAnswer(_("Please give baht and satang only, for example 1250.50."))
        return str(rounded(amount))

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        amount = stored_amount(stored) if isinstance(stored, str) else None
        return (
            amount is not None
            and self.least <= amount <= self.most
            and stored == str(rounded(amount))
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        amount = stored_amount(stored)
        return plain("") if amount is None else baht(amount)

    def parts(self, stored: Stored) -> Mapping[str, str]:
        return {"": str(stored)} if isinstance(stored, str) else {}

    def columns(self, around: Surroundings) -> Mapping[str, Rendered]:
        return {"": _("{column} ({unit})", column=self.heading, unit=self.unit)}

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        return {"": stored_amount(stored)}

    def _range(self) -> Text:
        return _(
            "Please type an amount from {least} to {most}, for example 1250.50.",
            least=baht(self.least),
            most=baht(self.most),
        )


def _read(text: str) -> Decimal | None:
    words = tidy(text)
    satang = _SATANG.findall(words)
    if len(satang) > 1:
        return None
    rest = _SATANG.sub(" ", words)
    if not satang:
        return one_amount(rest)
    whole = one_amount(rest) if rest.strip() else Decimal(0)
    return None if whole is None else whole + Decimal(satang[0]) / 100
