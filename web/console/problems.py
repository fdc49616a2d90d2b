"""What could not be delivered or handled, with a button each to try again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from models.inbound_event import InboundEvent
from models.outbox_message import OutboxMessage
from services.desk import audit, deliveries
from services.desk.permissions import SEE_PROBLEMS
from services.desk.upload_room import WITHIN, was_full
from services.desk.work import Work
from services.kit.errors import NotFound
from services.kit.text import Text, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written

PROBLEMS = "/console/problems"


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of messages that did not arrive, and the case it is about, if any."""

    message: OutboxMessage
    case: Case | None

    @property
    def department(self) -> str | None:
        return self.case.department if self.case else None


async def show_problems(visit: Visit) -> Response:
    """List what this person may put right. What residents wrote is not shown here."""
    visit.require(SEE_PROBLEMS, visit.staff.department)
    async with visit.desk.database.reading() as session:
        problems = await _problems(session, visit)
        events = await _events(session, visit)
        full_at = await was_full(session, visit.desk.clock() - WITHIN)
    done = _DONE.get(visit.request.query_params.get("done", ""))
    return visit.render(
        "problems.html",
        problems=problems,
        events=events,
        full_at=full_at,
        sees_events=visit.may(SEE_PROBLEMS, None),
        done=done,
    )


async def retry(visit: Visit) -> Response:
    """Put one message into the outbox again."""
    async with visit.desk.database.reading() as session:
        problems = await _problems(session, visit)
    wanted = visit.request.path_params["message"]
    if all(problem.message.id != wanted for problem in problems):
        raise NotFound(_("This message is no longer among the problems."))
    async with visit.desk.work() as work:
        await deliveries.retry_message(work, wanted)
        await _record(work, visit, "retry_message")
    return RedirectResponse(f"{PROBLEMS}?done=retry", 303)


async def replay(visit: Visit) -> Response:
    """Handle an event again that failed before; what it leads to happens once."""
    visit.require(SEE_PROBLEMS, None)
    key = written(visit.form, "key")
    async with visit.desk.database.reading() as session:
        events = await _events(session, visit)
    if all(event.key != key for event in events):
        raise NotFound(_("This event is no longer among the problems."))
    await visit.request.app.state.intake.replay(key)
    async with visit.desk.work() as work:
        await _record(work, visit, "replay_event")
    return RedirectResponse(f"{PROBLEMS}?done=replay", 303)


async def _record(work: Work, visit: Visit, action: str) -> None:
    await audit.record(work, str(visit.staff.id), action, "", audit.DONE, "console")


async def back_to_problems(_visit: Visit) -> Response:
    """Lead a reload, or a change of language after a refusal, back to the list."""
    return RedirectResponse(PROBLEMS, 303)


async def _problems(session: AsyncSession, visit: Visit) -> list[Problem]:
    stuck = await deliveries.stuck_messages(session, visit.desk.clock())
    messages = [*stuck, *await deliveries.failed_messages(session)]
    cases = await _cases(session, messages)
    found = [Problem(message, cases.get(message.case_id)) for message in messages]
    return [problem for problem in found if visit.may(SEE_PROBLEMS, problem.department)]


async def _cases(
    session: AsyncSession, messages: Sequence[OutboxMessage]
) -> Mapping[UUID | None, Case]:
    ids = {message.case_id for message in messages if message.case_id}
    found = await session.exec(select(Case).where(col(Case.id).in_(ids)))
    return {case.id: case for case in found}


async def _events(session: AsyncSession, visit: Visit) -> Sequence[InboundEvent]:
    """Events belong to no department, so only those who look after the whole office see them."""
    return await deliveries.failed_events(session) if visit.may(SEE_PROBLEMS, None) else []


_DONE: Mapping[str, Text] = {
    "retry": _("The message is on its way once more."),
    "replay": _("The event was handled once more."),
}

routes: list[BaseRoute] = [
    opened(PROBLEMS, show_problems),
    pressed(PROBLEMS + "/messages/{message:uuid}", retry),
    opened(PROBLEMS + "/messages/{message:uuid}", back_to_problems),
    pressed(PROBLEMS + "/events", replay),
    opened(PROBLEMS + "/events", back_to_problems),
]
