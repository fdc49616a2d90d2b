"""The mark of a case: what an open page compares to know that something is new."""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.outbox_message import OutboxMessage
from models.vocabulary import OutboxState


async def mark_of(session: AsyncSession, case: Case) -> str:
    """Return what changes whenever somebody does something to a case or a message fails."""
    version = (await session.exec(select(Case.version).where(Case.id == case.id))).first() or 0
    failing = select(func.count()).where(
        col(OutboxMessage.case_id) == case.id, OutboxMessage.state == OutboxState.FAILED
    )
    return f"{version}.{(await session.exec(failing)).one()}"
