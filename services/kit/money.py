"""Money: amounts in baht as people write them, and whole satang as we keep them."""

from decimal import ROUND_HALF_UP, Decimal

from services.kit.text import Rendered, _

SATANG = Decimal("0.01")
"""The smallest amount there is, in baht."""

_ONES = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_POWERS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def rounded(amount: Decimal) -> Decimal:
    """Round to whole satang, half a satang up, as the law's tables and people do."""
    return amount.quantize(SATANG, ROUND_HALF_UP)


def to_satang(amount: Decimal) -> int:
    """Return baht as whole satang, which is what the database keeps."""
    return int(rounded(amount) * 100)


def from_satang(satang: int) -> Decimal:
    """Return whole satang as baht."""
    return Decimal(satang) * SATANG


def baht(amount: Decimal) -> Rendered:
    """Show an amount with its commas: `600 baht`, `1,234.50 baht`.

    Old eyes take 600.00 for sixty thousand, so satang are shown only where there are some.
    """
    exact = rounded(amount)
    places = 0 if exact == exact.to_integral_value() else 2
    return _("{amount} baht", amount=f"{exact:,.{places}f}")


def exact_baht(amount: Decimal) -> Rendered:
    """Show an amount with its satang also where there are none, as on bills: `600.00 baht`."""
    return _("{amount} baht", amount=f"{rounded(amount):,.2f}")


def baht_text(amount: Decimal) -> str:
    """Write an amount in Thai words, as receipts do so that no digit can be added to it."""
    whole, satang = divmod(to_satang(amount), 100)
    words = f"{_in_words(whole)}บาท"
    return f"{words}{_in_words(satang)}สตางค์" if satang else f"{words}ถ้วน"


def _in_words(number: int) -> str:
    """Write a whole number; millions are counted like ones, over and over."""
    if number == 0:
        return _ONES[0]
    millions, rest = divmod(number, 1_000_000)
    return (f"{_in_words(millions)}ล้าน" if millions else "") + _below_million(rest, millions > 0)


def _below_million(number: int, more: bool) -> str:
    digits = str(number)
    words = [
        _digit(int(digit), len(digits) - place - 1, more or number > 9)
        for place, digit in enumerate(digits)
    ]
    return "".join(words)


def _digit(digit: int, power: int, more: bool) -> str:
    """Write one digit: ยี่สิบ for twenty, สิบ for ten, เอ็ด for a one at the end of more."""
    if digit == 0:
        return ""
    if power == 1 and digit <= 2:
        return ("", "สิบ", "ยี่สิบ")[digit]
    if power == 0 and digit == 1 and more:
        return "เอ็ด"
    return _ONES[digit] + _POWERS[power]
