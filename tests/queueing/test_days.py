"""The end of a day, and the figures over several."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from bot.desk import Desk
from models import QueueTicket, Staff
from models.vocabulary import TicketState
from services.desk.queueing import calling
from services.desk.queueing.closing_day import close_day
from services.desk.queueing.figures import Jump, figures, figures_of
from services.desk.queueing.rating import rate_ticket
from services.desk.queueing.standing import line_view
from tests.conftest import MONDAY, Clock
from tests.desk.people import actions, now, texts
from tests.queueing.people import calls, in_chat, serves, states, takes, ticket_now

AFTER_CLOSING = 8
"""Hours from nine in the morning until half an hour after the office has closed."""


async def ends_day(desk: Desk) -> int:
    async with desk.work() as work:
        return await close_day(work)


async def test_after_closing_who_still_waits_is_told_and_their_case_is_closed(
    desk: Desk, clock: Clock
) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    clock.advance(hours=AFTER_CLOSING - 0.1)
    assert await ends_day(desk) == 0
    clock.advance(hours=0.1)
    assert (await ends_day(desk), await ends_day(desk)) == (1, 0)
    [told] = await texts(desk, case.chat)
    assert told.startswith("We are sorry: the office closed before number A001 was called.")
    assert (await states(desk), (await now(desk, case)).status) == ({"A001": "expired"}, "rejected")


async def test_a_desk_that_was_off_ends_the_day_in_the_morning_not_at_night(
    desk: Desk, clock: Clock, officer: Staff
) -> None:
    _actor, case = await in_chat(desk, "Usomchai")
    await calls(desk, officer)
    clock.advance(hours=14)
    assert await ends_day(desk) == 0
    clock.advance(hours=9)
    assert await ends_day(desk) == 1
    assert await actions(desk, case) == ["file", "finish"]
    assert (await texts(desk, case.chat))[-1].startswith("Thank you for coming, number A001.")
    assert (await ticket_now(desk, "A001")).finished_at is None


async def test_how_long_people_took_says_how_long_the_next_will_wait(
    desk: Desk, clock: Clock, officer: Staff
) -> None:
    for _one in range(3):
        await takes(desk)
        number = await calls(desk, officer)
        clock.advance(minutes=30)
        async with desk.work() as work:
            await calling.done(work, (await ticket_now(desk, number)).id, officer)
    await takes(desk)
    async with desk.database.reading() as session:
        view = await line_view(session, desk.around.office, "general", clock())
    assert (len(view.waiting), view.minutes_for_next, len(view.recent)) == (1, 15, 3)


async def test_the_figures_of_a_week_have_stars_of_the_chat_and_of_the_door(
    desk: Desk, officer: Staff
) -> None:
    await in_chat(desk, "Usomchai")
    await takes(desk)
    for number in ("A001", "A002"):
        await serves(desk, officer)
        async with desk.work() as work:
            await rate_ticket(work, (await ticket_now(desk, number)).id, 4)
    async with desk.database.reading() as session:
        [line] = await figures(session, date(2026, 11, 23), date(2026, 11, 27))
        assert await figures(session, date(2026, 11, 24), date(2026, 11, 27)) == []
    assert (line.taken, line.served, line.average_stars, line.ratings) == (2, 2, 4.0, 2)


def ticket(state: str, waited: int = 0, served: int = 0, **more: Any) -> QueueTicket:
    called = MONDAY + timedelta(minutes=waited)
    return QueueTicket(
        id=uuid4(), day=MONDAY.date(), letter="A", number=1, queue="general", way="door",
        state=state, taken_at=MONDAY, called_at=called if served else None,
        finished_at=called + timedelta(minutes=served) if served else None, **more,
    )  # fmt: skip


def test_the_figures_of_a_line_count_waits_reasons_and_jumps() -> None:
    rated = [
        (ticket(TicketState.DONE, 10, 5, priority="elderly"), 5),
        (ticket(TicketState.DONE, 40, 7, jump_reason="bus"), 2),
        (ticket(TicketState.DONE, 20, 9, jump_reason="bus", transfers=1), None),
        (ticket(TicketState.NO_SHOW, 2, 1, jump_reason="ill"), None),
        (ticket(TicketState.EXPIRED), None),
    ]
    told = figures_of("general", rated, [one for one, _stars in rated[1:4]])
    assert (told.taken, told.served, told.no_shows, told.expired) == (5, 3, 1, 1)
    assert (told.median_wait, told.longest_wait, told.median_service) == (15, 40, 7)
    assert (told.priority_share, told.passed_on, told.average_stars) == (20, 1, 3.5)
    assert (told.jumps, told.jumped) == ((Jump("bus", 2), Jump("ill", 1)), 3)


async def test_a_call_before_its_turn_counts_where_it_was_made(desk: Desk, officer: Staff) -> None:
    await takes(desk)
    await takes(desk)
    async with desk.work() as work:
        second = (await ticket_now(desk, "A002")).id
        await calling.call_this(work, second, 1, officer, "Her bus leaves")
    async with desk.work() as work:
        await calling.transfer(work, second, "tax", officer)
    async with desk.database.reading() as session:
        lines = await figures(session, MONDAY.date(), MONDAY.date())
    assert {line.queue: (line.taken, line.jumped) for line in lines} == {
        "general": (1, 1),
        "tax": (1, 0),
    }
