"""The mark by which every process notices that the office was changed."""

from sqlmodel import col, update

from models.office_state import THE_ONE, OfficeState
from services.desk.work import Work


async def tell_of_change(work: Work) -> None:
    """Call this after every change: all processes read the office again, this one at once."""
    changing = update(OfficeState).where(col(OfficeState.id) == THE_ONE)
    changed = await work.session.exec(changing.values(version=col(OfficeState.version) + 1))
    if not changed.rowcount:
        work.session.add(OfficeState(version=1))
        await work.session.flush()
    work.changes.append("office")
