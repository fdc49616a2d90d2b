"""What residents wrote and nobody has read yet: a mark on the case, gone when somebody reads it."""

from sqlmodel import col, update

from models.case import Case
from models.staff import Staff
from services.desk.permissions import works_for
from services.desk.work import Work


async def mark_read(work: Work, seen: Case, staff: Staff) -> bool:
    """Note that the department has read what a resident wrote; say whether anything was unread.

    `seen` is the case as it was shown: what came in meanwhile is a newer version, and stays unread.
    """
    if seen.unread_since is None or not works_for(staff, seen.department):
        return False
    reading = update(Case).where(col(Case.id) == seen.id, col(Case.version) == seen.version)
    read = await work.session.exec(reading.values(unread_since=None))
    return bool(read.rowcount)
