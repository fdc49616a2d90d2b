"""Tokens with which programs act for a member of staff, and what they were answered."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Update, func
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.api_answer import ApiAnswer
from models.api_token import ApiToken
from models.staff import Staff
from services.desk import audit
from services.desk.paying.till import dialect_of
from services.desk.sessions import HANDLE, TOKEN_BYTES, digest_of
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.text import _

PREFIX: Final = "sala_"
"""So that a token that was published by mistake can be found and known for what it is."""

DAYS: Final = (30, 90, 365)
MOST_NAME: Final = 40
MOST: Final = 20
"""Tokens of one person that are good at a time."""

USED_EVERY: Final = timedelta(minutes=5)
"""So that reading does not write each time."""


async def make_token(work: Work, staff: Staff, name: str, days: int) -> str:
    """Return a new token; only its digest is kept. It may do what this person may do.

    Raises `InvalidAnswer` without a name, or for another number of days than offered.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= MOST_NAME or days not in DAYS:
        raise InvalidAnswer(_("Please give it a name of at most {count} letters.", count=MOST_NAME))
    if len(await good_tokens(work.session, staff.id, work.now)) >= MOST:
        raise NotPossible(_("You have {count} tokens already. Please end one first.", count=MOST))
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    work.session.add(
        ApiToken(
            digest=digest_of(token),
            staff_id=staff.id,
            name=name,
            made_at=work.now,
            expires_at=work.now + timedelta(days=days),
        )
    )
    await audit.record(work, str(staff.id), "make_token", "", audit.DONE, "console")
    return token


async def find_token(
    session: AsyncSession, token: str, now: datetime
) -> tuple[Staff, ApiToken] | None:
    """Return for whom a program acts; None when its token is over, or they have left."""
    wanted = (
        select(Staff, ApiToken)
        .join(ApiToken, col(ApiToken.staff_id) == col(Staff.id))
        .where(ApiToken.digest == digest_of(token), col(ApiToken.expires_at) > now)
        .where(col(ApiToken.ended_at).is_(None), col(Staff.left_at).is_(None))
    )
    return (await session.exec(wanted)).first()


async def note_used(work: Work, kept: ApiToken) -> None:
    """Note that a token is in use, now and then."""
    if kept.last_used_at is None or work.now - kept.last_used_at >= USED_EVERY:
        used = update(ApiToken).where(col(ApiToken.digest) == kept.digest)
        await work.session.exec(used.values(last_used_at=work.now))


async def good_tokens(session: AsyncSession, staff_id: UUID, now: datetime) -> Sequence[ApiToken]:
    """Return the tokens of a person that still act, the newest first."""
    wanted = (
        select(ApiToken)
        .where(ApiToken.staff_id == staff_id, col(ApiToken.ended_at).is_(None))
        .where(col(ApiToken.expires_at) > now)
        .order_by(col(ApiToken.made_at).desc())
    )
    return (await session.exec(wanted)).all()


async def end_token(work: Work, staff: Staff, handle: str) -> None:
    """End the token of this person that begins with this handle. Twice changes nothing."""
    ending = _open_ones(staff.id).where(func.substr(col(ApiToken.digest), 1, HANDLE) == handle)
    await work.session.exec(ending.values(ended_at=work.now))
    await audit.record(work, str(staff.id), "end_token", "", audit.DONE, "console")


async def end_tokens(work: Work, staff_id: UUID) -> None:
    """End every token of somebody."""
    await work.session.exec(_open_ones(staff_id).values(ended_at=work.now))


async def claim(work: Work, answer: ApiAnswer) -> ApiAnswer | None:
    """Take a key for this transaction; return what was answered when it is taken already.

    Whoever asks at the same moment waits here until the first is done. Raises `NotPossible` when
    the key was used for something else.
    """
    row = answer.model_dump() | {"at": work.now}
    taking = dialect_of(work).insert(ApiAnswer).values(**row).on_conflict_do_nothing()
    if (await work.session.exec(taking)).rowcount:
        return None
    earlier = await work.session.get_one(ApiAnswer, (answer.digest, answer.key))
    if earlier.asked != answer.asked:
        raise NotPossible(_("This key was used for something else. Please choose a new one."))
    return earlier


async def keep(work: Work, answer: ApiAnswer) -> None:
    """Keep what is answered, in the transaction that did it."""
    keeping = update(ApiAnswer).where(
        col(ApiAnswer.digest) == answer.digest, col(ApiAnswer.key) == answer.key
    )
    await work.session.exec(keeping.values(status=answer.status, version=answer.version))


def _open_ones(staff_id: UUID) -> Update:
    return update(ApiToken).where(
        col(ApiToken.staff_id) == staff_id, col(ApiToken.ended_at).is_(None)
    )
