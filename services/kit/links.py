"""Links that carry a secret: sealed, deterministic tokens that expire, for pages without sign-in.

Whoever holds such a link may do the one thing it was made for. A token says nothing to anybody
else: who it is for and what it opens are encrypted (AES-SIV, RFC 5297), and the purpose is bound
to it, so that a link to a paper never opens a form.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LONGEST_TOKEN = 1000


class Links:
    """Makes and reads the tokens of one desk."""

    def __init__(self, base_url: str, secret_key: bytes) -> None:
        self.base_url = base_url.rstrip("/")
        derived = HKDF(SHA512(), length=64, salt=None, info=b"sala links").derive(secret_key)
        self._cipher = AESSIV(derived)

    def token(self, purpose: str, values: Sequence[str], until: datetime) -> str:
        """Return a token for these values; the same values give the same token."""
        inside = json.dumps([int(until.timestamp()), *values], separators=(",", ":"))
        sealed = self._cipher.encrypt(inside.encode(), [purpose.encode()])
        return urlsafe_b64encode(sealed).decode("ascii").rstrip("=")

    def address(self, path: str, purpose: str, values: Sequence[str], until: datetime) -> str:
        """Return the full address of a page that is opened with a token, e.g. `/fill/…`."""
        return f"{self.base_url}{path}/{self.token(purpose, values, until)}"

    def read(self, purpose: str, token: str, now: datetime) -> list[str] | None:
        """Return the values of a token; None when it is forged, for something else, or expired."""
        if len(token) > LONGEST_TOKEN:
            return None
        try:
            sealed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
            until, *values = json.loads(self._cipher.decrypt(sealed, [purpose.encode()]))
        except (InvalidTag, ValueError):
            return None
        return values if now.timestamp() < until else None
