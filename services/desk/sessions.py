"""Sessions: browsers in which members of staff are signed in."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.staff import Staff
from models.staff_session import StaffSession
from services.desk.work import Work

LASTS = timedelta(hours=12)
"""One working day: a telephone left on a table lets nobody in tomorrow."""

IDLE = timedelta(hours=3)
"""A browser nobody touched for so long is signed out; the way back in is one word in the chat."""

SEEN_EVERY = timedelta(minutes=5)
"""So that looking at pages does not write each time."""

TOKEN_BYTES = 32
HANDLE = 16
"""Letters of a digest by which somebody says which of their sessions to end."""


async def start_session(work: Work, staff_id: UUID, device: str = "") -> str:
    """Sign somebody in and return the token for their browser; only its digest is kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    work.session.add(
        StaffSession(
            digest=digest_of(token),
            staff_id=staff_id,
            started_at=work.now,
            device=device[:40],
            last_seen_at=work.now,
            expires_at=work.now + LASTS,
        )
    )
    await work.session.flush()
    return token


async def find_session(
    session: AsyncSession, token: str, now: datetime
) -> tuple[Staff, StaffSession] | None:
    """Return who is signed in with this token; None when it is over, idle, or they have left."""
    wanted = (
        select(Staff, StaffSession)
        .join(StaffSession, col(StaffSession.staff_id) == col(Staff.id))
        .where(StaffSession.digest == digest_of(token))
        .where(col(StaffSession.ended_at).is_(None), col(StaffSession.expires_at) > now)
        .where(_seen() > now - IDLE)
        .where(col(Staff.left_at).is_(None))
    )
    return (await session.exec(wanted)).first()


def is_seen_anew(kept: StaffSession, now: datetime) -> bool:
    """Say whether it is time to note that this browser is in use."""
    return now - (kept.last_seen_at or kept.started_at) >= SEEN_EVERY


async def note_seen(work: Work, token: str) -> None:
    """Note that this browser is in use."""
    seen = update(StaffSession).where(col(StaffSession.digest) == digest_of(token))
    await work.session.exec(seen.values(last_seen_at=work.now))


async def open_sessions(
    session: AsyncSession, staff_id: UUID, now: datetime
) -> Sequence[StaffSession]:
    """Return where somebody is signed in, the newest first."""
    wanted = (
        select(StaffSession)
        .where(StaffSession.staff_id == staff_id, col(StaffSession.ended_at).is_(None))
        .where(col(StaffSession.expires_at) > now, _seen() > now - IDLE)
        .order_by(col(StaffSession.started_at).desc())
    )
    return (await session.exec(wanted)).all()


async def end_one(work: Work, staff_id: UUID, handle: str) -> None:
    """End the session of this person that begins with this handle."""
    ending = (
        update(StaffSession)
        .where(col(StaffSession.staff_id) == staff_id, col(StaffSession.ended_at).is_(None))
        .where(func.substr(col(StaffSession.digest), 1, HANDLE) == handle)
    )
    await work.session.exec(ending.values(ended_at=work.now))


async def end_all(work: Work, staff_id: UUID, but: str = "") -> None:
    """End every session of this person, but the one of this token."""
    ending = (
        update(StaffSession)
        .where(col(StaffSession.staff_id) == staff_id, col(StaffSession.ended_at).is_(None))
        .where(col(StaffSession.digest) != digest_of(but))
    )
    await work.session.exec(ending.values(ended_at=work.now))


async def end_session(work: Work, token: str) -> None:
    """Sign out. Doing it twice changes nothing."""
    ending = update(StaffSession).where(
        col(StaffSession.digest) == digest_of(token), col(StaffSession.ended_at).is_(None)
    )
    await work.session.exec(ending.values(ended_at=work.now))


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _seen() -> ColumnElement[datetime]:
    return func.coalesce(col(StaffSession.last_seen_at), col(StaffSession.started_at))
