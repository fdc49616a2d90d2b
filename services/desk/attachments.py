"""Attachments: the bookkeeping of files residents sent. Fetching and storing is the engine's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case as sql_case
from sqlalchemy import literal
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement import Announcement
from models.attachment import Attachment
from models.case import Case
from models.columns import Moment
from models.vocabulary import AttachmentState
from services.desk.actor import Actor
from services.desk.work import Work

UNSENT = "unsent"
"""The error of a file whose sender took the message back."""

_MOST_ERROR = 300
_MOST_DIGESTS = 500
"""Digests in one statement, below the number of variables SQLite takes."""


async def keep(
    work: Work, attachment_id: str | UUID, actor: Actor, *, evidence: bool = False
) -> Attachment:
    """Remember a file that has just been sent, to be fetched after the answer.

    Only of evidence it is kept when and where a photo was taken.
    """
    wanted = UUID(str(attachment_id))
    known = await work.session.get(Attachment, wanted)
    if known is not None:
        return known
    kept = Attachment(
        id=wanted,
        channel=actor.channel,
        chat=actor.chat,
        source=_source(actor, evidence=evidence),
        message_key=actor.message_key or None,
        created_at=work.now,
        due_at=work.now,
    )
    work.session.add(kept)
    await work.session.flush()
    return kept


async def bind(work: Work, ids: Iterable[str | UUID], case_id: UUID, actor: Actor) -> int:
    """Put files of this chat to a case; return how many there were. Nobody binds another's.

    What follows on storing a file is due again: now it is known what the file is for.
    """
    wanted = [UUID(str(one)) for one in ids]
    binding = update(Attachment).where(
        col(Attachment.id).in_(wanted),
        col(Attachment.channel) == actor.channel,
        col(Attachment.chat) == actor.chat,
        col(Attachment.case_id).is_(None) | (col(Attachment.case_id) == case_id),
    )
    stored = col(Attachment.state) == AttachmentState.STORED
    follow_at = sql_case((stored, literal(work.now, Moment)), else_=None)
    bound = await work.session.exec(binding.values(case_id=case_id, follow_at=follow_at))
    return int(bound.rowcount)


async def waiting(session: AsyncSession, now: datetime, limit: int) -> Sequence[Attachment]:
    """Return files to fetch now, those that have waited longest first."""
    wanted = (
        select(Attachment)
        .where(Attachment.state == AttachmentState.WAITING, col(Attachment.due_at) <= now)
        .order_by(col(Attachment.due_at))
        .limit(limit)
    )
    return (await session.exec(wanted)).all()


async def mark_stored(
    work: Work,
    attachment_id: UUID,
    sha256: str,
    media_type: str,
    size: int,
    source: Mapping[str, Any] | None = None,
) -> bool:
    """Note where a file is. False when its sender took it back meanwhile: nothing points at it."""
    stored = {"state": AttachmentState.STORED, "sha256": sha256, "media_type": media_type}
    told = {"source": dict(source)} if source is not None else {}
    known = {"size": size, "error": None, "attempts": 0, "follow_at": work.now}
    return await _change_waiting(work, attachment_id, {**stored, **known, **told})


async def to_follow(session: AsyncSession, now: datetime, limit: int) -> Sequence[Attachment]:
    """Return stored files of which what follows is due, those that have waited longest first."""
    wanted = (
        select(Attachment)
        .where(col(Attachment.follow_at) <= now, Attachment.state == AttachmentState.STORED)
        .order_by(col(Attachment.follow_at))
        .limit(limit)
    )
    return (await session.exec(wanted)).all()


async def mark_followed(work: Work, followed: Attachment) -> None:
    """Note that what follows is done, unless the file came to a case meanwhile."""
    await _change_followed(work, followed, {"follow_at": None, "attempts": 0, "error": None})


async def mark_not_followed(
    work: Work, followed: Attachment, reason: str, due_at: datetime | None
) -> None:
    """Note what went wrong, and when to try again; None when it has been tried enough."""
    attempts = col(Attachment.attempts) + 1
    changes = {"follow_at": due_at, "attempts": attempts, "error": reason[:_MOST_ERROR]}
    await _change_followed(work, followed, changes)


async def mark_retry(work: Work, attachment_id: UUID, reason: str, due_at: datetime) -> bool:
    """Note that fetching failed for now, and when to try again."""
    attempts = col(Attachment.attempts) + 1
    changes = {"attempts": attempts, "error": reason[:_MOST_ERROR], "due_at": due_at}
    return await _change_waiting(work, attachment_id, changes)


async def mark_lost(work: Work, attachment_id: UUID, state: AttachmentState, reason: str) -> bool:
    """Note that a file will not come: `LOST`, or `REFUSED` when it is not of a kind we take."""
    changes = {"state": state, "error": reason[:_MOST_ERROR]}
    return await _change_waiting(work, attachment_id, changes)


async def is_waiting(session: AsyncSession, attachment_id: UUID) -> bool:
    """Say whether a file is still to come: its sender may have taken it back meanwhile."""
    wanted = select(Attachment.state).where(Attachment.id == attachment_id)
    return (await session.exec(wanted)).first() == AttachmentState.WAITING


async def reference_of(session: AsyncSession, attachment_id: UUID) -> str:
    """Return the reference of the case a file belongs to by now, or nothing while there is none."""
    case_of = select(Case.reference).join(Attachment, col(Attachment.case_id) == col(Case.id))
    found = await session.exec(case_of.where(col(Attachment.id) == attachment_id))
    return found.first() or ""


async def unused_digests(session: AsyncSession, digests: Sequence[str]) -> list[str]:
    """Return those of the digests at which nothing points: their files may be deleted."""
    used: set[str | None] = set()
    for at in range(0, len(digests), _MOST_DIGESTS):
        for digest in (col(Attachment.sha256), col(Announcement.picture)):
            some = digest.in_(digests[at : at + _MOST_DIGESTS])
            used.update(await session.exec(select(digest).where(some)))
    return [digest for digest in digests if digest not in used]


def _source(actor: Actor, *, evidence: bool) -> dict[str, Any]:
    if evidence:
        return {**actor.source, "evidence": True}
    return {name: value for name, value in actor.source.items() if name != "origin"}


async def _change_waiting(work: Work, attachment_id: UUID, changes: dict[str, Any]) -> bool:
    changing = update(Attachment).where(
        col(Attachment.id) == attachment_id, col(Attachment.state) == AttachmentState.WAITING
    )
    changed = await work.session.exec(changing.values(**changes))
    return bool(changed.rowcount)


async def _change_followed(work: Work, followed: Attachment, changes: dict[str, Any]) -> None:
    changing = update(Attachment).where(
        col(Attachment.id) == followed.id, col(Attachment.follow_at) == followed.follow_at
    )
    await work.session.exec(changing.values(**changes))
