"""The list of cases: order, filters, counts, paging, and the way to one case."""

import re

import httpx
import pytest

from bot.desk import Desk
from models.vocabulary import CaseAction, Role
from services.kit.references import shown
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office
from web.console import case_filters as cases


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def listed(page: httpx.Response) -> list[str]:
    return re.findall(r'class="case-row" href="/console/cases/(\w+)"', page.text)


async def test_open_cases_come_with_the_most_urgent_first(
    console: ConsoleOffice, clock: Clock
) -> None:
    first = await console.file()
    clock.advance(days=2)
    second = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get("/console/cases")
    assert listed(page) == [first.reference, second.reference]
    assert shown(first.reference) in page.text


async def test_a_closed_case_stands_among_the_closed(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    closed, still_open = await console.file(), await console.file()
    await console.act(staff, closed, CaseAction.FINISH)
    async with console.browser(staff) as client:
        assert listed(await client.get("/console/cases")) == [still_open.reference]
        assert listed(await client.get("/console/cases?group=closed")) == [closed.reference]
        assert len(listed(await client.get("/console/cases?group=all"))) == 2


async def test_a_case_is_late_on_the_day_after_the_promise(
    console: ConsoleOffice, clock: Clock
) -> None:
    case = await console.file()
    clock.advance(days=(case.due_on - clock.now.date()).days, hours=6)
    malee = await console.hire("Malee")
    async with console.browser(malee) as client:
        assert listed(await client.get("/console/cases?group=overdue")) == []
    clock.advance(hours=9)
    async with console.browser(malee) as client:
        late = await client.get("/console/cases?group=overdue")
    assert listed(late) == [case.reference]
    assert "Late: promised for" in late.text


async def test_the_tabs_count_what_is_open_and_what_is_late(
    console: ConsoleOffice, clock: Clock
) -> None:
    await console.file()
    clock.advance(days=7)
    await console.file()
    staff = await console.hire("Malee")
    async with console.browser(staff) as client:
        page = (await client.get("/console/cases")).text
    assert re.findall(r'<span class="count[^"]*">(\d+)</span>', page) == ["2", "1"]


async def test_an_administrator_filters_by_department(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        assert listed(await client.get("/console/cases?department=works")) == [case.reference]
        assert listed(await client.get("/console/cases?department=health")) == []
        assert listed(await client.get("/console/cases")) == [case.reference]


async def test_an_officer_cannot_look_into_another_department(console: ConsoleOffice) -> None:
    await console.file()
    async with console.browser(await console.hire("Malee", department="health")) as client:
        assert listed(await client.get("/console/cases?department=works&group=all")) == []


async def test_cases_are_filtered_by_service(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        assert listed(await client.get("/console/cases?service=lamp")) == [case.reference]
        assert listed(await client.get("/console/cases?service=lamp&group=closed")) == []


async def test_whoever_looks_once_a_day_finds_the_statistics(console: ConsoleOffice) -> None:
    boss = await console.hire("Nida", Role.EXECUTIVE, None)
    async with console.browser(boss) as client:
        assert 'href="/statistics"' in (await client.get("/console/cases")).text


async def test_services_are_offered_by_their_groups(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = (await client.get("/console/cases")).text
    assert "</optgroup>" in page
    assert 'value="lamp"' in page.partition("<optgroup")[2].partition("</optgroup>")[0]


async def test_the_beginning_of_a_reference_finds_its_cases(console: ConsoleOffice) -> None:
    case = await console.file()
    beginning = case.reference[:5].lower()
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get(
            "/console/cases", params={"text": f"{beginning[:3]}-{beginning[3:]}"}
        )
    assert listed(page) == [case.reference]


async def test_a_whole_reference_leads_straight_to_the_case(console: ConsoleOffice) -> None:
    case = await console.file()
    async with console.browser(await console.hire("Malee")) as client:
        written = {"text": f" {shown(case.reference).lower()} "}
        answer = await client.get("/console/cases", params=written)
    assert answer.headers["location"] == f"/console/cases/{case.reference}"


async def test_pages_follow_each_other_without_a_gap_or_a_repeat(console: ConsoleOffice) -> None:
    filed = {(await console.file()).reference for _number in range(cases.PAGE + 3)}
    async with console.browser(await console.hire("Malee")) as client:
        first = await client.get("/console/cases")
        older = re.findall(r'href="(/console/cases\?[^"]*before=[^"]*)"', first.text)
        second = await client.get(older[0].replace("&amp;", "&"))
    assert len(listed(first)) == cases.PAGE
    assert set(listed(first)) | set(listed(second)) == filed
    assert len(listed(second)) == 3
    assert "More cases" in first.text
    assert "More cases" not in second.text


@pytest.mark.parametrize(
    "query",
    [
        "group=nonsense&service=nothing&department=nowhere&before=1&text=" + "ก" * 500,
        "before=00000000-0000-0000-0000-000000000000",
        "text=%25%27%3B--",
        "group=&service=&department=&before=&text=",
    ],
)
async def test_a_damaged_address_still_shows_a_list(console: ConsoleOffice, query: str) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get(f"/console/cases?{query}")).status_code == 200


async def test_an_empty_list_offers_a_way_on(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get("/console/cases?group=closed")
    assert "No cases here." in page.text
    assert "Show all open cases" in page.text


async def test_the_list_speaks_thai_to_a_thai_reader(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get("/console/cases?lang=th")
    assert '<html lang="th">' in page.text
