"""Every button and command of staff in a chat, tried by every role through the conversation."""

import pytest
from sqlmodel import select

from bot import queue_turns, staffroom
from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from models import AuditEntry, OutboxMessage
from models.vocabulary import Role
from services.desk import staffing
from tests.rights.doors import DESK, EVERYBODY, WORKERS
from tests.web.console_office import ConsoleOffice, console_office

TICKET = "0192f0c0-0000-7000-8000-000000000000"
EXPECTED = {
    "accept": WORKERS, "finish": WORKERS, "details": EVERYBODY, "ask": WORKERS, "reply": DESK,
    "seen": DESK | {Role.EXECUTIVE},
    "bill": WORKERS, "reject": WORKERS, "lend_yes": DESK, "lend_out": DESK, "lend_back": DESK,
}  # fmt: skip
WITH_WORDS = {"ask", "reply", "bill", "reject"}
"""Pressed, they ask for words; what is typed then is what may be refused."""


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


async def hear(console: ConsoleOffice, number: int, kind: Kind, text: str) -> None:
    event = Heard("telegram", f"e{number}", "4711", "4711", kind, text, private=True)
    await handle_batch(console.desk, [event])


async def refused(console: ConsoleOffice) -> set[str]:
    async with console.desk.database.reading() as session:
        lines = select(AuditEntry).where(AuditEntry.outcome == "refused")
        return {entry.action for entry in await session.exec(lines)}


def test_every_button_of_the_staff_room_has_its_expectation() -> None:
    room = staffroom._AT_ONCE | staffroom._AWAITED.keys()
    assert room == EXPECTED.keys()
    assert {"paid", "nopay"} == staffroom._ABOUT_SLIPS
    assert queue_turns._ARGUMENTS.keys() == {"next", "again", "gone", "done", "on"}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", EXPECTED)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_button_about_a_case_works_for_its_roles_alone(
    console: ConsoleOffice, action: str, role: Role
) -> None:
    case, staff = await console.file(), await console.hire("Malee", role)
    async with console.desk.work() as work:
        await staffing.link_identity(work, staff.id, "telegram", "4711")
    await hear(console, 1, Kind.PRESS, f"s:{action}:{case.reference}")
    for word in WITH_WORDS & {action}:
        await hear(console, 2, Kind.TEXT, f"250 words for {word}")
    assert (action in await refused(console)) is (role not in EXPECTED[action])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("pressed", ["q:next:general:1", f"q:again:{TICKET}"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_is_called_by_those_who_only_read(
    console: ConsoleOffice, pressed: str, role: Role
) -> None:
    staff = await console.hire("Malee", role, None)
    async with console.desk.work() as work:
        await staffing.link_identity(work, staff.id, "telegram", "4711")
    await hear(console, 1, Kind.PRESS, pressed)
    calls = pressed.startswith("q:next")
    assert ("queue" in await refused(console)) is (calls and role not in DESK)


async def said(console: ConsoleOffice) -> str:
    async with console.desk.database.reading() as session:
        return "".join(str(row.messages) for row in await session.exec(select(OutboxMessage)))


@pytest.mark.parametrize("words", ["เข้าสู่ระบบ", "sign in", "Login"])
async def test_whoever_works_here_gets_a_link_in_the_own_chat(
    console: ConsoleOffice, words: str
) -> None:
    staff = await console.hire("Malee")
    async with console.desk.work() as work:
        await staffing.link_identity(work, staff.id, "telegram", "4711")
    await hear(console, 1, Kind.TEXT, words)
    assert "https://desk.example/console/sign-in/SALA-" in await said(console)


async def test_a_resident_who_types_it_hears_that_it_is_not_needed(console: ConsoleOffice) -> None:
    await console.hire("Malee")
    await hear(console, 1, Kind.TEXT, "เข้าสู่ระบบ")
    assert "ที่นี่ไม่ต้องเข้าสู่ระบบ" in await said(console)
    assert "SALA-" not in await said(console)


async def test_in_a_group_nobody_gets_a_link(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.desk.work() as work:
        await staffing.link_identity(work, staff.id, "telegram", "4711")
    event = Heard("telegram", "e1", "-100", "4711", Kind.TEXT, "login", private=False)
    await handle_batch(console.desk, [event])
    assert "SALA-" not in await said(console)
    assert "แชทส่วนตัว" in await said(console)
