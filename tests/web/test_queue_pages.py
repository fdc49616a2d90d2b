"""What everybody may see of the queue: lines, the big screen, and the figures."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.desk import Desk
from models import Staff
from services.desk.queueing import calling
from services.desk.queueing.figures import QueueFigures
from tests.conftest import Clock
from tests.desk.people import hire
from tests.queueing.people import calls, serves, takes
from tests.web.queue_site import QueueSite
from web.queueing.figures_page import PERIODS, Bar, bars

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""The pages do not depend on the kind of database."""


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with QueueSite(desk).browser() as client:
        yield client


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, department="health")


async def test_a_closed_office_offers_no_number(browser: httpx.AsyncClient, clock: Clock) -> None:
    taking = 'href="/services/ticket-today/form"'
    assert taking in (await browser.get("/queue")).text
    clock.advance(hours=12)
    page = (await browser.get("/queue")).text
    assert taking not in page
    assert "Numbers are given out while the office is open." in page


async def test_everybody_sees_how_long_each_line_is_and_who_is_called_when(
    desk: Desk, browser: httpx.AsyncClient, officer: Staff
) -> None:
    for _person in range(3):
        await takes(desk)
    await calls(desk, officer)
    page = (await browser.get("/queue")).text
    line = page.partition("General")[2].partition("</section>")[0]
    assert "A001" in line
    assert "2 people are waiting, about" in line
    assert "people aged 60 or over" in page
    assert "still to be confirmed" in page


async def test_a_page_is_sent_again_only_when_something_changed(
    desk: Desk, browser: httpx.AsyncClient, officer: Staff
) -> None:
    await takes(desk)
    first = await browser.get("/queue/display")
    mark = {"If-None-Match": first.headers["etag"]}
    same = await browser.get("/queue/display", headers=mark)
    in_thai = await browser.get("/queue/display?lang=th", headers=mark)
    await calls(desk, officer)
    changed = await browser.get("/queue/display", headers=mark)
    assert [one.status_code for one in (first, same, in_thai, changed)] == [200, 304, 200, 200]
    assert same.content == b""


async def test_the_screen_shows_the_last_called_first_and_who_is_next(
    desk: Desk, browser: httpx.AsyncClient, officer: Staff, clock: Clock
) -> None:
    for _person in range(4):
        await takes(desk)
    await calls(desk, officer, 1)
    clock.advance(minutes=1)
    await calls(desk, officer, 2)
    page = (await browser.get("/queue/display")).text
    called, _next, coming = page.partition("display-next")
    assert called.index("A002") < called.index("A001")
    assert "Number A002, counter 2" in called
    assert coming.index("A003") < coming.index("A004")


async def test_a_screen_may_show_one_line(desk: Desk, browser: httpx.AsyncClient) -> None:
    await takes(desk)
    await takes(desk, queue="tax")
    only = (await browser.get("/queue/display?queue=tax")).text
    unknown = (await browser.get("/queue/display?queue=nowhere")).text
    assert ("A001" in only, "B001" in only) == (False, True)
    assert ("A001" in unknown, "B001" in unknown) == (True, True)


async def test_the_figures_tell_who_was_called_before_their_turn_and_why(
    desk: Desk, browser: httpx.AsyncClient, officer: Staff, clock: Clock
) -> None:
    for _person in range(3):
        last = await takes(desk)
    clock.advance(minutes=10)
    async with desk.work() as work:
        await calling.call_this(work, last.id, 1, officer, "The bus leaves.")
        await calling.done(work, last.id, officer)
    await serves(desk, officer)
    page = (await browser.get("/queue/figures")).text
    assert "Called in all: 2. Before their turn: 1." in page
    assert "The bus leaves." in page
    assert "General: 10 minutes" in page
    clock.advance(days=8)
    assert "Nobody took a number" in (await browser.get("/queue/figures")).text
    assert "The bus leaves." in (await browser.get("/queue/figures?period=last-month")).text


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("week", "2026-03-02", "2026-03-08"),
        ("last-week", "2026-02-23", "2026-03-01"),
        ("month", "2026-03-01", "2026-03-31"),
        ("last-month", "2026-02-01", "2026-02-28"),
    ],
)
def test_a_week_begins_on_monday_and_a_month_on_its_first(
    desk: Desk, period: str, first: str, last: str, clock: Clock
) -> None:
    day = clock().date().replace(month=3, day=2)
    assert [one.isoformat() for one in PERIODS[period].days(day)] == [first, last]


def figures_of(queue: str, wait: int | None) -> QueueFigures:
    return QueueFigures(queue, 1, 1, 0, 0, 0, wait, wait, 1, 0, 0, (), None, 0)


def test_the_longest_bar_fills_the_picture_and_no_wait_has_none(desk: Desk) -> None:
    lines = [figures_of("general", 20), figures_of("tax", 5), figures_of("works", None)]
    assert bars(lines) == [Bar("general", 20, 290), Bar("tax", 5, 72)]
    assert bars([figures_of("general", 0)]) == [Bar("general", 0, 0)]
