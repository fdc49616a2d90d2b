"""Telegram Mini Apps: what Telegram's app tells the page about its reader, and whether it is so.

Telegram proves it twice: with a key made of the bot's token, and with its own signature. Both
are checked; older apps do not sign.
"""

import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from models.vocabulary import ChannelName
from web.identity.errors import NotProved
from web.identity.session import Identity
from web.settings import TELEGRAM_KEY

OLDEST = timedelta(hours=1)
LEEWAY = timedelta(minutes=1)
"""How far Telegram's clock may be ahead of ours."""

MOST_LETTERS = 4096
MOST_PARTS = 30

Parts = dict[str, str]


def read_init_data(
    handed_over: str, token: str, now: datetime, public_key: str = TELEGRAM_KEY
) -> Identity:
    """Return who opened the Mini App. Raises `NotProved` unless Telegram says so, and recently."""
    parts = parts_of(handed_over)
    signed = "signature" not in parts or is_signed(parts, _bot_id(token), public_key)
    if not (has_right_hash(parts, token) and signed and _is_recent(parts, now)):
        raise NotProved
    return Identity(ChannelName.TELEGRAM.value, _user(parts))


def parts_of(handed_over: str) -> Parts:
    """Take it apart. Refuses a name that comes twice: which of them was proved, nobody knows."""
    if len(handed_over) > MOST_LETTERS:
        raise NotProved
    try:
        pairs = parse_qsl(
            handed_over, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_PARTS
        )
    except ValueError:
        raise NotProved from None
    parts = dict(pairs)
    if len(parts) != len(pairs):
        raise NotProved
    return parts


def has_right_hash(parts: Parts, token: str) -> bool:
    """Say whether whoever made it knows the bot's token, as Telegram does."""
    secret = hmac.digest(b"WebAppData", token.encode(), sha256)
    lines = _lines(parts, without=("hash",))
    wanted = hmac.new(secret, lines.encode(), sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), parts.get("hash", "").encode())


def is_signed(parts: Parts, bot_id: str, public_key: str = TELEGRAM_KEY) -> bool:
    """Say whether Telegram itself signed it, for this bot."""
    lines = _lines(parts, without=("hash", "signature"))
    message = f"{bot_id}:WebAppData\n{lines}".encode()
    written = parts.get("signature", "")
    try:
        signature = urlsafe_b64decode(written + "=" * (-len(written) % 4))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _lines(parts: Parts, without: Iterable[str]) -> str:
    return "\n".join(f"{name}={parts[name]}" for name in sorted(parts.keys() - set(without)))


def _bot_id(token: str) -> str:
    return token.partition(":")[0]


def _is_recent(parts: Parts, now: datetime) -> bool:
    written = parts.get("auth_date", "")
    if not (written.isascii() and written.isdecimal() and len(written) < 12):
        return False
    age = now - datetime.fromtimestamp(int(written), UTC)
    return -LEEWAY <= age <= OLDEST


def _user(parts: Parts) -> str:
    """Return the account, which is also the number of its private chat with the bot."""
    try:
        told = json.loads(parts.get("user", ""))
    except ValueError:
        raise NotProved from None
    account = told.get("id") if isinstance(told, dict) else None
    if type(account) is not int or account <= 0:
        raise NotProved
    return str(account)
