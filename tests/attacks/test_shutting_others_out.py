"""Wrong tries on purpose, to keep somebody from their work: strangers shut out strangers only."""

import httpx
import pyotp
import pytest

from bot.desk import Desk
from models import Staff
from services.desk.signing_in import passwords
from services.desk.signing_in.locking import FREE_TRIES
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, press

WORDS, SECRET = "the market opens at five", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGE, ACTION = "/console/sign-in", "/console/sign-in/password"


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.fixture
async def malee(console: ConsoleOffice) -> Staff:
    staff = await console.hire("Malee")
    await set_password(console, staff, WORDS)
    return staff


async def set_password(console: ConsoleOffice, staff: Staff, words: str) -> None:
    async with console.desk.work() as work:
        hash_ = passwords.hashed(words)
        await passwords.keep_password(work, staff, "malee", hash_, SECRET, 0)


async def tries(client: httpx.AsyncClient, clock: Clock, password: str = WORDS) -> int:
    code = pyotp.TOTP(SECRET).at(clock.now)
    fields = {"name": "malee", "password": password, "code": code}
    return (await press(client, PAGE, ACTION, **fields)).status_code


async def shut_out(console: ConsoleOffice, clock: Clock) -> None:
    async with console.browser() as stranger:
        for _try in range(FREE_TRIES + 1):
            assert await tries(stranger, clock, "a wrong password") == 403


@pytest.mark.usefixtures("malee")
async def test_a_browser_that_came_in_before_comes_in_while_strangers_are_shut_out(
    console: ConsoleOffice, clock: Clock
) -> None:
    async with console.browser() as own, console.browser() as stranger:
        assert await tries(own, clock) == 303
        await press(own, "/console/cases", "/console/sign-out")
        clock.advance(minutes=1)
        await shut_out(console, clock)
        assert await tries(stranger, clock) == 403
        assert await tries(own, clock, "a wrong password") == 403
        assert await tries(own, clock) == 303


async def test_the_mark_of_a_browser_lets_nobody_in_and_is_for_one_person_and_one_password(
    console: ConsoleOffice, clock: Clock, malee: Staff
) -> None:
    async with console.browser() as own:
        assert await tries(own, clock) == 303
        own.cookies.delete("sala_session")
        assert (await own.get("/console/cases")).status_code == 303
        clock.advance(minutes=1)
        await set_password(console, malee, WORDS)
        await shut_out(console, clock)
        assert await tries(own, clock) == 403


@pytest.mark.usefixtures("malee")
async def test_a_mark_somebody_made_up_marks_nothing(console: ConsoleOffice, clock: Clock) -> None:
    await shut_out(console, clock)
    async with console.browser() as stranger:
        stranger.cookies.set("sala_known_browser", "made-up")
        assert await tries(stranger, clock) == 403
