"""What follows once a file of a resident is stored, or a stored file comes to a case.

Whoever reads files (a slip for its QR code, say) writes an async function and adds it to the
table below. It is called again after a failure, after a crash and whenever the file comes to
another case, so it looks first whether its work is done, and opens a transaction of its own.
"""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from uuid import UUID

import structlog

from bot.delivery import wait_before
from bot.desk import Desk
from bot.slip_reading import read_slip
from models.attachment import Attachment
from services.desk import attachments

Follower = Callable[[Desk, UUID, Path], Awaitable[None]]
"""Is given the desk, the id of the attachment and where its file lies; raises when it failed."""

AFTER_STORED: list[Follower] = [read_slip]

MOST_ATTEMPTS = 12
"""With the waits between them some two hours; then the row says what went wrong."""

log = structlog.get_logger()


async def follow_stored(
    desk: Desk, path: Callable[[str], Path], followers: Sequence[Follower] | None = None
) -> None:
    """Let every follower see the files that came since the last time; `path` finds a digest."""
    async with desk.database.reading() as session:
        due = await attachments.to_follow(session, desk.clock(), limit=8)
    for attachment in due:
        await _follow(desk, attachment, path, AFTER_STORED if followers is None else followers)


async def _follow(
    desk: Desk,
    attachment: Attachment,
    path: Callable[[str], Path],
    followers: Sequence[Follower],
) -> None:
    try:
        for follower in followers:
            await follower(desk, attachment.id, path(attachment.sha256 or "missing"))
    except Exception as failure:  # a file that breaks one reader must not hold up the others
        log.exception("after_storing_broke", attachment=str(attachment.id))
        await _fail(desk, attachment, type(failure).__name__)
    else:
        async with desk.work() as work:
            await attachments.mark_followed(work, attachment)
        desk.measures.files.labels(attachment.channel, "followed").inc()


async def _fail(desk: Desk, attachment: Attachment, reason: str) -> None:
    attempts = attachment.attempts + 1
    again = attempts < MOST_ATTEMPTS
    due_at = desk.clock() + wait_before(attempts + 1, 1.0) if again else None
    async with desk.work() as work:
        await attachments.mark_not_followed(work, attachment, f"after storing: {reason}", due_at)
    outcome = "followed later" if again else "not followed"
    desk.measures.files.labels(attachment.channel, outcome).inc()
