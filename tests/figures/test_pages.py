"""The pages of figures: what everybody may read, and in which form."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import openpyxl
import pytest

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction
from services.desk.actor import Actor
from services.kit.service import Group
from tests.conftest import Clock
from tests.desk.people import LAMP, SECRET, act, file
from tests.web.public_site import PublicSite

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is counted is tested on both kinds; the pages do not depend on it."""


@pytest.fixture
async def cases(desk: Desk, resident: Actor, officer: Staff, clock: Clock) -> list[Case]:
    """Four cases of November, two of them answered by now, on 1 December."""
    cases = [await file(desk, resident) for _number in range(4)]
    await act(desk, cases[0], CaseAction.FINISH, officer)
    clock.advance(days=8)
    await act(desk, cases[1], CaseAction.FINISH, officer)
    return cases


@pytest.fixture
async def browser(desk: Desk, cases: list[Case]) -> AsyncIterator[httpx.AsyncClient]:
    async with PublicSite(desk).browser() as client:
        yield client


async def test_a_month_adds_up_on_its_page(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/statistics/2569-11")).text
    assert "Statistics of November 2026" in page
    for row in ("+ received</th><td>4", "− done</th><td>1", "= still open</th><td>3"):
        assert row in page
    assert "<strong>100%</strong>" in page
    assert SECRET not in page


async def test_either_era_leads_to_the_same_page_with_thai_years(
    browser: httpx.AsyncClient,
) -> None:
    buddhist = (await browser.get("/statistics/2569-12?lang=th")).text
    common = (await browser.get("/statistics/2026-12")).text
    for page in (buddhist, common):
        assert "สถิติเดือนธันวาคม พ.ศ. 2569" in page
        assert "ปีงบประมาณ 2570" in page


@pytest.mark.parametrize("month", ["2569-10", "2570-01", "2569-13", "next", "2569-10.csv"])
async def test_a_month_the_desk_does_not_know_is_not_here(
    browser: httpx.AsyncClient, month: str
) -> None:
    assert (await browser.get(f"/statistics/{month}")).status_code == 404


async def test_the_overview_adds_up_and_leads_to_every_month(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/statistics")).text
    assert "Since November 2026" in page
    for row in ("Cases received</th><td>4", "− done</th><td>2", "= still open</th><td>2"):
        assert row in page
    assert "Of these past the promised day: 2" in page
    assert 'href="/statistics/2569-11"' in page
    assert page.count("<rect") == 24


async def test_a_month_comes_as_data(browser: httpx.AsyncClient) -> None:
    told = (await browser.get("/statistics/2026-11.json")).json()
    assert told["period"] == {"first": "2026-11", "last": "2026-11"}
    assert told["complete"] is True
    [lamp, everything] = told["rows"]
    assert (lamp["key"], lamp["received"], lamp["still_open"]) == ("lamp", 4, 3)
    assert lamp["received_by_channel"]["line"] == 4
    assert everything["key"] == "all"


async def test_a_month_comes_as_a_table(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/statistics/2569-11.csv")
    names, lamp, _everything = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    told = dict(zip(names, lamp, strict=True))
    assert (told["Service"], told["Cases received"], told["In time (%)"]) == (
        "Mend a street lamp", "4", "100")  # fmt: skip
    book = openpyxl.load_workbook(
        io.BytesIO((await browser.get("/statistics/2569-11.xlsx")).content)
    )
    rows: list[Any] = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[1][:3] == ("Mend a street lamp", 0, 4)


async def test_the_last_twelve_months_come_as_a_table(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/statistics.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 13
    assert [row[0] for row in rows[-2:]] == ["November 2026", "December 2026"]
    assert (await browser.get("/statistics.pdf")).status_code == 404


async def test_a_service_says_how_last_month_went(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/services/lamp")).text
    assert "In November 2026 the office received 4 requests." in page
    assert "1 of 1 answers came in time." in page
    assert "of 5 stars" not in page


async def test_a_delicate_service_says_nothing_while_few_asked(
    desk: Desk, resident: Actor, clock: Clock
) -> None:
    purse = replace(LAMP, group=Group.WELFARE)
    await file(desk, resident)
    clock.advance(days=8)
    async with PublicSite(replace(desk, services={LAMP.key: purse})).browser() as browser:
        assert "the office received" not in (await browser.get("/services/lamp")).text
        page = (await browser.get("/statistics/2569-11")).text
    assert "Several services" in page
    assert "Mend a street lamp" not in page


async def test_the_same_page_is_counted_once_a_minute(
    desk: Desk, browser: httpx.AsyncClient, resident: Actor, clock: Clock
) -> None:
    address = "/statistics/2569-12.json"
    before = (await browser.get(address)).json()["rows"][-1]["received"]
    await file(desk, resident)
    kept = (await browser.get(address)).json()["rows"][-1]["received"]
    clock.advance(minutes=2)
    after = (await browser.get(address)).json()["rows"][-1]["received"]
    assert (before, kept, after) == (0, 0, 1)


async def test_a_desk_without_cases_has_figures_too(desk: Desk) -> None:
    async with PublicSite(desk).browser() as browser:
        assert (await browser.get("/statistics")).status_code == 200
        assert "Nothing was asked" in (await browser.get("/statistics/2569-11")).text


async def test_every_page_leads_to_the_figures(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/")).text.count('href="/statistics"') == 2
