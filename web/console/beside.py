"""What stands beside a case: who could look after it, who has it open, what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.case import Case
from models.loan import Loan
from models.prepared_text import PreparedText
from models.queue_ticket import QueueTicket
from models.staff import Staff
from services.desk.assigning import colleagues
from services.desk.permissions import READ
from services.desk.prepared_texts import texts_for
from services.desk.presence import Colleague, colleagues_here
from services.desk.related import Related, related_to
from web.console.access import Visit


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything around one case."""

    colleagues: Sequence[Staff] = ()
    here: Sequence[Colleague] = ()
    related: Related = field(default_factory=Related)
    texts: Sequence[PreparedText] = ()
    loans: Sequence[Loan] = ()
    tickets: Sequence[QueueTicket] = ()


async def beside(session: AsyncSession, visit: Visit, case: Case) -> Beside:
    """Read what stands beside a case, as far as this person may see it."""
    return Beside(
        await colleagues(session, case.department),
        await colleagues_here(session, case.id, visit.staff.id, visit.desk.clock()),
        await related_to(session, case, lambda other: visit.may(READ, other.department)),
        await texts_for(session, case),
        (await session.exec(select(Loan).where(Loan.case_id == case.id))).all(),
        (await session.exec(select(QueueTicket).where(QueueTicket.case_id == case.id))).all(),
    )
