"""Juristic id: the thirteen digits of a company, which are its tax number too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from stdnum.th import moa

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.questions.national_id import LENGTH, grouped, one_digit_is_wrong, thirteen
from services.kit.text import Rendered, _, plain


@dataclass(frozen=True)
class JuristicId(Field):
    """The public number of a company, a shop with partners, a temple or an office."""

    face: ClassVar[str] = "digits"
    length: ClassVar[int] = LENGTH

    def read(self, given: Given, around: Surroundings) -> Stored:
        digits = thirteen(given.text)
        if not digits.startswith("0"):
            raise InvalidAnswer(
                _("The number of a company begins with 0. Please look at its certificate.")
            )
        if not moa.is_valid(digits):
            raise InvalidAnswer(one_digit_is_wrong())
        return digits

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return isinstance(stored, str) and stored.isdigit() and moa.is_valid(stored)

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return plain(grouped(str(stored)))

    def mask(self, stored: Stored, around: Surroundings) -> Rendered:
        shown = grouped(str(stored))
        return plain(f"{shown[:7]}xxxxx-xx{shown[-2:]}")

    def parts(self, stored: Stored) -> Mapping[str, str]:
        return {"": grouped(stored)} if isinstance(stored, str) else {}
