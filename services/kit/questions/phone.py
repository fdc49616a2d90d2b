"""Phone: a Thai number, however it is written, kept as its digits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings
from services.kit.message import Wanted
from services.kit.text import Rendered, Text, _, counted, plain
from services.kit.thai import western

_SEPARATORS = re.compile(r"(?<=[\d+)])[\s().\-\u2010-\u2015]+(?=[\d(])|[()]")
_NUMBER = re.compile(r"(?<![\d+])(?:(?:\+|00)?66\s?0?|0)([689]\d{8}|2\d{7}|[3-7]\d{7})(?!\d)")
"""The public numbering plan: mobile 06, 08, 09 with ten digits, land lines with nine."""

_STORED = re.compile(r"0(?:[689]\d{8}|2\d{7}|[3-7]\d{7})")
_DIGITS = re.compile(r"\d+")
_MOBILE = ("06", "08", "09")


@dataclass(frozen=True)
class Phone(Field):
    """One telephone number in Thailand. Messengers may offer their own button for it."""

    face: ClassVar[str] = "phone"
    wants: Wanted | None = field(default=Wanted.PHONE, init=False)

    def read(self, given: Given, around: Surroundings) -> Stored:
        written = _SEPARATORS.sub("", western(given.text))
        numbers = {f"0{digits}" for digits in _NUMBER.findall(written)}
        if len(numbers) != 1:
            raise InvalidAnswer(_explanation(written, len(numbers)))
        return numbers.pop()

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return isinstance(stored, str) and _STORED.fullmatch(stored) is not None

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return plain(grouped(str(stored)))

    def mask(self, stored: Stored, around: Surroundings) -> Rendered:
        shown = grouped(str(stored))
        return plain(f"{shown[:2]}{re.sub('[0-9]', 'x', shown[2:-4])}{shown[-4:]}")

    def parts(self, stored: Stored) -> Mapping[str, str]:
        return {"": grouped(stored)} if isinstance(stored, str) else {}


def grouped(number: str) -> str:
    """Write a number as it stands on a visiting card: 081-234-5678, 02-123-4567, 044-123-456."""
    area = 2 if number.startswith("02") else 3
    return f"{number[:area]}-{number[area : area + 3]}-{number[area + 3 :]}"


def _explanation(written: str, numbers: int) -> Rendered:
    if numbers > 1:
        return _("Please give just one telephone number, the one we should call.")
    digits = max(_DIGITS.findall(written), key=len, default="")
    if 5 <= len(digits) <= 15 and digits.startswith(_MOBILE):
        return _(
            "A mobile number has 10 digits, and this one has {count}. Please look at it once more, "
            "for example 081-234-5678.",
            count=len(digits),
        )
    if 5 <= len(digits) <= 15:
        return counted(
            "There is {count} digit in that number. A mobile number has 10, for example "
            "081-234-5678; a home telephone has 9, for example 044-123-456.",
            "There are {count} digits in that number. A mobile number has 10, for example "
            "081-234-5678; a home telephone has 9, for example 044-123-456.",
            len(digits),
        )
    return _example()


def _example() -> Text:
    return _("Please type a telephone number, for example 081-234-5678.")
