"""The manual of each service is made from its definition."""

import httpx
import pytest

from bot.desk import Desk
from services.catalogue import all_services
from tests.web.public_site import PublicSite

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""These pages do not depend on the kind of database."""


async def test_the_list_names_every_service_with_its_promise(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/services")).text
    assert 'href="/services/lamp"' in page
    assert "The office answers within 3 working days." in page


@pytest.mark.parametrize(
    "sentence",
    [
        "Street lamp",
        "A lamp is out.",
        "What is wrong?",
        "One sentence is enough.",
        "Twenty baht.",
        "A copy of the house registration.",
        "The office answers within 3 working days.",
        "Public Works",
        "Somebody comes.",
        'href="/chat?begin=lamp"',
    ],
)
async def test_the_manual_says_everything_the_service_says(
    browser: httpx.AsyncClient, sentence: str
) -> None:
    assert sentence in (await browser.get("/services/lamp")).text


async def test_what_the_office_has_not_confirmed_is_marked(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/services/lamp")).text
    assert "To be confirmed by the office" in page


async def test_a_question_that_may_be_skipped_says_so(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/services/lamp")).text
    assert page.count("you may skip this") == 1


async def test_a_service_that_does_not_exist_is_a_missing_page(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/services/nothing")).status_code == 404


@pytest.mark.parametrize("key", sorted(all_services()))
@pytest.mark.parametrize("language", ["th", "en"])
async def test_every_shipped_service_has_a_manual(desk: Desk, key: str, language: str) -> None:
    async with PublicSite(desk).browser() as browser:
        page = await browser.get(f"/services/{key}", params={"lang": language})
    title = desk.services[key].title.render(desk.around.languages[language])
    assert page.status_code == 200
    assert title in page.text
