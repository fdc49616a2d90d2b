"""The mark by which every process notices that the office was changed."""

from sqlmodel import col, update

from models.office_state import THE_ONE, OfficeState
from services.desk.paying.till import dialect_of
from services.desk.work import Work


async def tell_of_change(work: Work) -> None:
    """Call this after every change: all processes read the office again, this one at once."""
    if not await _count_up(work):
        await _begin(work)
        await _count_up(work)
    work.changes.append("office")


async def _count_up(work: Work) -> bool:
    changing = update(OfficeState).where(col(OfficeState.id) == THE_ONE)
    changed = await work.session.exec(changing.values(version=col(OfficeState.version) + 1))
    return bool(changed.rowcount)


async def _begin(work: Work) -> None:
    """Make the one row, unless another process just does: then this waits until it has."""
    first = dialect_of(work).insert(OfficeState).values(id=THE_ONE, version=0)
    await work.session.exec(first.on_conflict_do_nothing())
