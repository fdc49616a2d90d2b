"""Sessions: browsers in which members of staff are signed in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.staff import Staff
from models.staff_session import StaffSession
from services.desk.work import Work

LASTS = timedelta(hours=12)
"""One working day: a telephone left on a table lets nobody in tomorrow."""

TOKEN_BYTES = 32


async def start_session(work: Work, staff_id: UUID) -> str:
    """Sign somebody in and return the token for their browser; only its digest is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    work.session.add(
        StaffSession(
            digest=_digest(token),
            staff_id=staff_id,
            started_at=work.now,
            expires_at=work.now + LASTS,
        )
    )
    await work.session.flush()
    return token


async def session_staff(session: AsyncSession, token: str, now: datetime) -> Staff | None:
    """Return who is signed in with this token, or None when it is over or they have left."""
    wanted = (
        select(Staff)
        .join(StaffSession, col(StaffSession.staff_id) == col(Staff.id))
        .where(StaffSession.digest == _digest(token))
        .where(col(StaffSession.ended_at).is_(None), col(StaffSession.expires_at) > now)
        .where(col(Staff.left_at).is_(None))
    )
    return (await session.exec(wanted)).first()


async def end_session(work: Work, token: str) -> None:
    """Sign out. Doing it twice changes nothing."""
    ending = update(StaffSession).where(
        col(StaffSession.digest) == _digest(token), col(StaffSession.ended_at).is_(None)
    )
    await work.session.exec(ending.values(ended_at=work.now))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
