"""Signing in to the console: a link that works once, and only when the button is pressed."""

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import AuditEntry, OneTimeCode, StaffSession
from models.vocabulary import CodePurpose
from services.desk import leaving
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office, forms_of, press
from web.console.sign_in import TRIES


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


async def is_inside(client: httpx.AsyncClient) -> bool:
    return (await client.get("/console/cases")).status_code == 200


async def test_the_button_on_the_link_s_page_signs_in(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.browser() as client:
        answer = await console.sign_in(client, staff)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/console"
        assert await is_inside(client)


async def test_opening_the_link_does_not_use_it_up(console: ConsoleOffice) -> None:
    link = f"/console/sign-in/{await console.code(await console.hire('Malee'))}"
    async with console.browser() as preview:
        await preview.head(link)
        await preview.get(link)
    async with console.browser() as client:
        assert (await press(client, link, "")).status_code == 303
        assert await is_inside(client)


async def test_a_link_works_once(console: ConsoleOffice) -> None:
    link = f"/console/sign-in/{await console.code(await console.hire('Malee'))}"
    async with console.browser() as first, console.browser() as second:
        await press(first, link, "")
        assert (await press(second, link, "")).status_code == 403
        assert not await is_inside(second)


async def test_a_link_is_over_after_fifteen_minutes(console: ConsoleOffice, clock: Clock) -> None:
    link = f"/console/sign-in/{await console.code(await console.hire('Malee'))}"
    clock.advance(minutes=15)
    async with console.browser() as client:
        assert (await press(client, link, "")).status_code == 403
        assert not await is_inside(client)


async def test_the_page_of_a_wrong_link_says_no_more_than_that_of_a_used_one(
    console: ConsoleOffice,
) -> None:
    used = f"/console/sign-in/{await console.code(await console.hire('Malee'))}"
    async with console.browser() as client:
        await press(client, used, "")
    async with console.browser() as client:
        after_used = await press(client, used, "")
        after_wrong = await press(client, "/console/sign-in/SALA-2222-2222", "")
        assert after_used.status_code == after_wrong.status_code == 403
        assert strip_nonce(after_used.text) == strip_nonce(after_wrong.text)


def strip_nonce(page: str) -> str:
    return page.split("<main", 1)[1]


async def test_a_code_for_another_purpose_signs_nobody_in(console: ConsoleOffice) -> None:
    code = await console.code(await console.hire("Malee"), CodePurpose.LINK_STAFF)
    async with console.browser() as client:
        assert (await press(client, f"/console/sign-in/{code}", "")).status_code == 403
        assert not await is_inside(client)


async def test_the_cookie_is_for_the_console_alone_and_unreadable_for_scripts(
    console: ConsoleOffice,
) -> None:
    staff = await console.hire("Malee")
    async with console.browser() as client:
        answer = await console.sign_in(client, staff)
        cookie = answer.headers.get_list("set-cookie")[0]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("sala_session=")
    assert attributes == {
        "httponly", "secure", "samesite=lax", "path=/console", "max-age=43200",
    }  # fmt: skip


async def test_without_https_the_cookie_still_works(console: ConsoleOffice) -> None:
    console.desk.base_url = "http://127.0.0.1:8000"
    staff = await console.hire("Malee")
    async with console.browser() as client:
        answer = await console.sign_in(client, staff)
        assert "secure" not in answer.headers["set-cookie"].lower()
        assert await is_inside(client)


async def test_a_form_from_another_browser_signs_nobody_in(console: ConsoleOffice) -> None:
    link = f"/console/sign-in/{await console.code(await console.hire('Malee'))}"
    async with console.browser() as attacker, console.browser() as victim:
        form = forms_of(await attacker.get(link))[""]
        assert (await victim.post(link, data=form)).status_code == 403
        assert not await is_inside(victim)


async def test_signing_in_never_keeps_a_session_that_was_there_before(
    console: ConsoleOffice,
) -> None:
    staff = await console.hire("Malee")
    async with console.browser(staff) as client:
        before = client.cookies["sala_session"]
        await console.sign_in(client, staff)
        assert client.cookies["sala_session"] != before
        client.cookies.clear()
        client.cookies.set("sala_session", before)
        assert not await is_inside(client)


async def test_a_made_up_session_is_not_adopted(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.browser() as client:
        client.cookies.set("sala_session", "planted", path="/console/cases")
        await console.sign_in(client, staff)
    async with console.browser() as attacker:
        attacker.cookies.set("sala_session", "planted")
        assert not await is_inside(attacker)


async def test_wrong_codes_are_slowed_down(console: ConsoleOffice) -> None:
    async with console.browser() as client:
        answers = [
            (await press(client, "/console/sign-in/SALA-2222-2222", "")).status_code
            for _try in range(TRIES.at_once + 1)
        ]
    assert answers == [403] * TRIES.at_once + [429]


async def test_signing_out_ends_the_session_and_not_only_the_cookie(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.browser(staff) as client:
        token = client.cookies["sala_session"]
        answer = await press(client, "/console/cases", "/console/sign-out")
        assert answer.headers["location"] == "/console/sign-in"
        assert "sala_session" not in client.cookies
        client.cookies.set("sala_session", token)
        assert not await is_inside(client)


async def test_a_session_is_over_after_twelve_hours(console: ConsoleOffice, clock: Clock) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        for _visit in range(5):
            clock.advance(hours=2, minutes=20)
            assert await is_inside(client)
        clock.advance(minutes=20)
        assert not await is_inside(client)


async def test_a_browser_nobody_touched_for_three_hours_is_signed_out(
    console: ConsoleOffice, clock: Clock
) -> None:
    async with console.browser(await console.hire("Malee")) as client:
        clock.advance(hours=2, minutes=59)
        assert await is_inside(client)
        clock.advance(hours=3)
        assert not await is_inside(client)


async def test_whoever_has_left_is_outside_at_once(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    link = f"/console/sign-in/{await console.code(staff)}"
    async with console.browser(staff) as client:
        async with console.desk.work() as work:
            await leaving.leave(work, staff.id)
        assert not await is_inside(client)
        assert (await press(client, link, "")).status_code == 403


async def test_the_database_alone_lets_nobody_in(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    code = await console.code(staff)
    async with console.browser(staff) as client:
        token = client.cookies["sala_session"]
    async with console.desk.database.reading() as session:
        digests = [row.digest for row in await session.exec(select(StaffSession))]
        digests += [row.digest for row in await session.exec(select(OneTimeCode))]
    assert token not in digests
    assert code not in digests


async def test_sign_ins_and_refusals_are_recorded_without_the_code(console: ConsoleOffice) -> None:
    staff = await console.hire("Malee")
    async with console.browser(staff) as client:
        await press(client, "/console/sign-in/SALA-2222-2222", "")
    async with console.desk.database.reading() as session:
        entries = await session.exec(select(AuditEntry).where(AuditEntry.action == "sign_in"))
        kept = sorted((entry.actor, entry.subject, entry.outcome) for entry in entries)
    assert kept == sorted([(str(staff.id), "link", "done"), ("nobody", "link", "refused")])


async def test_the_page_outside_says_how_to_get_in(console: ConsoleOffice) -> None:
    async with console.browser() as client:
        page = await client.get("/console/sign-in")
    assert page.status_code == 200
    assert "Ask the person who looks after this desk for a sign-in link" in page.text
