"""Wrong tries at a notice shut it for longer each time, and staff open it again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk import Desk
from models import Staff
from services.desk.paying import lists, tries
from services.desk.paying.tries import (
    LOCKS,
    LOCKS_OF_A_CHAT,
    MOST_ABOUT_A_NOTICE,
    MOST_OF_A_CHAT,
    locked_until,
)
from services.kit.errors import NotAllowed, NotFound, NotPossible
from tests.desk.people import hire, settle
from tests.paying.counter import Counter
from tests.paying.test_assessed import LIST, TAX, pay
from tests.web.console_office import press

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
PAGE = "/console/assessments"


@pytest.fixture
async def counter(desk: Desk) -> Counter:
    counter = Counter(replace(desk, services={TAX.key: TAX}))
    async with counter.desk.work() as work:
        await lists.accept(work, "land", 2569, lists.read_list(LIST.encode()), None)
    return counter


@pytest.mark.parametrize(
    ("count", "lock"),
    [(5, LOCKS[0]), (9, LOCKS[0]), (10, LOCKS[1]), (15, LOCKS[2]), (20, LOCKS[3]), (25, LOCKS[3])],
)
def test_each_row_of_wrong_tries_shuts_for_longer(count: int, lock: timedelta) -> None:
    told = [NOON + timedelta(minutes=at) for at in range(count)]
    assert locked_until(told, 5) == told[count - count % 5 - 1] + lock


def test_a_chat_is_never_shut_for_longer_than_a_day() -> None:
    told = [NOON + timedelta(minutes=at) for at in range(4 * MOST_OF_A_CHAT)]
    assert locked_until(told, MOST_OF_A_CHAT, LOCKS_OF_A_CHAT) == told[-1] + timedelta(days=1)


def test_a_few_wrong_tries_shut_nothing() -> None:
    assert locked_until([NOON] * 4, 5) is None


async def guess(desk: Desk, first: int) -> None:
    for number in range(MOST_ABOUT_A_NOTICE):
        with pytest.raises(NotFound):
            await pay(desk, await settle(desk, f"U{first + number}"), "N1", "9999")


async def test_staff_see_a_notice_that_is_shut_and_open_it_again(
    counter: Counter, cashier: Staff
) -> None:
    await guess(counter.desk, 0)
    owner = await settle(counter.desk, "Uowner")
    with pytest.raises(NotPossible) as shut:
        await pay(counter.desk, owner, "N1", "0012")
    assert "shut until 23 Nov 2026 10:00" in shut.value.explanation.render()
    assert "You may also call 0440000000." in shut.value.explanation.render()
    async with counter.browser(cashier) as client:
        shown = await client.get(PAGE)
        await press(client, PAGE, f"{PAGE}/open-again")
        after = await client.get(PAGE)
    assert "land N1" in shown.text
    assert "land N1" not in after.text
    assert (await pay(counter.desk, owner, "N1", "0012")).case.reference


async def test_only_who_looks_after_money_opens_a_notice(counter: Counter) -> None:
    other = await hire(counter.desk, "Malee", department="works")
    async with counter.desk.work() as work:
        with pytest.raises(NotAllowed):
            await tries.open_again(work, "land N1", other)
