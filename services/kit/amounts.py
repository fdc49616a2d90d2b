"""Amounts as people type them: digits, number words, and both mixed (`1 ล้าน 2 แสน`)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from services.kit.thai import tidy

# fmt: off
_ONES = {
    "ศูนย์": 0, "หนึ่ง": 1, "นึง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5,
    "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}
_POWERS = {
    "สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000,
    "hundred": 100, "thousand": 1000,
}
_MILLIONS = {"ล้าน": 1_000_000, "million": 1_000_000}
# fmt: on

_HALF = "ครึ่ง"
_ALL = {**_ONES, **_TENS, **_POWERS, **_MILLIONS}


def _either(ascii_only: bool) -> str:
    words = [word for word in (*_ALL, _HALF) if word.isascii() is ascii_only]
    return "|".join(sorted(words, key=len, reverse=True))


_TOKEN = re.compile(
    r"(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    rf"|(?P<thai>{_either(False)})(?![ะ-ฺ็-๎])(?!อี้)"
    rf"|(?<![a-z])(?P<english>{_either(True)})(?![a-z])"
)
_NEIGHBOURS = re.compile(r"[\s,]*(?:and[\s]+)?|\s*-\s*")
_LONGEST = 15
"""Digits of a number that can be meant; longer ones are a slip of the finger."""


class Unclear(ValueError):
    """The words may mean more than one number: พันห้า is 1,500 for some and 1,005 for others."""


def read_amounts(text: str) -> list[Decimal]:
    """Return every amount that stands in a text. Raises `Unclear`."""
    amounts: list[Decimal] = []
    for run in _runs(tidy(text)):
        if run == [_HALF] and amounts:
            amounts[-1] += Decimal("0.5")
        else:
            amounts.append(_Sum().of(run))
    return amounts


def one_amount(text: str) -> Decimal | None:
    """Return the amount when there is exactly one that is clear."""
    try:
        amounts = read_amounts(text)
    except Unclear:
        return None
    return amounts[0] if len(amounts) == 1 else None


def _runs(tidied: str) -> Iterator[list[str]]:
    """Yield the number words that stand next to each other, together."""
    run: list[str] = []
    end = 0
    for found in _TOKEN.finditer(tidied):
        near = _NEIGHBOURS.fullmatch(tidied, end, found.start())
        if run and not (near and _continues(run[-1], found[0])):
            yield run
            run = []
        run.append(found[0])
        end = found.end()
    if run:
        yield run


def _continues(before: str, after: str) -> bool:
    """Two plain numbers beside each other are two numbers, unless one of them is a power."""
    return (before in _ALL and before not in _ONES) or after in {**_POWERS, **_MILLIONS, _HALF: 0}


class _Sum:
    """Adds up the words of one amount from the left."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.section = Decimal(0)
        self.current: Decimal | None = None
        self.power = 0
        self.powers = 0

    def of(self, run: list[str]) -> Decimal:
        for word in run:
            self._take(word)
        self._refuse_unclear(run)
        return self.total + self.section + (self.current or 0)

    def _take(self, word: str) -> None:
        if word == _HALF:
            self._half()
        elif word in _MILLIONS:
            said = self.current is not None or self.power
            self.total = (self._so_far() if said else Decimal(1)) * _MILLIONS[word]
            self.section, self.current, self.power = Decimal(0), None, _MILLIONS[word]
            self.powers += 1
        elif word in _POWERS:
            self._multiply(_POWERS[word])
        else:
            self._digit(word)

    def _multiply(self, power: int) -> None:
        if self.power and power >= self.power and not (power == 1000 and self.power == 100):
            raise Unclear
        if self.power == 100 and power == 1000:
            self.section, self.current = (self.section + (self.current or 0)) * power, None
        else:
            self.section += (1 if self.current is None else self.current) * power
        self.current, self.power = None, power
        self.powers += 1

    def _digit(self, word: str) -> None:
        value = _number(word)
        if self.current is not None and self.current not in set(_TENS.values()):
            raise Unclear
        self.current = (self.current or 0) + value

    def _half(self) -> None:
        """Half of what was said last: two and a half million, two and a half."""
        if self.current is not None or not self.power:
            self.current = (self.current or 0) + Decimal("0.5")
        else:
            self.section += Decimal(self.power) / 2

    def _so_far(self) -> Decimal:
        return self.total + self.section + (self.current or 0)

    def _refuse_unclear(self, run: list[str]) -> None:
        short = self.powers == 1 and self.power > 10 and self.current is not None
        if short and run[-1] not in {"เอ็ด", _HALF} and "hundred" not in run:
            raise Unclear


def _number(word: str) -> Decimal:
    if word in _ONES or word in _TENS:
        return Decimal(_ONES.get(word, _TENS.get(word, 0)))
    digits = word.replace(",", "")
    if len(digits) > _LONGEST:
        raise Unclear
    return Decimal(digits)
