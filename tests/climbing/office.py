"""What the tests of climbing look at again and again."""

from dataclasses import dataclass

from sqlmodel import select

from bot.desk import Desk
from models import Case, CaseNotice, Staff
from services.desk.climbing.going_up import climb_on
from services.desk.climbing.promises import warn_of_promises
from tests.conftest import Clock
from tests.desk.people import texts


@dataclass(frozen=True, slots=True)
class People:
    """Who works in a department, from the one who begins to the one on top."""

    malee: Staff
    nid: Staff
    head: Staff
    executive: Staff


CHATS = ("Cworks", "Umalee", "Unid", "Uhead", "Uexecutive")


async def climb(desk: Desk) -> int:
    """One look at what waits."""
    async with desk.work() as work:
        return await climb_on(work)


async def warn(desk: Desk) -> int:
    """One look at the promised days."""
    async with desk.work() as work:
        return await warn_of_promises(work)


async def heard(desk: Desk) -> dict[str, int]:
    """How many messages each chat of staff has had."""
    counts = {chat: len(await texts(desk, chat)) for chat in CHATS}
    return {chat: count for chat, count in counts.items() if count}


async def notice_of(desk: Desk, case: Case) -> CaseNotice:
    async with desk.database.reading() as session:
        wanted = select(CaseNotice).where(CaseNotice.case_id == case.id)
        return (await session.exec(wanted)).one()


async def a_week_of_looks(desk: Desk, clock: Clock) -> None:
    """Look every hour for nine days."""
    for _hour in range(9 * 24):
        clock.advance(hours=1)
        await climb(desk)
