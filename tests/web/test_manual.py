"""The manual of each service is made from its definition."""

from dataclasses import replace
from datetime import date

import httpx
import pytest

from bot.desk import Desk
from services.catalogue import all_services
from services.kit.office import Office
from tests.web.public_site import PublicSite
from web.manual import complaint_lines

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


@pytest.mark.parametrize("typed", ["lamp", "STREET", "lamp out", " Street  lamp "])
async def test_the_search_finds_a_service_by_any_of_its_words(
    browser: httpx.AsyncClient, typed: str
) -> None:
    page = (await browser.get("/services", params={"q": typed})).text
    assert 'href="/services/lamp"' in page


async def test_a_search_without_a_result_leads_on(browser: httpx.AsyncClient) -> None:
    page = (await browser.get("/services", params={"q": "spaceship"})).text
    assert "We find no service with these words." in page
    assert 'href="/chat"' in page


async def test_services_stand_under_the_heading_of_their_group(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/services")).text
    assert ">Rubbish and trees</h2>" in page
    assert ">Taxes</h2>" not in page


SECTIONS = [
    "Where and when",
    "Who may ask, and how",
    "Steps and time",
    "Papers to have ready",
    "Fee",
    "If something goes wrong",
    "Note",
]
"""What the licensing-facilitation act wants in a manual, in the order of the offices."""


@pytest.mark.parametrize("key", sorted(all_services()))
async def test_every_manual_has_the_sections_the_act_asks_for(desk: Desk, key: str) -> None:
    async with PublicSite(desk).browser() as browser:
        page = (await browser.get(f"/services/{key}")).text
    found = [section for section in SECTIONS if f"<h2>{section}</h2>" in page]
    assert found == SECTIONS


@pytest.mark.parametrize("key", sorted(all_services()))
async def test_every_manual_leads_to_its_form_or_to_the_office(desk: Desk, key: str) -> None:
    async with PublicSite(desk).browser() as browser:
        page = (await browser.get(f"/services/{key}")).text
    online = bool(desk.services[key].fields)
    assert (f'href="/services/{key}/form"' in page) is online
    assert ("This is done at the office" in page) is not online


async def test_numbers_to_complain_at_are_marked_until_the_office_confirms_them(
    desk: Desk, office: Office
) -> None:
    lines, confirmed = complaint_lines(office, date(2026, 11, 23))
    assert [phone for _name, phone in lines] == ["1567", "1111", "1206"]
    assert not confirmed
    assert complaint_lines(replace(office, tables={}), date(2026, 11, 23)) == ([], True)
