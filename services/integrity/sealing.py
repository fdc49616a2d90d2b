"""Sealing, by a kept library only: HPKE (RFC 9180) over X25519, ChaCha20-Poly1305, padding.

Each report has a content key of its own, under which everything of it is sealed; the content key
is wrapped to every key that may read it. Nothing here touches a disk, and nothing is random but
what the system gives.
"""

import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

KEY_BYTES = 32
SMALLEST = 4096
"""Bytes of the smallest bucket: a line and a page of text look the same."""

_NONCE = 12
_LENGTH = 8
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class DoesNotOpen(Exception):
    """The key is not of this lock, or somebody changed what was sealed."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """What a reader has: the private half leaves memory only sealed."""

    private: bytes
    public: bytes


def new_pair() -> KeyPair:
    """Make the keys of a reader."""
    return pair_of(os.urandom(KEY_BYTES))


def pair_of(private: bytes) -> KeyPair:
    """Return both halves; a private key is any 32 bytes."""
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return KeyPair(private, public)


def new_content_key() -> bytes:
    """Make the key of one report."""
    return os.urandom(KEY_BYTES)


def wrap(content_key: bytes, public: bytes, report: str) -> bytes:
    """Seal the key of a report to somebody; it fits no other report."""
    return _SUITE.encrypt(content_key, X25519PublicKey.from_public_bytes(public), report.encode())


def unwrap(wrapped: bytes, private: bytes, report: str) -> bytes:
    """Return the key of a report. Raises `DoesNotOpen`."""
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        return _SUITE.decrypt(wrapped, key, report.encode())
    except InvalidTag:
        raise DoesNotOpen from None


def seal(content_key: bytes, content: bytes, place: str) -> bytes:
    """Seal one part of a report. `place` is bound in: parts cannot be exchanged unnoticed."""
    nonce = os.urandom(_NONCE)
    return nonce + ChaCha20Poly1305(content_key).encrypt(nonce, padded(content), place.encode())


def open_sealed(content_key: bytes, sealed: bytes, place: str) -> bytes:
    """Return what was sealed at this place. Raises `DoesNotOpen`."""
    try:
        whole = ChaCha20Poly1305(content_key).decrypt(
            sealed[:_NONCE], sealed[_NONCE:], place.encode()
        )
    except InvalidTag:
        raise DoesNotOpen from None
    length = int.from_bytes(whole[:_LENGTH], "big")
    return whole[_LENGTH : _LENGTH + length]


def padded(content: bytes) -> bytes:
    """Fill up to the next power of two, so that a size tells little of what was written."""
    needed = max(SMALLEST, _LENGTH + len(content))
    bucket = 1 << (needed - 1).bit_length()
    return (len(content).to_bytes(_LENGTH, "big") + content).ljust(bucket, b"\0")
