"""A report handed out: one sealed file, and what opens it again (pure, and slow)."""

import json

from services.integrity.passphrases import Locked, Secrets, lock, unlock
from services.integrity.procedure import Opened
from services.integrity.receipts import SALT_BYTES, Cost
from services.integrity.sealing import new_content_key, open_sealed, seal
from services.integrity.telling import Entry, read, written

EXPORT_NAME = "report.sala"
"""Says nothing about what is inside."""

_PLACE = "export"
_NUMBER = 4


def export(opened: Opened, passphrase: str, cost: Cost) -> bytes:
    """Seal the entries of a report by a passphrase."""
    key = new_content_key()
    locked = lock(Secrets(key, ""), passphrase, _PLACE, cost)
    inside = json.dumps([written(entry).decode() for entry in opened.entries])
    head = locked.salt + len(locked.sealed).to_bytes(_NUMBER, "big") + locked.sealed
    return head + seal(key, inside.encode(), _PLACE)


def open_export(content: bytes, passphrase: str, cost: Cost) -> list[Entry]:
    """Open what was handed out. Raises `DoesNotOpen`."""
    salt, rest = content[:SALT_BYTES], content[SALT_BYTES:]
    length = int.from_bytes(rest[:_NUMBER], "big")
    sealed, body = rest[_NUMBER : _NUMBER + length], rest[_NUMBER + length :]
    secrets = unlock(Locked(salt, sealed), passphrase, _PLACE, cost)
    inside = json.loads(open_sealed(secrets.private, body, _PLACE))
    return [read(entry.encode()) for entry in inside]
