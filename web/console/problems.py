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
from services.desk.permissions import SEE_PROBLEMS, TRY_AGAIN
from services.desk.today import numbers
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
    async with visit.desk.database.reading() as session:
        problems = await _problems(session, visit)
        events = await _events(session, visit)
        full_at = await was_full(session, visit.desk.clock() - WITHIN)
        unheard = await numbers.unheard(session, _own(visit))
    done = _DONE.get(visit.request.query_params.get("done", ""))
    return visit.render(
        "problems.html",
        problems=problems,
        events=events,
        full_at=full_at,
        unheard=unheard,
        sees_events=visit.may(SEE_PROBLEMS, None),
        tries=lambda department: visit.may(TRY_AGAIN, department),
        done=done,
    )


async def retry(visit: Visit) -> Response:
    """Put one message into the outbox again."""
    async with visit.desk.database.reading() as session:
        problems = await _problems(session, visit)
    wanted = visit.request.path_params["message"]
    found = next((one for one in problems if one.message.id == wanted), None)
    if found is None:
        raise NotFound(_("This message is no longer among the problems."))
    visit.require(TRY_AGAIN, found.department)
    async with visit.desk.work() as work:
        await deliveries.retry_message(work, wanted)
        await _record(work, visit, "retry_message")
    return RedirectResponse(f"{PROBLEMS}?done=retry", 303)


async def replay(visit: Visit) -> Response:
    """Handle an event again that failed before; what it leads to happens once."""
    visit.require(TRY_AGAIN, None)
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


def _own(visit: Visit) -> str | None:
    """The department whose problems are shown; none for all of them."""
    return None if visit.may(SEE_PROBLEMS, None) else visit.staff.department


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
    opened(PROBLEMS, show_problems, right=SEE_PROBLEMS),
    pressed(PROBLEMS + "/messages/{message:uuid}", retry, right=TRY_AGAIN),
    opened(PROBLEMS + "/messages/{message:uuid}", back_to_problems, right=SEE_PROBLEMS),
    pressed(PROBLEMS + "/events", replay, right=TRY_AGAIN),
    opened(PROBLEMS + "/events", back_to_problems, right=SEE_PROBLEMS),
]
