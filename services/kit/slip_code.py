"""The small code on a bank slip: which bank, and its own number of the transfer. Nothing else.

It holds no amount, no payee and no date, so it proves no payment; it only tells one transfer
from another, and so that the same slip came twice.
"""

from dataclasses import dataclass

from services.kit.promptpay import Unreadable, checksum, fields

_TRANSFER, _COUNTRY, _CHECKSUM = "00", "51", "91"
_KIND, _BANK, _REFERENCE = "00", "01", "02"
_BANK_SLIP = "000001"
LONGEST_REFERENCE = 60


@dataclass(frozen=True, slots=True)
class SlipCode:
    """One transfer as its bank names it."""

    bank: str
    """Three digits of the sending bank, or what a wallet writes there."""
    reference: str


def read_slip_code(text: str) -> SlipCode:
    """Read the code of a slip. Raises `Unreadable` when it is another code or was damaged."""
    found = fields(text)
    if list(found)[-1:] != [_CHECKSUM] or _TRANSFER not in found:
        raise Unreadable("not the code of a slip")
    if found[_CHECKSUM].upper() != checksum(text[:-4]):
        raise Unreadable("the checksum is wrong")
    return _slip(found)


def _slip(found: dict[str, str]) -> SlipCode:
    """Read what stands inside. Wallets write a layout of their own, with a small checksum."""
    inside = fields(found[_TRANSFER])
    if inside.get(_KIND) == _BANK_SLIP and found.get(_COUNTRY, "TH") == "TH":
        bank, reference = inside.get(_BANK, ""), inside.get(_REFERENCE, "")
    else:
        bank, reference = f"wallet {inside.get(_KIND, '')}", "/".join(list(inside.values())[1:])
    if not bank or not reference or len(reference) > LONGEST_REFERENCE:
        raise Unreadable("no transfer in it")
    return SlipCode(bank[:20], reference)
