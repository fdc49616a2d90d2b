"""Days of a clock: the owner is reminded on days 7, 12 and 14, and then those above are told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.desk import Desk
from models import Case
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.desk.climbing.reminding import remind_of_days
from services.desk.deadlines import counted_from, promised_by
from services.desk.filing import file_case
from services.kit.climbing import days_passed
from services.kit.office import Office
from tests.climbing.office import People, heard, warn
from tests.conftest import Clock
from tests.desk.people import ANSWERS, LAMP, act, texts

DAYS = (7, 12, 14)
CLOCKED = replace(LAMP, promise_days=15, law_days=15, warn_after=DAYS)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={CLOCKED.key: CLOCKED})


@pytest.fixture
async def case(desk: Desk, resident: Actor, people: People) -> Case:
    """Filed on Monday the 23rd of November and looked after by Malee."""
    async with desk.work() as work:
        filed = (await file_case(work, CLOCKED, ANSWERS, resident)).case
    return await act(desk, filed, CaseAction.ACCEPT, people.malee)


async def remind(desk: Desk) -> int:
    async with desk.work() as work:
        return await remind_of_days(work)


async def days_on_which_somebody_hears(desk: Desk, clock: Clock) -> list[int]:
    """Look every day for a month, at the promises first, as the desk does."""
    days: list[int] = []
    before = sum((await heard(desk)).values())
    for number in range(1, 31):
        clock.advance(days=1)
        await warn(desk)
        await remind(desk)
        now = sum((await heard(desk)).values())
        days, before = [*days, *([number] if now > before else [])], now
    return days


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 17)),
        (date(2026, 11, 20), date(2026, 12, 4)),
        (date(2027, 4, 2), date(2027, 4, 16)),
        (date(2027, 3, 30), date(2027, 4, 12)),
        (date(2026, 12, 17), date(2026, 12, 30)),
        (date(2026, 12, 25), date(2027, 1, 8)),
        (date(2028, 2, 14), date(2028, 2, 29)),
        (date(2028, 2, 16), date(2028, 3, 2)),
        (date(2027, 2, 16), date(2027, 3, 3)),
        (date(2026, 11, 21), date(2026, 12, 4)),
    ],
    ids=[
        "plain", "ends on a Saturday", "over Songkran", "ends in Songkran", "ends at New Year",
        "over New Year", "ends on a leap day", "over a leap day", "February without one",
        "filed on a Saturday",
    ],
)  # fmt: skip
def test_day_fifteen_is_never_passed_and_is_a_working_day(
    filed: date, due: date, office: Office
) -> None:
    assert promised_by(CLOCKED, filed, office) == due


@pytest.mark.parametrize(("day", "passed"), [(6, 0), (7, 1), (11, 1), (12, 2), (13, 2), (14, 3)])
def test_days_are_counted_by_the_calendar(day: int, passed: int) -> None:
    assert days_passed(date(2027, 4, 1 + day), date(2027, 4, 1), DAYS) == passed


def test_a_new_promise_has_days_of_its_own(office: Office) -> None:
    filed, moved = date(2026, 11, 2), date(2026, 12, 15)
    assert counted_from(CLOCKED, filed, date(2026, 11, 17), office) == filed
    assert counted_from(CLOCKED, filed, moved, office) == date(2026, 11, 30)


async def test_the_owner_then_the_head_then_the_executive(
    desk: Desk, case: Case, clock: Clock, people: People
) -> None:
    """Days 12 to 14 are closed: the last working day before them speaks for them."""
    assert case.due_on == date(2026, 12, 8)
    assert await days_on_which_somebody_hears(desk, clock) == [7, 11, 15, 16, 23]
    assert await heard(desk) == {"Umalee": 3, "Uhead": 1, "Uexecutive": 1}


async def test_every_day_is_told_where_none_of_them_is_closed(
    desk: Desk, resident: Actor, people: People, clock: Clock
) -> None:
    clock.now = datetime(2026, 11, 4, 2, 0, tzinfo=UTC)
    async with desk.work() as work:
        filed = (await file_case(work, CLOCKED, ANSWERS, resident)).case
    await act(desk, filed, CaseAction.ACCEPT, people.malee)
    assert (await days_on_which_somebody_hears(desk, clock))[:4] == [7, 12, 14, 15]


async def test_who_waits_for_the_resident_is_not_hurried(
    desk: Desk, case: Case, clock: Clock, people: People
) -> None:
    await act(desk, case, CaseAction.ASK, people.malee, "Which lamp?")
    clock.advance(days=7)
    assert await remind(desk) == 0


async def test_what_is_done_is_not_reminded_of(
    desk: Desk, case: Case, clock: Clock, people: People
) -> None:
    await act(desk, case, CaseAction.FINISH, people.malee)
    clock.advance(days=7)
    assert await remind(desk) == 0


async def test_it_is_said_once_and_says_which_day_it_is(
    desk: Desk, case: Case, clock: Clock
) -> None:
    clock.advance(days=7)
    assert [await remind(desk), await remind(desk)] == [1, 0]
    assert "7" in (await texts(desk, "Umalee"))[-1]


async def test_nothing_is_said_at_night(desk: Desk, case: Case, clock: Clock) -> None:
    clock.advance(days=7, hours=12)
    assert await remind(desk) == 0
