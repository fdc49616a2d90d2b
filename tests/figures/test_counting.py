"""Counting in the database: what is published about a month stays true."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from bot.desk import Desk
from models import Case, CaseEvent, Resident, Staff
from models.vocabulary import CaseAction, CaseStatus
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.figures.balance import Figures
from services.desk.figures.periods import Month, Period, months_before
from services.desk.progress import next_status
from tests.conftest import Clock
from tests.desk.people import LAMP, act, file
from web.kept_figures import KeptFigures

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


async def figures(desk: Desk, month: Month) -> Figures:
    found = await KeptFigures(desk).services(Period(month, month))
    return found.get(LAMP.key, Figures())


async def rate(desk: Desk, case: Case, resident: Actor, stars: int) -> None:
    async with desk.work() as work:
        await resident_actions.rate(work, case.reference, resident, stars)


async def dispute(desk: Desk, case: Case, resident: Actor) -> None:
    async with desk.work() as work:
        await resident_actions.dispute(work, case.reference, resident, "still dark")


async def test_a_month_counts_what_came_what_was_answered_and_how_it_was_liked(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    cases = [await file(desk, resident) for _number in range(4)]
    clock.advance(days=3)
    await act(desk, cases[0], CaseAction.FINISH, officer)
    await rate(desk, cases[0], resident, 4)
    clock.advance(days=4)
    await act(desk, cases[1], CaseAction.REJECT, officer, "Not our road")
    async with desk.work() as work:
        await resident_actions.withdraw(work, cases[2].reference, resident)
    assert await figures(desk, NOVEMBER) == Figures(
        received=4, done=1, rejected=1, withdrawn=1, in_time=1, late=1, days={2: 1, 4: 1},
        stars={4: 1}, channels={"line": 4},
    )  # fmt: skip


async def test_a_past_month_stays_when_a_case_is_opened_again(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    case = await file(desk, resident)
    await act(desk, case, CaseAction.FINISH, officer)
    clock.advance(days=10)
    published = await figures(desk, NOVEMBER)
    await dispute(desk, case, resident)
    assert await figures(desk, NOVEMBER) == published
    assert (published.done, published.in_time, published.still_open) == (1, 1, 0)
    december = await figures(desk, DECEMBER)
    assert (december.before, december.reopened, december.still_open) == (0, 1, 1)


async def test_a_promise_that_was_moved_later_does_not_make_an_old_answer_timely(
    desk: Desk, resident: Actor, officer: Staff, clock: Clock
) -> None:
    case = await file(desk, resident)
    clock.advance(days=8)
    await act(desk, case, CaseAction.FINISH, officer)
    await dispute(desk, case, resident)
    assert (await figures(desk, DECEMBER)).late == 1


async def test_a_month_begins_at_midnight_in_thailand(
    desk: Desk, resident: Actor, clock: Clock
) -> None:
    clock.now = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)
    await file(desk, resident)
    clock.advance(minutes=1)
    await file(desk, resident)
    assert ((await figures(desk, NOVEMBER)).received, (await figures(desk, DECEMBER)).received) == (
        1, 1)  # fmt: skip


MOVES = (CaseAction.FINISH, CaseAction.REJECT, CaseAction.WITHDRAW, CaseAction.DISPUTE)


def life(chance: Random, resident: UUID) -> tuple[Case, list[CaseEvent]]:
    """A made-up case with everything that happened to it within a few months."""
    at = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(4000))
    case = Case(
        reference=uuid4().hex[:12], service_key="lamp", department="works", answers={},
        resident_id=resident, channel="line", chat="U1", filed_channel="line", filed_at=at,
        due_on=at.date(), changed_at=at,
    )  # fmt: skip
    events = []
    for _step in range(chance.randrange(6)):
        possible = [move for move in MOVES if next_status(case.status, move)]
        action = chance.choice(possible or [CaseAction.REPLY])
        at += timedelta(hours=chance.randrange(1, 900))
        status = next_status(case.status, action)
        if status and at < datetime(2026, 11, 23, tzinfo=UTC):
            case.status = status
            events.append(
                CaseEvent(case_id=case.id, at=at, actor="staff", action=action, status=status)
            )
    return case, events


def open_then(lives: list[tuple[Case, list[CaseEvent]]], moment: datetime) -> int:
    """Replay every history up to a moment: the slow and certain way to count."""
    closed = {CaseStatus.DONE, CaseStatus.REJECTED, CaseStatus.WITHDRAWN}
    standing = [
        [CaseStatus.RECEIVED, *(event.status for event in events if event.at < moment)][-1]
        for case, events in lives
        if case.filed_at < moment
    ]
    return sum(status not in closed for status in standing)


async def test_what_was_open_at_the_end_of_any_month_is_what_a_replay_says(
    desk: Desk, resident: Actor
) -> None:
    assert resident.resident_id is not None
    chance = Random(7)  # noqa: S311 -- the same histories every time
    lives = [life(chance, resident.resident_id) for _number in range(90)]
    async with desk.database.writing() as session:
        session.add_all([case for case, _events in lives])
        await session.flush()
        session.add_all([event for _case, events in lives for event in events])
    period = months_before(NOVEMBER, 6)
    months = await KeptFigures(desk).months(period)
    told = {month: (row.before, row.still_open) for month, row in months.items()}
    assert told == {
        month: (open_then(lives, month.begins), open_then(lives, month.next.begins))
        for month in period.months
    }
    assert sum(row.reopened for row in months.values()) > 3


async def test_a_case_that_goes_on_elsewhere_still_came_from_where_it_came(
    desk: Desk, resident: Actor
) -> None:
    case = await file(desk, resident)
    async with desk.database.writing() as session:
        moved = await session.get(Case, case.id)
        assert moved is not None
        moved.channel = "telegram"
        session.add_all([moved, Resident()])
    assert (await figures(desk, NOVEMBER)).channels == {"line": 1}
