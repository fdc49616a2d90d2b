"""The privacy notice says what the law asks for, and what the desk really does."""

from datetime import date

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from bot.housekeeping import CHAT_LINES, SENT
from models import Case, DataRequest
from services.desk.references import new_reference
from services.kit.references import shown
from tests.desk.people import settle
from tests.web.console_office import forms_of

HELD, NOBODYS = new_reference(), new_reference()

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""These pages do not depend on the kind of database."""


@pytest.mark.parametrize(
    "heading",
    [
        "Who answers for it",
        "What we keep",
        "Why, and on what legal ground",
        "Who sees it",
        "How long we keep it",
        "What you may ask for",
        "How to ask",
    ],
)
async def test_the_notice_has_every_part_of_section_23(
    browser: httpx.AsyncClient, heading: str
) -> None:
    assert f"<h2>{heading}</h2>" in (await browser.get("/privacy")).text


async def test_the_notice_promises_what_housekeeping_does(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/privacy")).text
    assert f"this site are kept for {CHAT_LINES.days} days" in page
    assert f"what we sent you are kept for {SENT.days} days" in page


async def test_the_notice_names_the_office_and_how_to_reach_it(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/privacy")).text
    assert "Ban Thotsop Subdistrict Office, 1 Main Road, is the controller" in page
    assert 'href="tel:0440000000"' in page


async def ask(browser: httpx.AsyncClient, reference: str, **more: str) -> httpx.Response:
    form = forms_of(await browser.get("/privacy"))["/privacy"]
    wish = {"wish": "erase", "reference": reference}
    return await browser.post("/privacy", data=form | wish | more)


async def wishes(desk: Desk) -> list[tuple[str, str]]:
    async with desk.database.reading() as session:
        return [(one.kind, one.channel) for one in await session.exec(select(DataRequest))]


async def test_who_holds_a_reference_may_ask_on_the_web(
    browser: httpx.AsyncClient, desk: Desk
) -> None:
    resident = await settle(desk)
    assert resident.resident_id is not None
    async with desk.work() as work:
        work.session.add(
            Case(
                reference=HELD, service_key="lamp", department="works", answers={},
                resident_id=resident.resident_id, channel="line", chat="U1",
                due_on=date(2026, 12, 1),
            )
        )  # fmt: skip
    answer = await ask(browser, shown(HELD).lower())
    assert answer.status_code == 303
    assert "the office answers by" in (await browser.get(answer.headers["location"])).text
    assert await wishes(desk) == [("erase", "web")]


async def test_a_reference_nobody_holds_gets_the_same_answer(
    browser: httpx.AsyncClient, desk: Desk
) -> None:
    answer = await ask(browser, NOBODYS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy?asked=yes#ask")
    assert await wishes(desk) == []


async def test_a_form_of_another_site_asks_nothing(browser: httpx.AsyncClient, desk: Desk) -> None:
    refused = await ask(browser, NOBODYS, form_token="made up")
    mistyped = await ask(browser, "what?")
    assert (refused.status_code, mistyped.status_code) == (403, 400)
    assert await wishes(desk) == []
