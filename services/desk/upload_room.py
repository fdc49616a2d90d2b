"""Room for uploads: what is said when the web has sent enough for a day, and what is noted.

Whoever opens the web chat or a form is nobody we know, so what they may leave on our disk in a
day is limited.
"""

from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.audit_entry import AuditEntry
from services.desk import audit
from services.desk.reaching import or_call
from services.desk.work import Work
from services.kit.office import Office
from services.kit.text import Rendered, _

WITHIN = timedelta(days=1)
NOTED_AGAIN = timedelta(hours=1)
"""A desk that is full is noted once an hour, not for every file that is turned away."""

FULL = "uploads_full"


async def note_full(work: Work) -> None:
    """Keep for the office that a file found no room in the whole desk."""
    if not await was_full(work.session, work.now - NOTED_AGAIN):
        await audit.record(work, "desk", FULL, "", audit.REFUSED)


async def was_full(session: AsyncSession, since: datetime) -> datetime | None:
    """Return when a file last found no room in the whole desk, if it was since then."""
    newest = select(func.max(AuditEntry.at)).where(AuditEntry.action == FULL)
    return (await session.exec(newest.where(col(AuditEntry.at) > since))).one()


def no_room(office: Office) -> Rendered:
    """Say that no more files are taken here today, and how to go on."""
    words = _(
        "We can take no more files from the web today. Please go on without it if you can, or "
        "bring it to the office ({hours}).",
        hours=office.hours,
    )
    return or_call(words, office)
