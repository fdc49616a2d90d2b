"""The front page, the files it is made of, and the pages for when something is not right."""

import gzip
from dataclasses import replace

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.web.public_site import PublicSite
from web.assets import assets, static

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""These pages do not depend on the kind of database."""

PAGES = ["/", "/services", "/services/lamp", "/track", "/privacy", "/chat", "/nowhere"]


async def test_the_front_page_offers_services_tracking_chat_and_hours(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/")).text
    assert "Street lamp" in page
    assert "The office answers within 3 working days." in page
    assert 'action="/track"' in page
    assert 'href="/chat"' in page
    assert "Mon–Fri 8:30–16:30" in page


async def test_thai_comes_first_when_the_browser_says_nothing(site: PublicSite) -> None:
    async with site.browser(**{"Accept-Language": ""}) as browser:
        page = (await browser.get("/")).text
    assert '<html lang="th">' in page
    assert "อบต.บ้านทดสอบ" in page


async def test_the_language_link_is_remembered(browser: httpx.AsyncClient) -> None:
    chosen = await browser.get("/", params={"lang": "th"})
    later = await browser.get("/")
    assert '<html lang="th">' in later.text
    assert "HttpOnly" in chosen.headers["set-cookie"]
    assert "SameSite=lax" in chosen.headers["set-cookie"]


async def test_an_unknown_language_changes_nothing(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/", params={"lang": "xx"})
    assert '<html lang="en">' in page.text
    assert "set-cookie" not in page.headers


async def test_the_language_link_keeps_what_stands_in_the_address(
    browser: httpx.AsyncClient,
) -> None:
    page = (await browser.get("/chat", params={"begin": "lamp"})).text
    assert 'href="?begin=lamp&amp;lang=th"' in page


@pytest.mark.parametrize("path", PAGES)
async def test_no_page_carries_inline_handlers_or_foreign_files(
    browser: httpx.AsyncClient, path: str
) -> None:
    page = (await browser.get(path)).text
    assert " onclick=" not in page
    assert " style=" not in page
    assert 'src="http' not in page


async def test_an_office_without_services_still_shows_a_way_on(site: PublicSite) -> None:
    site.app.state.desk = replace(site.desk, services={})
    async with site.browser() as browser:
        page = (await browser.get("/")).text
    assert "No service is offered here yet." in page


async def test_a_missing_page_is_explained_and_leads_on(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/nowhere")
    assert page.status_code == 404
    assert "This page is not here" in page.text
    assert 'href="/chat"' in page.text


async def test_a_wrong_address_in_the_console_leads_back_to_it(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/console/nowhere")
    assert 'href="/console">Back to Today' in page.text


async def test_a_script_gets_its_explanation_as_data(browser: httpx.AsyncClient) -> None:
    missing = await browser.get("/nowhere", headers={"Accept": "application/json"})
    assert missing.json() == {
        "error": "The address may have a typing mistake, or the page has moved."
    }


async def break_down(_request: Request) -> Response:
    raise RuntimeError("a resident's words")


async def test_a_bug_says_sorry_and_nothing_else(site: PublicSite) -> None:
    site.app.router.routes.append(Route("/break", break_down))
    async with site.browser() as browser:
        page = await browser.get("/break")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.text
    assert "a resident" not in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


async def test_search_engines_are_kept_from_cases(browser: httpx.AsyncClient) -> None:
    robots = (await browser.get("/robots.txt")).text
    assert "Disallow: /track/" in robots


async def test_the_mark_is_sent_as_a_picture(browser: httpx.AsyncClient) -> None:
    icon = await browser.get("/favicon.svg")
    assert icon.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("name", ["sala.css", "chat.js", "fonts/Sarabun-Bold.ttf"])
async def test_a_file_of_today_may_be_kept_for_a_year(
    browser: httpx.AsyncClient, name: str
) -> None:
    sent = await browser.get(static(name))
    assert sent.content == assets()[name].content
    assert "immutable" in sent.headers["cache-control"]


async def test_a_file_of_yesterday_is_todays_but_not_kept(browser: httpx.AsyncClient) -> None:
    sent = await browser.get("/static/000000000000/sala.css")
    assert sent.headers["cache-control"] == "no-cache"


async def test_files_travel_packed(browser: httpx.AsyncClient) -> None:
    sent = await browser.get(static("sala.css"))
    assert sent.headers["content-encoding"] == "gzip"
    assert gzip.decompress(assets()["sala.css"].packed) == sent.content


@pytest.mark.parametrize("name", ["nothing.css", "%2E%2E/front.py", "..%2Ffront.py"])
async def test_nothing_else_is_sent(browser: httpx.AsyncClient, name: str) -> None:
    assert (await browser.get(f"/static/0/{name}")).status_code == 404
