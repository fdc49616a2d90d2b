"""Announcements in the console: from the form over the second person to what everybody sees."""

from collections.abc import AsyncIterator

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Announcement, Staff
from tests.announcing.people import announcer, go_on, read, readers
from tests.lending.pages import Pages
from tests.simulator import Simulator
from tests.stories.pictures import picture
from tests.web.console_office import forms_of, press
from web import announcement_pictures

ALL = "/console/announcements"
TYPED = {
    "kind": "normal",
    "title_th": "น้ำประปาหยุดไหล",
    "text_th": "พรุ่งนี้ 9 โมง <b>ถึง</b> เที่ยง",
    "link": "https://office.example/water",
}


@pytest.fixture
async def pages(desk: Desk) -> Pages:
    pages = Pages(desk)
    pages.app.router.routes[:0] = announcement_pictures.routes
    return pages


@pytest.fixture
async def malee(pages: Pages, writer: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with pages.browser() as client:
        await pages.sign_in(client, writer)
        yield client


@pytest.fixture
async def prayut(pages: Pages, approver: Staff) -> AsyncIterator[httpx.AsyncClient]:
    async with pages.browser() as client:
        await pages.sign_in(client, approver)
        yield client


async def draft(client: httpx.AsyncClient, **typed: str) -> str:
    answer = await press(client, f"{ALL}/new", f"{ALL}/new", **{**TYPED, **typed})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def step(client: httpx.AsyncClient, page: str, name: str, version: str = "1") -> int:
    """Press a button of the page, or one it does not show but once did."""
    token = next(iter(forms_of(await client.get(page)).values()))["form_token"]
    fields = {"form_token": token, "version": version}
    return (await client.post(f"{page}/{name}", data=fields)).status_code


async def test_from_the_form_to_everybodys_screen(
    desk: Desk, simulator: Simulator, malee: httpx.AsyncClient, prayut: httpx.AsyncClient
) -> None:
    people = await readers(desk, simulator, "line") + await readers(desk, simulator, "telegram")
    page = await draft(malee)
    assert await step(malee, page, "submit") == 303
    assert await step(malee, page, "approve") == 403
    assert await step(prayut, page, "approve") == 303
    await go_on(desk)
    assert [read(person) for person in people] == [["น้ำประปาหยุดไหล"]] * 6
    assert "Sent" in (await prayut.get(page)).text


async def test_the_page_shows_how_it_looks_and_whom_it_reaches(
    desk: Desk, simulator: Simulator, malee: httpx.AsyncClient
) -> None:
    await readers(desk, simulator, "line", 4)
    shown = (await malee.get(await draft(malee))).text
    assert "It costs 4. LINE did not say how many are left." in shown
    assert shown.count("&lt;b&gt;ถึง&lt;/b&gt;") == 3
    assert shown.count("Read more") + shown.count("อ่านเพิ่มเติม") == 3


async def test_a_page_that_asks_again_and_finds_nothing_new_is_told_so(
    malee: httpx.AsyncClient,
) -> None:
    page = await draft(malee)
    mark = (await malee.get(page)).headers["etag"]
    assert (await malee.get(page, headers={"if-none-match": mark})).status_code == 304
    await step(malee, page, "submit")
    assert (await malee.get(page, headers={"if-none-match": mark})).status_code == 200


async def test_what_is_wrong_is_said_and_cannot_be_sent(malee: httpx.AsyncClient) -> None:
    page = await draft(malee, link="javascript:alert(1)")
    shown = (await malee.get(page)).text
    assert "The link must begin with https://" in shown
    assert "Ask for approval" not in shown
    assert await step(malee, page, "submit") == 400


async def test_who_only_approves_finds_no_form(prayut: httpx.AsyncClient) -> None:
    assert (await prayut.get(f"{ALL}/new")).status_code == 403


async def test_a_picture_is_public_only_once_it_is_published(
    desk: Desk, malee: httpx.AsyncClient, prayut: httpx.AsyncClient
) -> None:
    page = await draft(malee)
    await upload(malee, page)
    assert (await malee.get(f"{page}/picture")).headers["content-type"] == "image/jpeg"
    assert (await prayut.get("/announcements/1/picture")).status_code == 404
    await step(malee, page, "submit", "2")
    await step(prayut, page, "approve", "2")
    await announcer(desk).look()
    assert (await prayut.get("/announcements/1/picture")).status_code == 200
    async with desk.database.reading() as session:
        found = (await session.exec(select(Announcement))).one()
    assert found.written["th"][0]["picture"]["url"].endswith("/announcements/1/picture")


async def upload(client: httpx.AsyncClient, page: str) -> None:
    token = (await client.get(page)).text.partition('name="form_token" value="')[2][:64]
    answer = await client.post(
        f"{page}/picture",
        data={"form_token": token},
        files={"file": ("flood.jpg", picture("JPEG"), "image/jpeg")},
        headers={"origin": str(client.base_url).rstrip("/")},
    )
    assert answer.status_code == 303, answer.text
