"""The receipt code: sixteen digits from which the reporter's own key is made, and nothing kept.

Whoever holds the store cannot make the code from it: only its slow hash (Argon2id) stands there.
"""

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from services.integrity.sealing import KEY_BYTES

DIGITS = 16
GROUP = 4
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one code is. Data, so that tests need not wait."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 1


SHIPPED = Cost()
"""64 MiB and three passes: the second recommendation of RFC 9106, on one lane."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a code is worth: where the report stands, and the key that opens it."""

    lookup: str
    private: bytes


def new_code() -> str:
    """Draw a code: ten thousand million million are possible."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def grouped(code: str) -> str:
    """Write a code in groups of four, as it is easiest to copy by hand."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """Return the digits of what was typed, Thai ones too. Whatever it is, it is tried."""
    digits = (letter for letter in typed if letter.isdecimal())
    return "".join(str(int(digit)) for digit in digits)[: DIGITS + 1]


def derive(code: str, salt: bytes, cost: Cost) -> Receipt:
    """Make the place and the key of a report from its code. Slow on purpose."""
    made = Argon2id(
        salt=salt,
        length=2 * KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(code.encode())
    return Receipt(made[:KEY_BYTES].hex(), made[KEY_BYTES:])
