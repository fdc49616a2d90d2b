"""The privacy notice says what the law asks for, and what the desk really does."""

import httpx
import pytest

from bot.housekeeping import CHAT_LINES, SENT

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
