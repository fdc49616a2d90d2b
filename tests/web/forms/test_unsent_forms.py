"""Forms sent at the same moment, and forms that were never sent."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from bot.housekeeping import tidy
from models import Attachment, Case, Resident
from tests.conftest import Clock
from tests.files.made import drawn
from tests.web.forms.form_filling import FormWindow
from tests.web.forms.ladder import LADDER
from tests.web.public_site import PublicSite
from web.forms.filing import file_sheet
from web.forms.sheet import new_sheet

ANSWERS = {"what": "long", "photo": None, "phone": "0812345678"}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LADDER.key: LADDER})


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return PublicSite(desk)


async def test_a_form_sent_five_times_at_once_is_one_case_of_one_resident(desk: Desk) -> None:
    sheet = new_sheet(LADDER.key)
    sent = await asyncio.gather(
        *(file_sheet(desk, LADDER, sheet, ANSWERS, "th") for _time in range(5))
    )
    async with desk.database.reading() as session:
        cases = list(await session.exec(select(Case)))
        residents = list(await session.exec(select(Resident)))
    assert {one.case_id for one in sent} == {cases[0].id}
    assert (len(cases), len(residents)) == (1, 1)


async def files(desk: Desk) -> int:
    async with desk.database.reading() as session:
        return len(list(await session.exec(select(Attachment))))


@pytest.fixture
async def begun(browser: httpx.AsyncClient) -> FormWindow:
    form = FormWindow(browser, "/services/ladder/form")
    await form.open()
    await form.send("look", files={"photo": ("a.jpg", drawn("JPEG"), "image/jpeg")})
    return form


async def test_files_of_a_form_that_was_never_sent_are_forgotten(
    site: PublicSite, begun: FormWindow, clock: Clock
) -> None:
    clock.advance(days=2, hours=23)
    await tidy(site.desk, site.fetcher.store)
    before = await files(site.desk)
    clock.advance(hours=2)
    await tidy(site.desk, site.fetcher.store)
    assert (before, await files(site.desk)) == (1, 0)


async def test_files_of_a_case_stay(site: PublicSite, begun: FormWindow, clock: Clock) -> None:
    await begun.types(what="long", phone="0812345678").send()
    await begun.send("send")
    clock.advance(days=31)
    await tidy(site.desk, site.fetcher.store)
    assert await files(site.desk) == 1


async def test_a_form_whose_files_find_no_room_says_how_to_go_on(
    site: PublicSite, browser: httpx.AsyncClient
) -> None:
    site.desk.uploads_a_day = 1
    form = FormWindow(browser, "/services/ladder/form")
    await form.open()
    await form.send("look", files={"photo": ("a.jpg", drawn("JPEG"), "image/jpeg")})
    assert "bring it to the office" in form.page
    assert await files(site.desk) == 0
