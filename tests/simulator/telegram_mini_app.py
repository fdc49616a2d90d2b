"""What Telegram's app hands to a Mini App, made for people of the simulator."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SIGNING = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"simulated Telegram").digest())
PUBLIC_KEY = SIGNING.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
"""What a desk must be told to believe the simulator's signatures."""


def init_data(token: str, account: int, at: float, **changed: str) -> str:
    """Return what the app hands over at a moment; `changed` replaces parts before signing."""
    parts = {
        "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
        "user": json.dumps({"id": account, "first_name": "สมชาย"}, ensure_ascii=False),
        "auth_date": str(int(at)),
    } | changed
    message = f"{token.partition(':')[0]}:WebAppData\n{_lines(parts)}"
    signature = urlsafe_b64encode(SIGNING.sign(message.encode())).decode().rstrip("=")
    signed = parts | {"signature": signature}
    return urlencode(signed | {"hash": hash_of(signed, token)})


def hash_of(parts: Mapping[str, str], token: str) -> str:
    """Return the hash Telegram makes with the bot's token."""
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return hmac.new(secret, _lines(parts).encode(), hashlib.sha256).hexdigest()


def _lines(parts: Mapping[str, str]) -> str:
    return "\n".join(f"{name}={parts[name]}" for name in sorted(parts))
