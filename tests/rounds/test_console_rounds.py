"""Staff plan and go round in the console: ticking, ordering, the paper, and saying how it went."""

from collections.abc import AsyncIterator
from uuid import UUID

import httpx
import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import Role
from services.desk import resident_actions
from services.desk.actor import Actor
from services.kit.private import SEALED, SHOWN
from tests.desk.people import actions, audited, hire, now, settle, texts
from tests.lending.pages import Pages
from tests.rounds.crew import WELLS, ask, begun, plan, stop_ids, trip_now, waiting
from tests.stories.pictures import PROGRAM, picture
from tests.web.console_office import forms_of, press

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is decided is tried on both databases in the other files."""

ROUNDS = "/console/rounds"
NEW = f"{ROUNDS}/new?service={WELLS.key}&day=2026-11-24&most=2"


@pytest.fixture
async def browser(desk: Desk, officer: Staff) -> AsyncIterator[httpx.AsyncClient]:
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, officer)
        yield client


def ticked(page: httpx.Response) -> list[str]:
    """The references of the boxes that are ticked."""
    boxes = page.text.split('type="checkbox"')[1:]
    return [
        box.partition('name="case.')[2].partition('"')[0]
        for box in boxes
        if " checked" in box.partition(">")[0]
    ]


async def step(
    client: httpx.AsyncClient, round_id: UUID, name: str, **typed: str
) -> httpx.Response:
    return await press(client, f"{ROUNDS}/{round_id}", f"{ROUNDS}/{round_id}/{name}", **typed)


async def test_whose_turn_it_is_is_ticked_and_the_round_is_made(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    cases = [await ask(desk, resident, smell=smell) for smell in ("little", "bad", "little")]
    page = await browser.get(NEW)
    assert cases[1].reference in ticked(page)
    assert len(ticked(page)) == 2
    chosen = {f"case.{cases[0].reference}": "yes", "crew": "Truck 2"}
    made = await browser.post(f"{ROUNDS}/new", data=forms_of(page)[f"{ROUNDS}/new"] | chosen)
    assert made.status_code == 303
    shown = await browser.get(made.headers["location"])
    assert "Every resident on it is being told the day." in shown.text
    assert "behind the temple, Moo 2" in shown.text
    assert "Truck 2" in (await browser.get(ROUNDS)).text
    assert cases[0].reference not in await waiting(desk)


async def test_cases_that_went_to_another_department_are_not_shown(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    ours, theirs = await ask(desk, resident), await ask(desk, resident)
    async with desk.work() as work:
        (await work.session.get_one(Case, theirs.id)).department = "health"
    page = (await browser.get(NEW)).text
    assert (ours.reference in page, theirs.reference in page) == (True, False)


async def test_what_staff_need_to_choose_is_marked(
    desk: Desk, resident: Actor, browser: httpx.AsyncClient
) -> None:
    await ask(desk, resident, smell="bad", day="2026-11-24")
    await ask(desk, resident, day="2026-11-26")
    page = (await browser.get(f"{ROUNDS}/new?service={WELLS.key}&day=2026-11-24")).text
    assert [words in page for words in ("Cannot wait", "Wished for this day", "No pin")] == (
        [True] * 3
    )
    assert "Wished: Thu 26 Nov 2026" in page
    late = (await browser.get(f"{ROUNDS}/new?service={WELLS.key}&day=2026-12-20")).text
    assert "Late: promised for" in late


async def test_when_somebody_was_faster_the_other_ticks_are_kept(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    first, second = await ask(desk, resident), await ask(desk, resident)
    fields = forms_of(await browser.get(NEW))[f"{ROUNDS}/new"]
    await plan(desk, officer, first)
    chosen = {f"case.{case.reference}": "yes" for case in (first, second)} | {"crew": "Big truck"}
    answer = await browser.post(f"{ROUNDS}/new", data=fields | chosen)
    assert answer.status_code == 409
    assert "Somebody was faster" in answer.text
    assert ticked(answer) == [second.reference]
    assert 'value="Big truck"' in answer.text


async def test_the_order_is_changed_with_plain_buttons(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    cases = [await ask(desk, resident) for _number in range(3)]
    round_id = await plan(desk, officer, *cases)
    first, second, _third = before = await stop_ids(desk, round_id)
    await step(browser, round_id, f"stops/{second}/up")
    assert (await stop_ids(desk, round_id))[:2] == [second, first]
    await step(browser, round_id, "order")
    assert await stop_ids(desk, round_id) == before


async def test_stops_are_added_and_taken_off_and_the_day_is_changed(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    first, second = await ask(desk, resident), await ask(desk, resident)
    round_id = await plan(desk, officer, first)
    await step(browser, round_id, "add", **{f"case.{second.reference}": "yes"})
    [stop, _added] = await stop_ids(desk, round_id)
    await step(browser, round_id, f"stops/{stop}/remove")
    await step(browser, round_id, "change", day="2026-11-26", crew="Blue truck")
    trip = await trip_now(desk, round_id)
    assert [one.case.reference for one in trip.stops] == [second.reference]
    assert (trip.round.day.isoformat(), trip.round.crew) == ("2026-11-26", "Blue truck")
    await step(browser, round_id, "cancel", words="The truck is ill.")
    assert (await trip_now(desk, round_id)).round.state == "cancelled"


async def test_a_crew_goes_round_with_a_phone(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    done, missed = await ask(desk, resident), await ask(desk, resident)
    round_id = await plan(desk, officer, done, missed, day=desk.clock().date())
    await step(browser, round_id, "start")
    [first, second] = await stop_ids(desk, round_id)
    await send_done(browser, round_id, first, b"", words="All clean.")
    await step(browser, round_id, f"stops/{second}/miss", reason="nobody", words="")
    assert (await now(desk, done)).status == "done"
    assert (await now(desk, missed)).status == "accepted"
    assert (await trip_now(desk, round_id)).round.state == "done"
    assert "Nobody was there" in (await texts(desk, resident.chat))[-1]


async def send_done(
    client: httpx.AsyncClient, round_id: UUID, stop: UUID, content: bytes, words: str = ""
) -> httpx.Response:
    address = f"{ROUNDS}/{round_id}"
    fields = forms_of(await client.get(address))[f"{address}/stops/{stop}/done"]
    return await client.post(
        f"{address}/stops/{stop}/done",
        data=fields | {"words": words},
        files={"file": ("well.png", content)},
    )


async def test_a_photo_of_what_was_done_stands_in_the_history_for_staff(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    case = await ask(desk, resident)
    round_id = await begun(desk, officer, case)
    [stop] = await stop_ids(desk, round_id)
    assert (await send_done(browser, round_id, stop, PROGRAM)).status_code == 400
    assert (await now(desk, case)).status == "accepted"
    assert (await send_done(browser, round_id, stop, picture("PNG"))).status_code == 303
    assert await actions(desk, case) == ["file", "plan_visit", "note", "finish"]


async def test_the_paper_holds_what_the_crew_needs_and_nothing_sealed(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    pin = {"latitude": 15.5, "longitude": 102.4, "words": "by the gate"}
    case, other = await ask(desk, resident, place=pin), await ask(desk, resident)
    await seal_phone(desk, other)
    round_id = await plan(desk, officer, case, other)
    paper = (await browser.get(f"{ROUNDS}/{round_id}/paper")).text
    assert [words in paper for words in ("by the gate", "A little", "0812345678")] == [True] * 3
    assert "secret-token" not in paper
    assert [entry.action for entry in await audited(desk)][-1] == "plan_rounds_paper"


async def seal_phone(desk: Desk, case: Case) -> None:
    """An answer of a form in which the number was private."""
    async with desk.work() as work:
        found = await work.session.get(Case, case.id)
        assert found is not None
        sealed = {"phone": {SEALED: "secret-token", SHOWN: "•••"}}
        found.answers = {**found.answers, **sealed}
        work.session.add(found)


async def test_the_round_shows_who_withdrew_and_leads_to_a_map(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    pin = {"latitude": 15.5, "longitude": 102.4, "words": ""}
    gone, case, other = [await ask(desk, resident, place=pin) for _number in range(3)]
    round_id = await plan(desk, officer, gone, case, other)
    async with desk.work() as work:
        await resident_actions.withdraw(work, gone.reference, resident)
    page = (await browser.get(f"{ROUNDS}/{round_id}")).text
    assert "Do not go there: Withdrawn" in page
    assert "https://www.google.com/maps/dir/?api=1" in page
    assert '<svg class="sketch"' in page
    assert page.count('<text class="sketch-number"') == 2


async def test_the_page_of_a_case_leads_to_its_round(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    case = await ask(desk, resident)
    round_id = await plan(desk, officer, case)
    page = (await browser.get(f"/console/cases/{case.reference}")).text
    assert f'href="{ROUNDS}/{round_id}"' in page


async def test_who_only_reads_sees_stops_without_numbers_or_buttons(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    round_id = await plan(desk, officer, await ask(desk, resident))
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, await hire(desk, "Nida", Role.AUDITOR, None))
        page = await client.get(f"{ROUNDS}/{round_id}")
        paper = await client.get(f"{ROUNDS}/{round_id}/paper")
    assert "behind the temple" in page.text
    assert "0812345678" not in page.text
    assert f'action="{ROUNDS}/{round_id}' not in page.text
    assert paper.status_code == 404


async def test_another_department_sees_no_round_of_ours(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    round_id = await plan(desk, officer, await ask(desk, resident))
    pages = Pages(desk)
    async with pages.browser() as client:
        await pages.sign_in(client, await hire(desk, "Nok", department="health"))
        answers = [await client.get(path) for path in (f"{ROUNDS}/{round_id}", NEW)]
        listed = (await client.get(ROUNDS)).text
    assert [answer.status_code for answer in answers] == [404, 404]
    assert str(round_id) not in listed


async def test_made_up_steps_are_no_pages_and_a_reload_leads_back(
    desk: Desk, resident: Actor, officer: Staff, browser: httpx.AsyncClient
) -> None:
    round_id = await plan(desk, officer, await ask(desk, resident))
    address = f"{ROUNDS}/{round_id}"
    token = forms_of(await browser.get(address))[f"{address}/change"]
    again = await browser.get(f"{address}/change")
    assert (again.status_code, again.headers["location"]) == (303, address)
    assert (await browser.post(f"{address}/fly", data=token)).status_code == 404


async def test_more_cases_than_a_form_once_took_can_be_ticked(
    desk: Desk, officer: Staff, browser: httpx.AsyncClient
) -> None:
    resident = await settle(desk, "Umany")
    cases = [await ask(desk, resident) for _number in range(41)]
    fields = forms_of(await browser.get(NEW))[f"{ROUNDS}/new"]
    chosen = {f"case.{case.reference}": "yes" for case in cases}
    answer = await browser.post(f"{ROUNDS}/new", data=fields | chosen)
    assert answer.status_code == 400
    assert "A round has at most 40 stops" in answer.text
