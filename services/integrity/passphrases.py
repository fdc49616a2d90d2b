"""The passphrase of a recipient: what makes one good enough, and what it seals (pure, and slow)."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pyotp
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from services.integrity.receipts import SALT_BYTES, Cost
from services.integrity.sealing import KEY_BYTES, open_sealed, seal

SHORTEST = 16
"""Letters: four words nobody would say one after the other."""

FEWEST_DIFFERENT = 8
STEP_SECONDS = 30
PATIENCE = (0, 0, 0, 30, 60, 300, 900)
"""Seconds to wait after so many wrong tries in a row; the last one stays."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What only the recipient may use: the private key, and the secret of the second factor."""

    private: bytes = field(repr=False)
    second: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Locked:
    """The secrets, sealed by a passphrase, and the salt of it."""

    salt: bytes
    sealed: bytes


def is_strong(passphrase: str) -> bool:
    """Say whether guessing would take longer than an office keeps its files."""
    return len(passphrase) >= SHORTEST and len(set(passphrase)) >= FEWEST_DIFFERENT


def lock(secrets: Secrets, passphrase: str, key_id: str, cost: Cost) -> Locked:
    """Seal the secrets of a recipient. Slow on purpose."""
    salt = os.urandom(SALT_BYTES)
    inside = {"private": base64.b64encode(secrets.private).decode(), "second": secrets.second}
    sealed = seal(_key(passphrase, salt, cost), json.dumps(inside).encode(), _place(key_id))
    return Locked(salt, sealed)


def unlock(locked: Locked, passphrase: str, key_id: str, cost: Cost) -> Secrets:
    """Open the secrets of a recipient. Slow on purpose. Raises `DoesNotOpen`."""
    opened = open_sealed(_key(passphrase, locked.salt, cost), locked.sealed, _place(key_id))
    inside = json.loads(opened)
    return Secrets(base64.b64decode(inside["private"]), inside["second"])


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    made = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return made.derive(passphrase.strip().encode("utf-8", "surrogatepass"))


def _place(key_id: str) -> str:
    return f"recipient/{key_id}"


def step_of(second: str, code: str, now: datetime, last_step: int) -> int | None:
    """Return the step a code of the second factor belongs to; none works twice or much later."""
    typed = "".join(letter for letter in code if letter.isdecimal())
    current = int(now.timestamp()) // STEP_SECONDS
    for step in (current, current - 1, current + 1):
        right = pyotp.TOTP(second).generate_otp(step)
        if step > last_step and pyotp.utils.strings_equal(right, typed):
            return step
    return None


def shut_until(wrong: int, now: datetime) -> datetime:
    """Return when the next try is looked at, after so many wrong ones in a row."""
    return now + timedelta(seconds=PATIENCE[min(wrong, len(PATIENCE) - 1)])


def fingerprint(public: bytes) -> str:
    """Return what two people read to each other to know that a key is the right one."""
    digits = f"{int.from_bytes(hashlib.sha256(public).digest()[:10], 'big') % 10**20:020d}"
    return " ".join(digits[at : at + 5] for at in range(0, 20, 5))
