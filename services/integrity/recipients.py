"""Who reads reports: invited, joined, confirmed, revoked. Whoever opens the transaction commits."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.integrity import Invitation, Reader, ReaderKind, Sitting, Wrap
from services.integrity.passphrases import Locked, Secrets, fingerprint, lock
from services.integrity.receipts import Cost
from services.integrity.sealing import KeyPair, new_pair

INVITED_FOR = timedelta(hours=48)
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LETTERS = 20


class NoInvitation(Exception):
    """The code opens nothing: used, too old, mistyped, or never given."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A new recipient, and what their app for codes needs; shown once."""

    reader: Reader
    second: str

    @property
    def address(self) -> str:
        """Return what the app reads from the picture."""
        return pyotp.TOTP(self.second).provisioning_uri(name=self.reader.post, issuer_name="Sala")


async def printed_key(session: AsyncSession) -> Reader | None:
    """Return the reader that is the printed key, if it was made."""
    wanted = select(Reader).where(col(Reader.kind) == ReaderKind.RECOVERY)
    return (await session.exec(wanted)).first()


async def recipients(session: AsyncSession) -> Sequence[Reader]:
    """Return all who read or are about to, by their post."""
    wanted = select(Reader).where(col(Reader.kind) == ReaderKind.RECIPIENT)
    return (await session.exec(wanted.order_by(col(Reader.post), col(Reader.key_id)))).all()


def may_sign_in(known: Sequence[Reader]) -> list[Reader]:
    """Return who is offered to sign in: nobody whose lost key another one has replaced."""
    replaced = {one.replaces for one in known if one.confirmed}
    return [one for one in known if one.key_id not in replaced]


def add_printed_key(session: AsyncSession, pair: KeyPair) -> None:
    """Keep the public half of the printed key; the private one is on paper only."""
    session.add(
        Reader(
            key_id=new_key_id(), kind=ReaderKind.RECOVERY, public_key=pair.public, confirmed=True
        )
    )


async def invite(session: AsyncSession, post: str, now: datetime) -> str:
    """Invite whoever holds a post; return the code. Somebody there already is to be replaced."""
    known = [one for one in await recipients(session) if one.post == post]
    code = "".join(secrets.choice(_LETTERS) for _letter in range(_CODE_LETTERS))
    session.add(
        Invitation(
            digest=_digest(code),
            post=post,
            replaces=known[0].key_id if known else None,
            expires_at=now + INVITED_FOR,
        )
    )
    return "-".join(code[at : at + 5] for at in range(0, _CODE_LETTERS, 5))


async def is_invited(session: AsyncSession, code: str, now: datetime) -> bool:
    """Say whether a code is good for joining now."""
    found = await session.get(Invitation, _digest(code))
    return found is not None and found.expires_at > now


def prepared(passphrase: str, cost: Cost) -> tuple[Reader, str]:
    """Make the keys of somebody who joins. Slow on purpose; stores nothing."""
    pair, key_id, second = new_pair(), new_key_id(), pyotp.random_base32()
    locked = lock(Secrets(pair.private, second), passphrase, key_id, cost)
    reader = Reader(
        key_id=key_id,
        kind=ReaderKind.RECIPIENT,
        public_key=pair.public,
        salt=locked.salt,
        sealed=locked.sealed,
    )
    return reader, second


async def join(
    session: AsyncSession, code: str, reader: Reader, second: str, now: datetime
) -> Joined:
    """Let somebody in who was invited; not confirmed yet. Raises `NoInvitation`."""
    found = await session.get(Invitation, _digest(code), with_for_update=True)
    if found is None or found.expires_at <= now:
        raise NoInvitation
    reader.post, reader.replaces, reader.joined = found.post, found.replaces, now.date()
    session.add(reader)
    await session.delete(found)
    return Joined(reader, second)


async def confirm(session: AsyncSession, key_id: str) -> Reader | None:
    """Trust a key from now on: new reports are sealed to it, and to the one it replaces no more."""
    found = await session.get(Reader, key_id, with_for_update=True)
    if found is None:
        return None
    found.confirmed = True
    if found.replaces and (before := await session.get(Reader, found.replaces)):
        before.confirmed = False
        await session.exec(delete(Sitting).where(col(Sitting.key_id) == before.key_id))
    return found


async def somebody_could_confirm(session: AsyncSession, joining: Reader) -> bool:
    """Say whether another recipient reads already: then the machine confirms nobody."""
    others = (one for one in await recipients(session) if one.key_id != joining.replaces)
    return any(one.confirmed for one in others)


async def revoke(session: AsyncSession, key_id: str) -> bool:
    """Take every key away from somebody, and their sitting with it."""
    found = await session.get(Reader, key_id)
    if found is None or found.kind != ReaderKind.RECIPIENT:
        return False
    await forget(session, found)
    return True


async def forget(session: AsyncSession, reader: Reader) -> None:
    """Delete a reader with every key wrapped to it."""
    await session.exec(delete(Wrap).where(col(Wrap.key_id) == reader.key_id))
    await session.exec(delete(Sitting).where(col(Sitting.key_id) == reader.key_id))
    await session.delete(reader)


def locked_of(reader: Reader) -> Locked:
    """Return what the passphrase of a recipient opens."""
    return Locked(reader.salt, reader.sealed)


def told_as(reader: Reader) -> str:
    """Return the fingerprint of a recipient's key."""
    return fingerprint(reader.public_key)


def new_key_id() -> str:
    """Return a name for a key; it says nothing about whose it is."""
    return secrets.token_hex(8)


def _digest(code: str) -> str:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
