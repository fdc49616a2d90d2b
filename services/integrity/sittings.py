"""A recipient at work: signed in with passphrase and code, until they rest or leave.

The private key is in the store, sealed; the secret that opens it is in the browser's cookie alone.
So any process may answer, and whoever takes the disk has neither.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import HMAC

from sqlmodel import col, delete, or_
from sqlmodel.ext.asyncio.session import AsyncSession

from models.integrity import Reader, Sitting
from services.integrity.passphrases import Secrets, shut_until, step_of
from services.integrity.sealing import DoesNotOpen, open_sealed, seal

REST = timedelta(minutes=10)
LONGEST = timedelta(hours=8)
_PLACE = "sitting"


@dataclass(frozen=True, slots=True)
class Seated:
    """Who asks, with their private key for the time of this request."""

    key_id: str
    post: str
    confirmed: bool
    replaces: str | None
    private: bytes = field(repr=False)
    mark: str = field(repr=False)
    """Stands in every form of theirs; no other site knows it."""


def may_try(reader: Reader, now: datetime) -> bool:
    """Say whether a try is looked at now."""
    return reader.shut_until is None or reader.shut_until <= now


def judge(reader: Reader, opened: Secrets | None, code: str, now: datetime) -> bool:
    """Say whether passphrase and code are right, and remember the try."""
    step = step_of(opened.second, code, now, reader.last_step) if opened else None
    if step is None:
        reader.wrong += 1
        reader.shut_until = shut_until(reader.wrong, now)
        return False
    reader.wrong, reader.shut_until, reader.last_step = 0, None, step
    return True


def sit_down(session: AsyncSession, reader: Reader, opened: Secrets, now: datetime) -> str:
    """Begin a sitting; return the secret for the cookie."""
    token = secrets.token_urlsafe(32)
    sealed = seal(_key(token), opened.private, _PLACE)
    session.add(
        Sitting(
            digest=_digest(token), key_id=reader.key_id, sealed=sealed, began_at=now, seen_at=now
        )
    )
    return token


async def seated(session: AsyncSession, token: str, now: datetime) -> Seated | None:
    """Return who sits there, and let their rest begin anew."""
    found = await session.get(Sitting, _digest(token))
    if found is None or _is_over(found, now):
        return None
    reader = await session.get(Reader, found.key_id)
    try:
        private = open_sealed(_key(token), found.sealed, _PLACE)
    except DoesNotOpen:
        return None
    if reader is None:
        return None
    found.seen_at = now
    mark = HMAC(token.encode(), b"form", hashlib.sha256).hexdigest()
    return Seated(reader.key_id, reader.post, reader.confirmed, reader.replaces, private, mark)


async def stand_up(session: AsyncSession, token: str) -> None:
    """End a sitting."""
    await session.exec(delete(Sitting).where(col(Sitting.digest) == _digest(token)))


async def clear_away(session: AsyncSession, now: datetime) -> None:
    """Delete sittings that are over."""
    rested, longest = col(Sitting.seen_at) < now - REST, col(Sitting.began_at) < now - LONGEST
    await session.exec(delete(Sitting).where(or_(rested, longest)))


def _is_over(found: Sitting, now: datetime) -> bool:
    return now - found.seen_at > REST or now - found.began_at > LONGEST


def _key(token: str) -> bytes:
    return hashlib.sha256(b"key:" + token.encode("utf-8", "surrogatepass")).digest()


def _digest(token: str) -> str:
    return hashlib.sha256(b"name:" + token.encode("utf-8", "surrogatepass")).hexdigest()
