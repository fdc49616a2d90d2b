"""Signing in with a password: what fits, what does not, and what wrong tries lead to."""

from datetime import timedelta

import httpx
import pyotp
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import OutboxMessage, Staff, StaffPassword
from services.desk import staffing
from services.desk.signing_in import passwords
from services.desk.signing_in.locking import FREE_TRIES, LONGEST_WAIT, wait_after
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, press

WORDS, SECRET = "the market opens at five", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGE, ACTION = "/console/sign-in", "/console/sign-in/password"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.fixture
async def malee(console: ConsoleOffice) -> Staff:
    """Somebody with a password, and a chat in which she hears about it."""
    staff = await console.hire("Malee")
    async with console.desk.work() as work:
        await staffing.link_identity(work, staff.id, "telegram", "4711")
        hash_ = passwords.hashed(WORDS)
        await passwords.keep_password(work, staff, "malee", hash_, SECRET, 0)
    return staff


async def tries(client: httpx.AsyncClient, clock: Clock, **fields: str) -> httpx.Response:
    right = {"name": "malee", "password": WORDS, "code": pyotp.TOTP(SECRET).at(clock.now)}
    return await press(client, PAGE, ACTION, **right | fields)


@pytest.mark.usefixtures("malee")
async def test_name_password_and_code_together_sign_in(
    console: ConsoleOffice, clock: Clock
) -> None:
    async with console.browser() as client:
        answer = await tries(client, clock, name=" Malee ")
        assert answer.headers["location"] == "/console"
        assert (await client.get("/console/cases")).status_code == 200


WRONG = {
    "a wrong password": {"password": "the market opens at six"},
    "a wrong code": {"code": "000000"},
    "no code": {"code": ""},
    "an unknown name": {"name": "somchai"},
}


@pytest.mark.usefixtures("malee")
async def test_whatever_is_wrong_is_answered_in_the_same_words(
    console: ConsoleOffice, clock: Clock
) -> None:
    pages = set()
    for wrong in WRONG.values():
        async with console.browser() as client:
            answer = await tries(client, clock, **wrong)
            assert answer.status_code == 403
            pages.add(answer.text.split('role="alert"', 1)[1].split("</p>", 1)[0])
    assert len(pages) == 1


@pytest.mark.usefixtures("malee")
async def test_a_code_works_once(console: ConsoleOffice, clock: Clock) -> None:
    async with console.browser() as first, console.browser() as second:
        assert (await tries(first, clock)).status_code == 303
        assert (await tries(second, clock)).status_code == 403


async def test_a_recovery_code_stands_for_the_app_once_and_for_its_owner_only(
    console: ConsoleOffice, malee: Staff, clock: Clock
) -> None:
    other = await console.hire("Somchai")
    async with console.desk.work() as work:
        hash_ = passwords.hashed(WORDS)
        mine = await passwords.keep_password(work, malee, "malee", hash_, SECRET, 0)
        theirs = await passwords.keep_password(work, other, "somchai", hash_, SECRET, 0)
    async with console.browser() as client:
        answers = [(await tries(client, clock, code=code)).status_code for code in
                   (theirs[0], mine[0], mine[0])]  # fmt: skip
    assert answers == [403, 303, 403]


async def test_wrong_tries_shut_the_account_for_a_while_and_the_person_hears_once(
    console: ConsoleOffice, malee: Staff, clock: Clock
) -> None:
    async with console.browser() as client:
        for _try in range(FREE_TRIES + 1):
            await tries(client, clock, password="wrong wrong wrong")
        assert (await tries(client, clock)).status_code == 403
        clock.advance(minutes=1)
        assert (await tries(client, clock)).status_code == 303
    async with console.desk.database.reading() as session:
        told = [str(row.messages) for row in await session.exec(select(OutboxMessage))]
    assert sum("เข้าสู่ระบบ" in one and "ผิดหลายครั้ง" in one for one in told) == 1
    assert malee.name


async def test_an_administrator_lets_somebody_try_again(
    console: ConsoleOffice, malee: Staff, clock: Clock
) -> None:
    async with console.browser() as client:
        for _try in range(FREE_TRIES + 1):
            await tries(client, clock, password="wrong wrong wrong")
        async with console.desk.work() as work:
            assert await passwords.locked(work, [malee.id]) == {malee.id}
            await passwords.unlock(work, malee.id)
        assert (await tries(client, clock)).status_code == 303


async def test_neither_half_is_kept_in_the_clear(console: ConsoleOffice, malee: Staff) -> None:
    async with console.desk.database.reading() as session:
        kept = await session.get_one(StaffPassword, malee.id)
    assert WORDS not in kept.hash
    assert SECRET not in kept.sealed_secret


@pytest.mark.parametrize(
    ("wrong", "waits"),
    [(0, 0), (FREE_TRIES, 0), (FREE_TRIES + 1, 1), (FREE_TRIES + 2, 2), (FREE_TRIES + 5, 16)],
)
def test_each_wrong_try_doubles_the_wait(wrong: int, waits: int) -> None:
    assert wait_after(wrong) == timedelta(minutes=waits)


def test_the_wait_has_an_end() -> None:
    assert wait_after(10**6) == LONGEST_WAIT
