"""An older database gets what the figures need, as far as it is known."""

from sqlalchemy import Connection
from sqlmodel import select

from bot.desk import Desk
from models import Case, CaseEvent, Staff
from models.migrations import downgrade, upgrade
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from tests.desk.people import act, file


def back_and_forth(connection: Connection) -> None:
    downgrade(connection, "0022")
    upgrade(connection)


async def test_old_closings_get_their_promise_and_old_cases_their_channel(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.FINISH, officer)
    await desk.database.change_schema(back_and_forth)
    async with desk.database.reading() as session:
        [channel] = await session.exec(select(Case.filed_channel))
        events = list(await session.exec(select(CaseEvent)))
    assert channel == "line"
    assert {event.action: event.due_on for event in events} == {"file": None, "finish": case.due_on}
