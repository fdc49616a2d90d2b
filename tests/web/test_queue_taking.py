"""Taking a number at the door and at the machine, and following it on a page of one's own."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.desk import Desk
from models import Staff
from services.desk.queueing import calling
from tests.conftest import Clock
from tests.desk.people import hire
from tests.queueing.people import calls, serves, states, takes, ticket_now, tickets
from tests.web.console_office import forms_of, press
from tests.web.queue_site import QueueSite, take
from web.queueing.entrances import Entrance, end_entrance, entrances

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the kind of database."""


@pytest.fixture
def site(desk: Desk) -> QueueSite:
    return QueueSite(desk)


@pytest.fixture
async def browser(site: QueueSite) -> AsyncIterator[httpx.AsyncClient]:
    async with site.browser() as client:
        yield client


@pytest.fixture
async def door(site: QueueSite) -> str:
    return await site.entrance(Entrance.DOOR)


@pytest.fixture
async def kiosk(site: QueueSite) -> str:
    return await site.entrance(Entrance.KIOSK)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, department="health")


async def test_whoever_scans_the_door_gets_a_number_and_a_page_that_follows_it(
    desk: Desk, browser: httpx.AsyncClient, door: str
) -> None:
    await takes(desk)
    answer = await take(browser, door, priority="")
    page = (await browser.get(answer.headers["location"])).text
    assert answer.status_code == 303
    assert ("A002" in page, "1 person is before you" in page) == (True, True)
    assert (await ticket_now(desk, "A002")).way == "door"


async def test_one_press_sent_twice_is_one_number(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient, door: str
) -> None:
    hidden = forms_of(await browser.get(door))[door] | {"line": "general"}
    both = await asyncio.gather(*(browser.post(door, data=hidden) for _time in range(2)))
    assert [answer.status_code for answer in both] == [303, 303]
    assert both[0].headers["location"] == both[1].headers["location"]
    assert await states(desk) == {"A001": "waiting"}


@on_sqlite
async def test_a_browser_has_one_number_in_each_line(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient, door: str
) -> None:
    first = await take(browser, door)
    again = await take(browser, door)
    await take(browser, door, "tax")
    assert again.headers["location"] == first.headers["location"]
    assert list(await states(desk)) == ["A001", "B001"]
    assert "Your number A001" in (await browser.get("/queue")).text
    async with site.browser() as somebody_else:
        assert "Your number" not in (await somebody_else.get("/queue")).text


@on_sqlite
async def test_a_closed_office_says_when_it_opens(
    browser: httpx.AsyncClient, desk: Desk, clock: Clock, door: str
) -> None:
    clock.advance(hours=8)
    answer = await take(browser, door)
    assert answer.status_code == 409
    assert "It opens on 24 Nov 2026 08:30." in answer.text
    assert await tickets(desk) == []


@on_sqlite
@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"form_token": "made up"}, 403),
        ({"line": "nowhere"}, 404),
        ({"line": ""}, 409),
        ({"priority": "friend-of-the-mayor"}, 409),
    ],
)
async def test_what_no_page_of_ours_sends_takes_nothing(
    desk: Desk, browser: httpx.AsyncClient, door: str, sent: dict[str, str], status: int
) -> None:
    answer = await take(browser, door, **{"line": "general", **sent})
    assert answer.status_code == status
    assert await tickets(desk) == []


@on_sqlite
async def test_a_code_that_was_ended_gives_out_nothing(
    desk: Desk, browser: httpx.AsyncClient, door: str
) -> None:
    form = forms_of(await browser.get(door))[door] | {"line": "general"}
    async with desk.work() as work:
        [one] = await entrances(work.session, work.now)
        await end_entrance(work, one.digest)
    assert [(await browser.get(door)).status_code, (await browser.get(f"{door}x")).status_code] == [
        410,
        404,
    ]
    assert (await browser.post(door, data=form)).status_code == 410
    assert await tickets(desk) == []


@on_sqlite
async def test_a_machine_is_no_door(browser: httpx.AsyncClient, kiosk: str) -> None:
    assert (await browser.get(kiosk.replace("kiosk", "door"))).status_code == 404


@on_sqlite
async def test_nobody_takes_numbers_faster_than_people_come(
    desk: Desk, site: QueueSite, door: str
) -> None:
    came = []
    for _person in range(21):
        async with site.browser() as phone:
            came.append((await take(phone, door)).status_code)
    assert came == [303] * 20 + [429]


@on_sqlite
async def test_the_machine_shows_the_number_with_a_code_and_goes_back_to_the_start(
    desk: Desk, browser: httpx.AsyncClient, kiosk: str
) -> None:
    assert 'href="?line=general"' in (await browser.get(kiosk)).text
    answer = await take(browser, f"{kiosk}?line=general", priority="elderly")
    page = (await browser.get(answer.headers["location"])).text
    ticket = await ticket_now(desk, "A001")
    assert (ticket.way, ticket.priority) == ("kiosk", "elderly")
    assert ("A001" in page, "<svg" in page) == (True, True)
    assert f'content="25; url={kiosk}?lang=th"' in page


@on_sqlite
async def test_who_is_called_sees_where_to_go_and_rates_it_once(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient, officer: Staff
) -> None:
    ticket = await takes(desk)
    page = site.ticket(ticket)
    await calls(desk, officer, 2)
    assert "Please come to counter 2." in (await browser.get(page)).text
    async with desk.work() as work:
        await calling.done(work, ticket.id, officer)
    await press(browser, page, f"{page}/rate", stars="4", words="Quick.")
    kept = await ticket_now(desk, "A001")
    assert (kept.stars, kept.comment) == (4, "Quick.")
    assert f"{page}/rate" not in forms_of(await browser.get(page))


@on_sqlite
async def test_who_may_not_be_called_before_closing_is_told_so(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient, clock: Clock
) -> None:
    first, last = [await takes(desk) for _person in range(8)][::7]
    clock.advance(hours=7, minutes=10)
    warning = "it may not be your turn before we close (23 Nov 2026 16:30)"
    assert warning not in (await browser.get(site.ticket(first))).text
    assert warning in (await browser.get(site.ticket(last))).text


@on_sqlite
async def test_who_was_served_takes_a_new_number_with_the_same_phone(
    desk: Desk, browser: httpx.AsyncClient, door: str, officer: Staff
) -> None:
    await take(browser, door)
    await serves(desk, officer)
    await take(browser, door)
    assert await states(desk) == {"A001": "done", "A002": "waiting"}


@on_sqlite
async def test_a_number_is_given_back_on_its_page(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient
) -> None:
    page = site.ticket(await takes(desk))
    await press(browser, page, f"{page}/give-back")
    assert await states(desk) == {"A001": "cancelled"}
    assert "You gave this number back." in (await browser.get(page)).text


@on_sqlite
async def test_a_ticket_is_shown_only_to_whoever_holds_its_link_and_for_two_days(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient, clock: Clock
) -> None:
    ticket = await takes(desk)
    shown = await browser.get(site.ticket(ticket))
    clock.advance(days=2)
    assert (await browser.get(site.ticket(ticket))).status_code == 404
    assert (await browser.get(f"/queue/ticket/{ticket.id}")).status_code == 404
    assert (shown.headers["referrer-policy"], shown.headers["x-robots-tag"]) == (
        "no-referrer",
        "noindex, nofollow",
    )
