"""The printed key: how it is written on paper, and read from it again (pure)."""

import base64
import hashlib

from services.integrity.sealing import KEY_BYTES

GROUP = 4
CHECK = 4
"""Letters at the end that show a slip of the pen."""

ASKED_AGAIN = 3
"""Groups at the end that are typed back: the paper was really written."""


class Misread(Exception):
    """This is not a printed key, or one letter of it is wrong."""


def printed(private: bytes) -> str:
    """Write a private key in groups of four letters and digits."""
    letters = base64.b32encode(private).decode().rstrip("=")
    whole = letters + _check(private)
    return " ".join(whole[at : at + GROUP] for at in range(0, len(whole), GROUP))


def read_printed(typed: str) -> bytes:
    """Return the private key that was typed from paper. Raises `Misread`."""
    letters = "".join(typed.upper().split()).replace("-", "")
    letters = letters.replace("0", "O").replace("1", "I").replace("8", "B")
    body, check = letters[:-CHECK], letters[-CHECK:]
    try:
        private = base64.b32decode(body + "=" * (-len(body) % 8))
    except ValueError:
        raise Misread from None
    if len(private) != KEY_BYTES or check != _check(private):
        raise Misread
    return private


def last_groups(written: str) -> str:
    """Return the groups that are asked for again."""
    return " ".join(written.split()[-ASKED_AGAIN:])


def _check(private: bytes) -> str:
    return base64.b32encode(hashlib.sha256(private).digest()).decode()[:CHECK]
