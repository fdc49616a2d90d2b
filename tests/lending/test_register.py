"""The public register: everybody sees what is free and what is out, and nobody's name."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import httpx
import pytest

from bot.desk import Desk
from models import Staff
from services.desk.actor import Actor
from tests.conftest import Clock
from tests.lending.borrowing import borrow, december, lent
from tests.lending.pages import Pages

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""The page does not depend on the kind of database."""


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with Pages(desk).browser() as client:
        yield client


def day_field(page: str, day: int) -> str:
    """What stands under a day in the first calendar, which is that of the tents."""
    found = re.search(
        rf'lending-day">{day}</span>.*?lending-free">([^<]*)<', page.partition("</table>")[0]
    )
    assert found is not None
    return found[1]


async def test_a_month_shows_how_many_are_free_each_day(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    await borrow(desk, resident, december(10), december(12), tent=3)
    await borrow(desk, resident, december(12), december(13), tent=1)
    page = (await browser.get("/property?month=2026-12")).text
    assert "December 2026" in page
    assert [day_field(page, day) for day in (9, 10, 12, 13, 14)] == ["4", "1", "full", "3", "4"]


async def test_what_is_out_is_listed_without_whose_it_is(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient, clock: Clock
) -> None:
    case = await lent(desk, resident, officer, date(2026, 11, 23), date(2026, 11, 24), chair=30)
    clock.advance(days=2)
    page = (await browser.get("/property")).text
    assert "Chair: 30 chairs" in page
    assert "Mon 23 Nov 2026 to Tue 24 Nov 2026" in page
    assert "Overdue" in page
    assert case.reference[:3] not in page


@pytest.mark.parametrize("month", ["2026-10", "2027-06", "2026-13", "next", "9999-12"])
async def test_a_month_out_of_reach_shows_this_one(browser: httpx.AsyncClient, month: str) -> None:
    page = (await browser.get("/property", params={"month": month})).text
    assert "November 2026" in page


async def test_the_calendar_can_be_turned(browser: httpx.AsyncClient) -> None:
    first = (await browser.get("/property")).text
    last = (await browser.get("/property?month=2027-05")).text
    assert ('rel="prev"' in first, 'rel="next"' in first) == (False, True)
    assert ('rel="prev"' in last, 'rel="next"' in last) == (True, False)


async def test_it_speaks_thai_with_thai_years(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/property?lang=th&month=2026-12")).text
    assert "ธันวาคม พ.ศ. 2569" in page
    assert "เต็นท์" in page


async def test_an_office_that_lends_nothing_says_so(desk: Desk) -> None:
    office = replace(desk.around.office, property={})
    poor = replace(desk, around=replace(desk.around, office=office))
    async with Pages(poor).browser() as client:
        assert "The office lends nothing at the moment." in (await client.get("/property")).text
