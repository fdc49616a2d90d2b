"""Data requests: what residents ask about their own data, with the thirty days of the law."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.data_request import DataRequest
from models.staff import Staff
from models.vocabulary import DataWish
from services.desk import audit
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.text import _

DAYS: Final = timedelta(days=30)
DONE, REFUSED = "done", "refused"
LEAST_NOTE, MOST_NOTE = 5, 500


async def ask(
    work: Work, resident_id: UUID, wish: str, channel: str, staff: Staff | None = None
) -> DataRequest:
    """Keep a request. Asked twice while the first is open, it is one, with its first day."""
    if wish not in set(DataWish):
        raise InvalidAnswer(_("Please choose what the resident asks for."))
    same = select(DataRequest).where(
        DataRequest.resident_id == resident_id,
        DataRequest.kind == wish,
        col(DataRequest.done_at).is_(None),
    )
    if known := (await work.session.exec(same)).first():
        return known
    asked = DataRequest(
        resident_id=resident_id,
        kind=wish,
        channel=channel,
        received_at=work.now,
        due_on=work.today + DAYS,
        entered_by=staff.id if staff else None,
    )
    work.session.add(asked)
    await work.session.flush()
    who = str(staff.id) if staff else audit.RESIDENT
    await audit.record(work, who, f"ask_{wish}", str(asked.id), audit.DONE, channel)
    return asked


async def open_requests(session: AsyncSession) -> Sequence[DataRequest]:
    """Return what still waits for an answer, what is due first on top."""
    wanted = select(DataRequest).where(col(DataRequest.done_at).is_(None))
    return (await session.exec(wanted.order_by(col(DataRequest.due_on), col(DataRequest.id)))).all()


def is_overdue(asked: DataRequest, today: date) -> bool:
    """Say whether the days of the law are over."""
    return asked.done_at is None and asked.due_on < today


async def load(work: Work, request_id: UUID) -> DataRequest:
    """Return an open request for one transaction alone. Raises `NotFound`, `NotPossible`."""
    wanted = select(DataRequest).where(DataRequest.id == request_id).with_for_update()
    found = (await work.session.exec(wanted.execution_options(populate_existing=True))).first()
    if found is None:
        raise NotFound(_("There is no such request."))
    if found.done_at is not None:
        raise NotPossible(_("This request was answered already."))
    return found


async def answer(
    work: Work, asked: DataRequest, staff: Staff, outcome: str, note: str = ""
) -> None:
    """Close a request. What is refused, or was put right, needs a note."""
    kept = " ".join(note.split())
    needed = outcome == REFUSED or asked.kind == DataWish.CORRECT
    if needed and not LEAST_NOTE <= len(kept) <= MOST_NOTE:
        raise InvalidAnswer(_("Please write in a few words what was done, or why not."))
    asked.done_at, asked.done_by, asked.outcome, asked.note = work.now, staff.id, outcome, kept
    work.session.add(asked)
    await work.session.flush()
    action = "refuse_wish" if outcome == REFUSED else f"answer_{asked.kind}"
    await audit.record(work, str(staff.id), action, str(asked.id), audit.DONE, "console", kept)
