"""Amounts: whole satang as people read them, and as staff type them."""

import re
from decimal import Decimal

from services.kit.errors import InvalidAnswer
from services.kit.money import exact_baht, from_satang
from services.kit.text import Rendered, _
from services.kit.thai import western

_TYPED = re.compile(r"\s*(?:฿\s*)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s*(?:บาท|baht|THB|฿)?")
_LONGEST = 40
_MOST = Decimal(1_000_000_000_000)
"""Baht. More is a mistake, and no column of satang holds it."""


def shown_satang(satang: int) -> Rendered:
    """Show satang as baht: `1,234.50 baht`."""
    return exact_baht(from_satang(satang))


def read_amount(text: str) -> Decimal:
    """Read a whole text as an amount in baht. Raises `InvalidAnswer`."""
    amount, rest = split_amount(text)
    if rest:
        raise InvalidAnswer(_NO_AMOUNT)
    return amount


def split_amount(text: str) -> tuple[Decimal, str]:
    """Read the amount a text begins with, and return the words behind it."""
    found = _TYPED.match(western(text))
    if found is None or len(found[0]) > _LONGEST or not _ends_well(text, found.end()):
        raise InvalidAnswer(_NO_AMOUNT)
    amount = Decimal(f"{found[1].replace(',', '')}.{found[2] or '0'}")
    if amount > _MOST:
        raise InvalidAnswer(_NO_AMOUNT)
    return amount, text[found.end() :].strip()


def _ends_well(text: str, at: int) -> bool:
    """A number that goes on (250.505, 12/3) was not understood."""
    return at == len(text) or not re.match(r"[\d.,/]", western(text)[at])


_NO_AMOUNT = _("Please give an amount in baht, such as 250 or 1,250.50.")
