"""Today: each number counts what stands behind it, for each role, and stays fresh."""

import re

import httpx
import pytest

from bot.desk import Desk
from models import CaseNotice
from models.vocabulary import CaseAction, Role
from services.desk import resident_actions
from services.desk.actor import Actor
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, press


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


TILE = re.compile(
    r'class="tile [^"]*" href="([^"]+)"><span class="tile-number">(\d+)</span> '
    r'<span class="tile-name">([^<]+)</span>'
)


def tiles(page: httpx.Response) -> dict[str, int]:
    """The numbers of a page by their names, in their order."""
    return {name: int(number) for _address, number, name in TILE.findall(page.text)}


def listed(page: httpx.Response) -> list[str]:
    return re.findall(r'class="case-row" href="/console/cases/(\w+)"', page.text)


async def a_busy_office(console: ConsoleOffice, clock: Clock) -> None:
    """Two late, one of them Malee's; one done today; two new ones, one written about."""
    malee = await console.hire("Malee")
    late, other = await console.file(), await console.file()
    await console.act(malee, late, CaseAction.ACCEPT)
    await console.act(malee, other, CaseAction.ASK, "where?")
    clock.advance(days=7)
    done, written = await console.file(), await console.file("Uwriter")
    await console.file()
    await console.act(malee, done, CaseAction.FINISH)
    actor = Actor("telegram", "Uwriter", "Uwriter", True, "en", resident_id=written.resident_id)
    async with console.desk.work() as work:
        await resident_actions.write(work, written.reference, actor, "hello?")


async def test_every_number_leads_to_a_list_of_exactly_so_many_cases(
    console: ConsoleOffice, clock: Clock
) -> None:
    await a_busy_office(console, clock)
    async with console.browser(await console.hire("Nid")) as client:
        page = await client.get("/console")
        lists = {
            name: len(listed(await client.get(address.replace("&amp;", "&"))))
            for address, _n, name in TILE.findall(page.text)
            if address.startswith(("/console/today/", "/console/cases"))
        }
    assert lists == {name: number for name, number in tiles(page).items() if name in lists}
    assert lists == {
        "My cases": 0,
        "New, not taken on": 2,
        "Nobody looks after it": 2,
        "Residents wrote": 1,
        "Due today": 0,
        "Due in 3 days": 2,
        "Late": 2,
        "All that is open": 4,
    }


async def test_what_is_mine_is_what_i_took_on(console: ConsoleOffice, clock: Clock) -> None:
    case = await console.file()
    malee = await console.hire("Malee")
    await console.act(malee, case, CaseAction.ACCEPT)
    async with console.browser(malee) as client:
        assert tiles(await client.get("/console"))["My cases"] == 1
        assert listed(await client.get("/console/today/mine")) == [case.reference]


async def test_another_department_counts_nothing_of_this_one(
    console: ConsoleOffice, clock: Clock
) -> None:
    await a_busy_office(console, clock)
    async with console.browser(await console.hire("Chai", department="health")) as client:
        page = await client.get("/console")
        assert tiles(page)["All that is open"] == 0
        assert listed(await client.get("/console/today/open")) == []


@pytest.mark.parametrize(
    ("role", "department", "first", "also", "never"),
    [
        (Role.OFFICER, "works", "My cases", "Late", "Setting up"),
        (Role.COUNTER, "health", "Waiting in line", "File for a resident", "My cases"),
        (Role.HEAD, "works", "My cases", "Messages that failed", "Setting up"),
        (Role.EXECUTIVE, None, "New, not taken on", "Late, by department", "My cases"),
        (Role.ADMIN, None, "Messages that failed", "Staff without a chat", "Late, by department"),
        (Role.AUDITOR, None, "New, not taken on", "The last six months", "Messages that failed"),
    ],
)
async def test_each_role_sees_first_what_it_is_there_for(
    console: ConsoleOffice, role: str, department: str | None, first: str, also: str, never: str
) -> None:
    await console.file()
    async with console.browser(await console.hire("Nid", role, department)) as client:
        page = await client.get("/console")
    assert page.status_code == 200
    assert next(iter(tiles(page))) == first
    assert also in page.text
    assert never not in page.text


async def test_a_head_sees_who_looks_after_how_many(console: ConsoleOffice) -> None:
    malee, head = await console.hire("Malee"), await console.hire("Boss", Role.HEAD)
    await console.act(malee, await console.file(), CaseAction.ACCEPT)
    async with console.browser(head) as client:
        page = (await client.get("/console")).text
    assert re.search(r"<dt>Malee</dt>.*?bar-number\">1<", page, re.DOTALL)


async def test_pictures_say_in_words_what_they_show(console: ConsoleOffice, clock: Clock) -> None:
    await a_busy_office(console, clock)
    async with console.browser(await console.hire("Nid")) as client:
        page = (await client.get("/console")).text
    assert "Open cases by the promised day: Late 2, Due in 3 days 2" in page


async def test_a_page_that_has_not_changed_is_not_sent_again(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Nid")) as client:
        mark = (await client.get("/console")).headers["etag"]
        again = await client.get("/console", headers={"if-none-match": mark})
        await console.file()
        changed = await client.get("/console", headers={"if-none-match": mark})
    assert (again.status_code, changed.status_code) == (304, 200)


async def test_addresses_of_the_list_from_earlier_versions_go_on_leading_there(
    console: ConsoleOffice,
) -> None:
    async with console.browser(await console.hire("Nid")) as client:
        answer = await client.get("/console?group=overdue&service=lamp")
    assert answer.headers["location"] == "/console/cases?group=overdue&service=lamp"


async def test_a_case_nobody_could_be_told_of_stands_among_the_problems(
    console: ConsoleOffice,
) -> None:
    case = await console.file()
    async with console.desk.work() as work:
        notice = await work.session.get_one(CaseNotice, case.id)
        notice.unheard_at = console.desk.clock()
        work.session.add(notice)
    for role, department in ((Role.EXECUTIVE, None), (Role.ADMIN, None)):
        async with console.browser(await console.hire("Top", role, department)) as client:
            assert tiles(await client.get("/console"))["Nobody could be told"] == 1
    async with console.browser(await console.hire("Boss", Role.HEAD)) as client:
        assert tiles(await client.get("/console"))["Nobody could be told"] == 1
        problems = (await client.get("/console/problems")).text
    assert f'href="/console/cases/{case.reference}"' in problems


async def test_an_administrator_reads_what_is_still_to_be_set_up(console: ConsoleOffice) -> None:
    await console.hire("Malee")
    async with console.browser(await console.hire("Admin", Role.ADMIN, None)) as client:
        people = (await client.get("/console/today/no-chat")).text
        tables = (await client.get("/console/today/to-be-confirmed")).text
    assert "Malee" in people
    assert "/console/office/tables/climbing" in tables


@pytest.mark.parametrize("address", ["no-chat", "to-be-confirmed"])
async def test_an_officer_is_not_shown_what_is_to_be_set_up(
    console: ConsoleOffice, address: str
) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get(f"/console/today/{address}")).status_code == 403


async def test_a_list_that_does_not_exist_is_not_found(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get("/console/today/nonsense")).status_code == 404


async def test_a_head_turns_the_summaries_off_and_an_officer_is_not_offered_any(
    console: ConsoleOffice,
) -> None:
    head = await console.hire("Boss", Role.HEAD)
    async with console.browser(head) as client:
        await press(client, "/console/account", "/console/account/digests", weekly="1")
        page = (await client.get("/console/account?done=digests")).text
    async with console.browser(await console.hire("Malee")) as client:
        officers = (await client.get("/console/account")).text
    assert re.findall(r'name="(\w+)" value="1"( checked)?', page) == [
        ("daily", ""),
        ("weekly", " checked"),
    ]
    assert "Summaries in my chat" not in officers
