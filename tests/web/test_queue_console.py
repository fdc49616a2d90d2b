"""Staff at the counter: next, again, did not come, pass on; and what gives out numbers."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.desk import Desk
from models import Staff
from models.vocabulary import Role
from tests.desk.people import hire
from tests.queueing.people import calls, states, takes, ticket_now
from tests.web.console_office import forms_of, press
from tests.web.queue_site import QueueSite

QUEUE = "/console/queue"
ENTRANCES = f"{QUEUE}/entrances"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is pressed here is tested on both kinds of database in `tests/queueing`."""


@pytest.fixture
def site(desk: Desk) -> QueueSite:
    return QueueSite(desk)


@pytest.fixture
async def officer(desk: Desk) -> Staff:
    return await hire(desk, department="health")


@pytest.fixture
async def browser(site: QueueSite, officer: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with site.browser() as client:
        await site.sign_in(client, officer)
        yield client


async def step(client: httpx.AsyncClient, name: str, page: str = QUEUE) -> httpx.Response:
    return await press(client, page, f"{QUEUE}/press/{name}")


async def test_a_morning_at_the_counter(desk: Desk, browser: httpx.AsyncClient) -> None:
    for _person in range(4):
        await takes(desk)
    await step(browser, "next")
    await step(browser, "again")
    assert (await ticket_now(desk, "A001")).times_called == 2
    await step(browser, "done-next")
    await step(browser, "no-show")
    await step(browser, "next")
    passing = await press(browser, QUEUE, f"{QUEUE}/press/pass-on", to="tax")
    await step(browser, "next")
    last = await step(browser, "done")
    assert await states(desk) == {
        "A001": "done", "A002": "no_show", "A003": "waiting", "A004": "done",
    }  # fmt: skip
    assert (await ticket_now(desk, "A003")).queue == "tax"
    assert passing.headers["location"] == f"{QUEUE}?line=general&counter=1&done=pass-on"
    assert "Noted as done." in (await browser.get(last.headers["location"])).text


async def test_whoever_is_called_before_their_turn_needs_a_reason(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    await takes(desk)
    await takes(desk)
    action = f"{QUEUE}/press/before-turn"
    refused = await press(browser, QUEUE, action, reason=" ")
    assert refused.status_code == 400
    await press(browser, QUEUE, action, reason="The bus leaves.")
    assert await states(desk) == {"A001": "waiting", "A002": "called"}
    assert (await ticket_now(desk, "A002")).jump_reason == "The bus leaves."


async def test_the_browser_remembers_the_counter(
    desk: Desk, site: QueueSite, browser: httpx.AsyncClient
) -> None:
    await takes(desk)
    await browser.get(f"{QUEUE}?line=general&counter=2")
    await step(browser, "next")
    assert (await ticket_now(desk, "A001")).counter == 2
    assert "Counter 1" in (await browser.get(f"{QUEUE}?line=general&counter=99")).text


async def test_a_number_is_taken_for_somebody_without_a_phone(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    action = f"{QUEUE}/numbers"
    taken = await press(browser, QUEUE, action, **{"for": "tax", "priority": "help"})
    ticket = await ticket_now(desk, "B001")
    assert (ticket.way, ticket.priority) == ("counter", "help")
    assert "B001" in (await browser.get(taken.headers["location"])).text


async def test_who_only_reads_gets_no_buttons(desk: Desk, site: QueueSite) -> None:
    await takes(desk)
    async with site.browser() as client:
        await site.sign_in(client, await hire(desk, "Nida", Role.AUDITOR, None))
        page = await client.get(QUEUE)
    assert "A001" in page.text
    assert [one for one in forms_of(page) if one.startswith(QUEUE)] == []


async def test_who_only_reads_takes_no_number_for_anybody(desk: Desk, site: QueueSite) -> None:
    async with site.browser() as client:
        await site.sign_in(client, await hire(desk, "Anong", Role.AUDITOR, None))
        theirs = forms_of(await client.get("/console/account"))["/console/account"]
        answer = await client.post(f"{QUEUE}/numbers", data={**theirs, "for": "general"})
    assert (answer.status_code, await states(desk)) == (403, {})


async def test_another_department_sees_and_calls_nobody_of_ours(
    desk: Desk, site: QueueSite, officer: Staff, browser: httpx.AsyncClient
) -> None:
    await takes(desk)
    await calls(desk, officer)
    token = forms_of(await browser.get(QUEUE))[f"{QUEUE}/press/done"]
    async with site.browser() as client:
        await site.sign_in(client, await hire(desk, "Chai"))
        theirs = forms_of(await client.get("/console/account"))["/console/account"]
        page = (await client.get(f"{QUEUE}?line=general")).text
        answer = await client.post(f"{QUEUE}/press/done", data={**token, **theirs})
    assert "A001" not in page
    assert answer.status_code == 403
    assert await states(desk) == {"A001": "called"}


async def test_a_head_makes_prints_and_ends_the_code_of_the_door(
    desk: Desk, site: QueueSite
) -> None:
    async with site.browser() as client:
        await site.sign_in(client, await hire(desk, "Malee", Role.HEAD, "health"))
        assert (await client.get(f"{QUEUE}/poster")).headers["location"] == ENTRANCES
        await press(client, ENTRANCES, ENTRANCES, kind="queue_kiosk")
        await press(client, ENTRANCES, ENTRANCES, kind="queue_door")
        assert "<svg" in (await client.get(f"{QUEUE}/poster")).text
        assert "/queue/kiosk/" in (await client.get(ENTRANCES)).text
        for _entrance in range(2):
            await press(client, ENTRANCES, f"{ENTRANCES}/end")
        left = await client.get(ENTRANCES)
    assert f"{ENTRANCES}/end" not in forms_of(left)


async def test_an_officer_makes_no_code(browser: httpx.AsyncClient) -> None:
    assert (await browser.get(ENTRANCES)).status_code == 403
    assert "entrances" not in (await browser.get(QUEUE)).text
