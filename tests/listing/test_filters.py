"""Filters of the list: each shows what it says and nothing else, through an index."""

import re
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import select

from bot.desk import Desk
from bot.turns import WriteToOffice
from models import Case
from models.columns import new_id
from models.vocabulary import CaseAction, Role
from services.desk.actor import Actor
from services.desk.tracking import CaseFilter, conditions_of, count_up_to
from tests.conftest import Clock
from tests.desk.people import carry
from tests.web.console_office import ConsoleOffice, forms_of, press

LIST = "/console/cases"


def listed(page: httpx.Response) -> list[str]:
    return re.findall(r'class="case-row" href="/console/cases/(\w+)"', page.text)


async def write(console: ConsoleOffice, case: Case, words: str = "anything new?") -> None:
    actor = Actor(case.channel, case.chat, case.chat, True, "en", resident_id=case.resident_id)
    await carry(console.desk, WriteToOffice(case.reference, words), actor)


@pytest.mark.parametrize(
    ("query", "closing"),
    [
        ("village=3", CaseAction.NOTE),
        ("status=accepted", CaseAction.NOTE),
        ("assignee=me", CaseAction.NOTE),
        ("unread=1", CaseAction.NOTE),
        ("group=closed", CaseAction.FINISH),
        ("last=2026-11-22", CaseAction.NOTE),
        ("text=หม้อแปลง", CaseAction.FINISH),
        ("channel=telegram&status=accepted", CaseAction.NOTE),
    ],
)
async def test_a_filter_shows_what_it_says(
    console: ConsoleOffice, clock: Clock, query: str, closing: CaseAction
) -> None:
    clock.advance(days=-1)
    meant = await console.file(house={"number": "7", "village": 3}, what="หม้อแปลงระเบิด")
    clock.advance(days=1)
    await console.file()
    staff = await console.hire("Malee")
    await console.act(staff, meant, CaseAction.ACCEPT)
    await write(console, meant)
    await console.act(staff, meant, closing, "a word")
    async with console.browser(staff) as client:
        assert listed(await client.get(f"{LIST}?{query}")) == [meant.reference]


async def test_nobodys_cases_are_those_nobody_took_on(console: ConsoleOffice) -> None:
    taken, waiting = await console.file(), await console.file()
    staff = await console.hire("Malee")
    await console.act(staff, taken, CaseAction.ACCEPT)
    async with console.browser(staff) as client:
        assert listed(await client.get(f"{LIST}?assignee=nobody")) == [waiting.reference]


async def test_the_list_says_how_many_nobody_has_and_leads_there(console: ConsoleOffice) -> None:
    taken, _waiting, _other = [await console.file() for _number in range(3)]
    staff = await console.hire("Malee")
    await console.act(staff, taken, CaseAction.ACCEPT)
    async with console.browser(staff) as client:
        page = (await client.get(LIST)).text
        [(address, count)] = re.findall(r'href="([^"]+)">Nobody looks after it: (\d)<', page)
        there = await client.get(address.replace("&amp;", "&"))
        before = await client.get("/console/nobodys")
    assert (count, len(listed(there))) == ("2", 2)
    assert before.headers["location"] == f"{LIST}?group=open&assignee=nobody"


async def test_a_row_says_for_whom_and_where(console: ConsoleOffice) -> None:
    await console.file(place={"words": "หลังวัดป่า"})
    async with console.browser(await console.hire("Malee")) as client:
        page = (await client.get(LIST)).text
    assert ("House 45/1" in page, "หลังวัดป่า" in page) == (True, True)


async def test_what_is_alike_stands_apart(console: ConsoleOffice) -> None:
    case = await console.file(what="ถังขยะแตกหน้าวัดป่า")
    async with console.browser(await console.hire("Malee")) as client:
        page = await client.get(LIST, params={"text": "ถังขยะแตกหน้าวัดบ่า"})
    assert listed(page) == [case.reference]
    assert "Alike, but not the same words" in page.text


async def test_a_search_finds_nothing_of_another_department(console: ConsoleOffice) -> None:
    await console.file(what="ถังขยะแตกหน้าวัดป่า")
    async with console.browser(await console.hire("Malee", department="health")) as client:
        for words in ("ถังขยะ", "ถังขยะแตกหน้าวัดบ่า"):
            page = await client.get(LIST, params={"text": words, "department": "works"})
            assert listed(page) == []


@pytest.mark.parametrize("sort", ["urgent", "newest", "oldest"])
@pytest.mark.parametrize("more", ["", "&first=2026-11-01"])
async def test_pages_follow_in_every_order(
    console: ConsoleOffice, clock: Clock, sort: str, more: str
) -> None:
    filed = []
    for _number in range(27):
        clock.advance(minutes=1)
        filed.append((await console.file()).reference)
    async with console.browser(await console.hire("Malee")) as client:
        first = await client.get(f"{LIST}?sort={sort}{more}")
        [older] = re.findall(r'href="(/console/cases\?[^"]*before=[^"]*)"', first.text)
        second = await client.get(older.replace("&amp;", "&"))
    shown = listed(first) + listed(second)
    assert shown == {"newest": filed[::-1]}.get(sort, filed)


async def test_a_list_is_counted_up_to_what_is_read(console: ConsoleOffice) -> None:
    for _number in range(4):
        await console.file()
    async with console.desk.database.reading() as session:
        assert await count_up_to(session, CaseFilter(), 2) == 3
        assert await count_up_to(session, CaseFilter(), 9) == 4


async def test_a_head_is_offered_no_service_of_another_department(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee", Role.HEAD, "health")) as client:
        assert 'value="lamp"' not in (await client.get(f"{LIST}/export")).text
    async with console.browser(await console.hire("Nida", Role.HEAD)) as client:
        page = await client.get(f"{LIST}/export?service=lamp&group=closed&first=2026-01-02")
    assert 'value="lamp" selected' in page.text
    assert 'value="closed" selected' in page.text
    assert 'value="2026-01-02"' in page.text


async def save(console: ConsoleOffice, staff: Any, page: str, **fields: str) -> None:
    async with console.browser(staff) as client:
        await press(client, page, f"{LIST}/lists", **fields)


async def test_a_saved_list_is_a_chip_and_may_open_first(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    await save(console, staff, f"{LIST}?village=3&text=x", name="Three", first="1")
    async with console.browser(staff) as client:
        home = await client.get(LIST)
        assert home.headers["location"].endswith("group=all&village=3")
        page = await client.get(f"{LIST}?group=open")
        assert ">Three</a>" in page.text
        [forget] = [action for action in forms_of(page) if action.endswith("/forget")]
        await press(client, f"{LIST}?group=open", forget)
        assert ">Three</a>" not in (await client.get(LIST)).text


async def test_only_a_shared_list_is_seen_by_the_department(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    await save(console, staff, f"{LIST}?village=1", name="Mine alone")
    await save(console, staff, f"{LIST}?village=2", name="For all of us", shared="1")
    async with console.browser(await console.hire("Nida")) as client:
        page = await client.get(f"{LIST}?group=open")
        assert ("Mine alone" in page.text, "For all of us" in page.text) == (False, True)
        assert not [action for action in forms_of(page) if action.endswith("/forget")]
    async with console.browser(await console.hire("Chai", department="health")) as client:
        assert "For all of us" not in (await client.get(f"{LIST}?group=open")).text


QUERIES = [
    CaseFilter("works", "open", most_urgent_first=True),
    CaseFilter("works", "overdue", most_urgent_first=True, today=date(2026, 11, 23)),
    CaseFilter("works"),
    CaseFilter(service_key="lamp"),
    CaseFilter(village=3),
    CaseFilter(channel="counter"),
    CaseFilter(unread=True),
    CaseFilter(assignee_id=new_id()),
    CaseFilter(filed_from=datetime(2026, 1, 1, tzinfo=UTC)),
]
PREFER_INDEXES = {True: "SELECT 1", False: "SET LOCAL enable_seqscan = off"}
EXPLAIN = {True: "EXPLAIN QUERY PLAN ", False: "EXPLAIN "}
WHOLE_TABLE = re.compile(r"SCAN case(?! USING)|Seq Scan on \"?case\"?\b(?!_)")


@pytest.mark.parametrize("wanted", QUERIES)
async def test_no_list_reads_the_whole_table(desk: Desk, wanted: CaseFilter) -> None:
    kind = desk.database.is_sqlite
    dialect = sqlite.dialect() if kind else postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's own
    asked = select(Case.id).where(*conditions_of(wanted)).limit(25)
    statement = asked.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    async with desk.database.reading() as session:
        connection = await session.connection()
        await connection.execute(text(PREFER_INDEXES[kind]))
        rows = await connection.exec_driver_sql(EXPLAIN[kind] + str(statement))
        plan = "\n".join(str(row) for row in rows)
    assert not WHOLE_TABLE.search(plan), plan
