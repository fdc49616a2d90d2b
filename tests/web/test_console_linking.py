"""One-time codes from the console: for a person's own account and for a department's chat."""

import re

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import AuditEntry, OneTimeCode, StaffChat, StaffIdentity
from models.vocabulary import CodePurpose, Role
from services.desk import codes
from tests.web.console_office import ConsoleOffice, console_office, press

ACCOUNT = "/console/account"
CHAT = "/console/department-chat"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


def code_on(page: httpx.Response) -> str:
    found = re.search(r"SALA-\w{4}-\w{4}", page.text)
    assert found
    return found[0]


async def redeemed(console: ConsoleOffice, code: str, purpose: str) -> OneTimeCode:
    async with console.desk.work() as work:
        return await codes.redeem(work, code, purpose)


async def test_the_code_for_an_account_is_shown_and_works(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.browser(staff) as client:
        page = await press(client, ACCOUNT, ACCOUNT)
    code = await redeemed(console, code_on(page), CodePurpose.LINK_STAFF)
    assert page.status_code == 200
    assert "Type the code and send it." in page.text
    assert code.staff_id == staff.id


async def test_the_code_is_shown_once(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        await press(client, ACCOUNT, ACCOUNT)
        assert "SALA-" not in (await client.get(ACCOUNT)).text


async def test_linked_accounts_are_listed_without_their_ids(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.desk.work() as work:
        work.session.add(
            StaffIdentity(channel="telegram", person="telegram-4711", staff_id=staff.id)
        )
    async with console.browser(staff) as client:
        page = (await client.get(ACCOUNT)).text
    assert "Telegram, since" in page
    assert "telegram-4711" not in page


async def test_a_head_links_the_chat_of_the_own_department(console: ConsoleOffice) -> None:
    head = await console.hire("Malee", Role.HEAD)
    async with console.browser(head) as client:
        page = await press(client, CHAT, CHAT, department="works")
    code = await redeemed(console, code_on(page), CodePurpose.LINK_CHAT)
    assert (code.department, code.staff_id) == ("works", head.id)
    assert f"/link {code_on(page)}" in page.text


async def test_a_head_makes_no_code_for_another_department(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        page = await press(client, CHAT, CHAT, department="health")
    assert page.status_code == 403
    assert "SALA-" not in page.text


async def test_an_administrator_makes_one_for_any_department_that_exists(
    console: ConsoleOffice,
) -> None:
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        assert "SALA-" in (await press(client, CHAT, CHAT, department="health")).text
        assert "SALA-" not in (await press(client, CHAT, CHAT, department="nowhere")).text


async def test_the_page_says_what_a_line_group_costs(console: ConsoleOffice) -> None:
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        page = (await client.get(CHAT)).text
    assert "every notice costs one paid message for each member" in page


async def test_linked_chats_are_listed_without_their_ids(console: ConsoleOffice) -> None:
    async with console.desk.work() as work:
        work.session.add(StaffChat(channel="line", chat="C4711", department="works"))
    async with console.browser(await console.hire("Malee", Role.HEAD)) as client:
        page = (await client.get(CHAT)).text
    assert "LINE, since" in page
    assert "C4711" not in page


async def test_who_made_a_code_for_a_chat_is_recorded_without_the_code(
    console: ConsoleOffice,
) -> None:
    head = await console.hire("Malee", Role.HEAD)
    async with console.browser(head) as client:
        await press(client, CHAT, CHAT, department="works")
    async with console.desk.database.reading() as session:
        made = await session.exec(select(AuditEntry).where(AuditEntry.action == "make_chat_code"))
        entry = made.one()
    assert (entry.actor, entry.subject, entry.outcome) == (str(head.id), "works", "done")
