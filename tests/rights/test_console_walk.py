"""Every door of the console, tried by every role, by nobody, and by somebody who has left."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from sqlmodel import select
from starlette.routing import Route

from bot.desk import Desk
from models import AuditEntry, Bill, Case, CaseEvent, OutboxMessage, Payment, QueueTicket, Staff
from models.columns import new_id
from models.vocabulary import Role
from services.desk import leaving, sessions
from tests.rights.doors import EXPECTED, OF_THE_OWN_ACCOUNT
from tests.web.console_office import ConsoleOffice, console_office, forms_of
from web.console import routes

DOORS = sorted(
    (method, route.path)
    for route in routes
    if isinstance(route, Route) and not route.path.startswith("/console/sign-in")
    for method in (route.methods or set()) - {"HEAD"}
)


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def filled(path: str, reference: str) -> str:
    """Put something into every gap of an address; most of it names nothing there is."""
    named = path.replace("{reference}", reference).replace("{action}", "note")
    named = named.replace("{key}", "lamp").replace("{name}", "phone")
    named = re.sub(r"{\w+:uuid}", lambda _gap: str(new_id()), named)
    return re.sub(r"{\w+}", "something", named)


async def through(client: httpx.AsyncClient, method: str, path: str, reference: str) -> bool:
    """Try one door; being asked something else than who one is counts as being let in."""
    token = forms_of(await client.get("/console/account"))["/console/sign-out"]["form_token"]
    sent = {"form_token": token, "version": "1", "department": "works", "key": "x"}
    body = {"data": sent} if method == "POST" else {}
    answer = await client.request(method, filled(path, reference), **body)  # type: ignore[arg-type]
    return answer.status_code != httpx.codes.FORBIDDEN


@asynccontextmanager
async def signed_in(console: ConsoleOffice, staff: Staff) -> AsyncIterator[httpx.AsyncClient]:
    """Open a fresh browser in which somebody is signed in; the links are tested elsewhere."""
    async with console.desk.work() as work:
        token = await sessions.start_session(work, staff.id)
    async with console.browser() as client:
        client.cookies.set("sala_session", token)
        yield client


async def office(console: ConsoleOffice) -> list[object]:
    """Everything of the office that a form could have changed."""
    tables = (Case, CaseEvent, Bill, Payment, QueueTicket, OutboxMessage, Staff)
    async with console.desk.database.reading() as session:
        found = [repr(row) for table in tables for row in await session.exec(select(table))]
    return [sorted(found), list(console.replays.keys)]


def test_every_door_has_its_expectation_and_no_other_stands_there() -> None:
    assert set(DOORS) == EXPECTED.keys()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", list(Role))
async def test_each_role_gets_through_its_doors_and_no_others(
    console: ConsoleOffice, role: Role
) -> None:
    case = await console.file()
    staff = await console.hire("Malee", role, None)
    let_in = set()
    for method, path in DOORS:
        async with signed_in(console, staff) as client:
            if await through(client, method, path, case.reference):
                let_in.add((method, path))
    assert let_in == {door for door, roles in EXPECTED.items() if role in roles}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_and_whoever_left_are_sent_to_the_sign_in_page(console: ConsoleOffice) -> None:
    case, leaver = await console.file(), await console.hire("Malee", Role.ADMIN)
    await console.hire("Somchai", Role.ADMIN)
    async with console.browser(leaver) as left, console.browser() as nobody:
        async with console.desk.work() as work:
            await leaving.leave(work, leaver.id)
        answers = {
            (await client.request(method, filled(path, case.reference))).headers.get("location")
            for client in (left, nobody)
            for method, path in DOORS
        }
    assert answers == {"/console/sign-in"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EXECUTIVE])
async def test_who_only_reads_changes_nothing_through_any_door(
    console: ConsoleOffice, role: Role
) -> None:
    case, staff = await console.file(), await console.hire("Malee", role, None)
    before = await office(console)
    for method, path in DOORS:
        if not path.startswith(OF_THE_OWN_ACCOUNT):
            async with signed_in(console, staff) as client:
                await through(client, method, path, case.reference)
    assert await office(console) == before


async def test_a_refusal_at_the_door_is_recorded(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee", Role.AUDITOR)
    async with console.browser(staff) as client:
        await client.get("/console/department-chat")
    async with console.desk.database.reading() as session:
        refused = select(AuditEntry).where(AuditEntry.outcome == "refused")
        entry = (await session.exec(refused)).one()
    assert entry.actor == str(staff.id)


async def test_the_table_on_the_page_says_what_the_desk_decides(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee", Role.AUDITOR)) as client:
        page = (await client.get("/console/rights")).text
    row = page.split("Take a table of cases away", 1)[1].split("</tr>", 1)[0]
    told = re.findall(r"<td[^>]*>(.*?)</td>", row)
    # The reader's own role comes first: an auditor.
    assert told == ["whole office", "–", "–", "own department", "–", "whole office"]
