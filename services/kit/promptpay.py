"""PromptPay codes (EMVCo, merchant presented): written for a payment of ours, and read tag by tag.

A field is two digits of tag, two digits of length and the value; some values hold fields again.
The last field is a checksum over everything before it, its own tag and length included.
"""

import re
from binascii import crc_hqx
from collections.abc import Mapping
from decimal import Decimal

from services.kit.office import Payee

BILL_PAYMENT, TRANSFER = "30", "29"
_BILL_APPLICATION, _TRANSFER_APPLICATION = "A000000677010112", "A000000677010111"

_FORMAT, _KIND, _CURRENCY, _AMOUNT, _COUNTRY, _MORE, _CHECKSUM = (
    "00", "01", "53", "54", "58", "62", "63",
)  # fmt: skip
_STATIC, _WITH_AMOUNT = "11", "12"
_BAHT, _THAILAND = "764", "TH"
_TERMINAL = "07"

_REFERENCE = re.compile(r"[A-Z0-9]{1,20}")
_MOBILE, _TAX_ID, _WALLET = 10, 13, 15

Fields = dict[str, str]


class Unreadable(ValueError):
    """The text is no such code, or it was damaged on the way."""


def bill_payment(
    biller: str, ref1: str, ref2: str = "", amount: Decimal | None = None, terminal: str = ""
) -> str:
    """Return the code of a bill payment (tag 30). Banks report both references with the money."""
    references = [ref1, ref2] if ref2 else [ref1]
    if not (biller.isdecimal() and len(biller) == 15):
        raise ValueError("a biller has 15 digits")
    if not all(_REFERENCE.fullmatch(reference) for reference in references):
        raise ValueError("a reference has 1 to 20 of A-Z and 0-9")
    inside = {"00": _BILL_APPLICATION, "01": biller, "02": ref1}
    return _code(BILL_PAYMENT, inside | ({"03": ref2} if ref2 else {}), amount, terminal)


def transfer(proxy: str, amount: Decimal | None = None) -> str:
    """Return the code of a plain transfer (tag 29) to a mobile number, a tax id or a wallet."""
    tag, value = _proxy(proxy)
    return _code(TRANSFER, {"00": _TRANSFER_APPLICATION, tag: value}, amount, "")


def code_for(payee: Payee, ref1: str, ref2: str, amount: Decimal) -> str:
    """Return the code that pays an office: with references when the bank gave it a biller."""
    if payee.biller:
        return bill_payment(payee.biller, ref1, ref2, amount)
    return transfer(payee.proxy, amount)


def fields(text: str) -> Fields:
    """Take a text of fields apart. Raises `Unreadable`."""
    found: Fields = {}
    at = 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not (tag.isascii() and tag.isdecimal() and length.isascii() and length.isdecimal()):
            raise Unreadable("no field")
        value = text[at + 4 : at + 4 + int(length)]
        if len(value) != int(length) or tag in found:
            raise Unreadable("a field is cut off or stands there twice")
        found[tag] = value
        at += 4 + int(length)
    return found


def parse(code: str) -> Mapping[str, str]:
    """Read a code whose checksum is right. Raises `Unreadable`."""
    found = fields(code)
    if list(found)[-1:] != [_CHECKSUM] or found[_CHECKSUM] != checksum(code[:-4]):
        raise Unreadable("the checksum is wrong")
    return found


def checksum(text: str) -> str:
    """Return CRC-16/CCITT-FALSE of a text in four capital hexadecimal digits."""
    return f"{crc_hqx(text.encode(), 0xFFFF):04X}"


def _code(tag: str, inside: Fields, amount: Decimal | None, terminal: str) -> str:
    """Write the fields in ascending order, which every bank's reader takes."""
    told: Fields = {
        _FORMAT: "01",
        _KIND: _STATIC if amount is None else _WITH_AMOUNT,
        tag: _written(inside),
        _CURRENCY: _BAHT,
    }
    if amount is not None:
        told[_AMOUNT] = _amount(amount)
    told[_COUNTRY] = _THAILAND
    if terminal:
        told[_MORE] = _written({_TERMINAL: terminal})
    unchecked = f"{_written(told)}{_CHECKSUM}04"
    return unchecked + checksum(unchecked)


def _written(told: Fields) -> str:
    return "".join(f"{tag}{len(value):02d}{value}" for tag, value in told.items())


def _amount(amount: Decimal) -> str:
    if amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise ValueError("an amount is more than nothing and has whole satang")
    return f"{amount:.2f}"


def _proxy(proxy: str) -> tuple[str, str]:
    digits = re.sub(r"[\s-]", "", proxy)
    if digits.isdecimal() and len(digits) == _MOBILE and digits.startswith("0"):
        return "01", f"0066{digits[1:]}"
    if digits.isdecimal() and len(digits) == _TAX_ID:
        return "02", digits
    if digits.isdecimal() and len(digits) == _WALLET:
        return "03", digits
    raise ValueError("a proxy is a mobile number, a tax id or a wallet")
