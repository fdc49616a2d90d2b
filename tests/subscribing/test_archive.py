"""The public archive: what was said and put right, its feeds, and the page of choices."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4
from xml.etree import ElementTree

import httpx
import pytest
from starlette.applications import Starlette

from bot.desk import Desk
from models import Announcement, AnnouncementChunk, Subscription
from models.announcement_vocabulary import AnnouncementState
from models.columns import new_id
from services.desk.subscribing.archive import Quarter, quarter_of
from services.desk.subscribing.words import page_address
from tests.conftest import MONDAY
from tests.desk.people import hire
from tests.subscribing.people import settle
from web import announcements, assets, front, news
from web.security import Limits

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    routes = [*announcements.routes, *news.routes, *assets.routes, *front.routes]
    app = Starlette(routes=routes, exception_handlers=front.exception_handlers)
    app.state.desk, app.state.limits = desk, Limits()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://desk.example") as client:
        yield client


async def said(desk: Desk, number: int | None, title: str = "Water cut", **more: Any) -> UUID:
    """An announcement that was sent."""
    staff = await hire(desk, name=f"Nid {uuid4()}")
    known = new_id()
    row = Announcement(
        id=known, number=number, title_th=f"{title} ไทย", title_en=title,
        text_th="เก้าโมง", text_en="<b>From nine</b>", written_by=staff.id, published_at=MONDAY,
        **({"state": AnnouncementState.SENT} | more),
    )  # fmt: skip
    async with desk.database.writing() as session:
        session.add(row)
    return known


async def feed_at(browser: httpx.AsyncClient, address: str) -> ElementTree.Element:
    content = (await browser.get(address)).content
    return ElementTree.fromstring(content)  # noqa: S314 -- our own feed


async def test_everybody_reads_what_was_said_and_no_markup_of_it(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    await said(desk, 1)
    assert "Water cut" in (await browser.get("/announcements?lang=en")).text
    page = (await browser.get("/announcements/1?lang=en")).text
    assert "&lt;b&gt;From nine" in page
    assert "<b>From nine" not in page


async def test_drafts_are_nobodys_business(desk: Desk, browser: httpx.AsyncClient) -> None:
    await said(desk, None, "Secret plan", state=AnnouncementState.DRAFT)
    assert "Secret plan" not in (await browser.get("/announcements?lang=en")).text
    assert (await browser.get("/announcements/1")).status_code == 404


async def test_what_was_put_right_stays_readable_but_struck(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    wrong = await said(desk, 1, "Water cut on Monday")
    await said(desk, 2, "Water cut on Tuesday", corrects_id=wrong)
    old = (await browser.get("/announcements/1?lang=en")).text
    assert "<s>Water cut on Monday</s>" in old
    assert "/announcements/2" in old
    new = (await browser.get("/announcements/2?lang=en")).text
    assert "<s>Water cut on Monday</s>" in new


async def test_a_search_and_a_quarter_narrow_the_list(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    await said(desk, 1, "Water cut")
    await said(desk, 2, "Jobs")
    found = (await browser.get("/announcements?lang=en&q=wAtEr")).text
    assert ("Water cut" in found, ">Jobs<" in found) == (True, False)
    percent = (await browser.get("/announcements?lang=en&q=%25")).text
    assert "Water cut" not in percent
    assert "Water cut" in (await browser.get("/announcements?lang=en&quarter=2570-1")).text
    assert "Water cut" not in (await browser.get("/announcements?lang=en&quarter=2570-2")).text


async def test_counts_are_shown_in_tens_and_small_ones_not_at_all(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    known = await said(desk, 1)
    async with desk.database.writing() as session:
        for number, (channel, sent) in enumerate((("line", 47), ("telegram", 3))):
            session.add(
                AnnouncementChunk(
                    announcement_id=known, number=number, channel=channel, language="th",
                    way="each", chats=[], size=sent, sent=sent, done=sent, state="done",
                )
            )  # fmt: skip
    page = (await browser.get("/announcements/1?lang=en")).text
    assert "LINE: at least 40 people" in page
    assert "Telegram: fewer than 10 people" in page


async def test_each_feed_is_read_by_its_readers(desk: Desk, browser: httpx.AsyncClient) -> None:
    await said(desk, 1)
    rss = await feed_at(browser, "/announcements.rss?lang=en")
    assert rss.findtext("channel/item/title") == "Water cut"
    assert rss.findtext("channel/item/pubDate") == "Mon, 23 Nov 2026 02:00:00 +0000"
    atom = await feed_at(browser, "/announcements.atom?lang=en")
    assert atom.findtext(f"{ATOM}entry/{ATOM}content") == "<b>From nine</b>"
    assert atom.findtext(f"{ATOM}updated") == "2026-11-23T02:00:00+00:00"
    feed = json.loads((await browser.get("/announcements.json?lang=en")).content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["url"] == "https://desk.example/announcements/1"


async def test_the_front_page_shows_the_latest_and_leads_to_the_feeds(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    await said(desk, 1)
    page = (await browser.get("/?lang=en")).text
    assert 'href="/announcements/1"' in page
    assert 'href="/announcements.rss"' in page


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        (datetime(2026, 9, 30, 16, 59, tzinfo=UTC), Quarter(2569, 4)),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), Quarter(2570, 1)),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), Quarter(2570, 2)),
        (datetime(2027, 7, 1, 0, 0, tzinfo=UTC), Quarter(2570, 4)),
    ],
)
def test_quarters_are_those_of_the_fiscal_year(moment: datetime, quarter: Quarter) -> None:
    assert quarter_of(moment) == quarter
    assert quarter.begins <= moment < quarter.next.begins


async def test_choices_are_made_on_a_page_with_a_secret_address(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    resident = await settle(desk, "Ua")
    address = page_address(desk.links, "line", "Ua", desk.clock())
    page = (await browser.get(f"{address}?lang=en")).text
    token = page.split('name="form_token" value="')[1].split('"')[0]
    chosen = {"form_token": token, "news": "on", "village": "2", "emergencies": "on"}
    assert (await browser.post(address, data=chosen)).status_code == 303
    async with desk.database.reading() as session:
        kept = await session.get(Subscription, resident)
    assert kept is not None
    assert (kept.wants_news, kept.village, kept.no_emergencies) == (True, 2, False)


async def test_nobody_changes_choices_without_the_secret_or_the_form(
    desk: Desk, browser: httpx.AsyncClient
) -> None:
    await settle(desk, "Ua")
    address = page_address(desk.links, "line", "Ua", desk.clock())
    assert (await browser.post(address, data={"news": "on"})).status_code == 403
    assert (await browser.get("/news/made-up")).status_code == 404
