"""Where a case stands: for anybody with its reference, and nothing that is personal."""

import httpx
import pytest

from models import Case
from models.vocabulary import CaseAction
from services.desk.names import action_name
from services.kit.references import shown
from tests.conftest import Clock
from tests.web.public_site import SECRET_WORDS, PublicSite


@pytest.fixture
async def case(site: PublicSite) -> Case:
    return await site.file()


async def test_the_form_leads_to_the_page_of_the_case(
    browser: httpx.AsyncClient, case: Case
) -> None:
    sent = await browser.get("/track", params={"reference": f" {case.reference.lower()} "})
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/track/{shown(case.reference)}"


async def test_a_case_shows_its_status_and_its_promise(
    browser: httpx.AsyncClient, case: Case
) -> None:
    page = (await browser.get(f"/track/{shown(case.reference)}")).text
    assert "Street lamp" in page
    assert "Received" in page
    assert "Answer promised by" in page
    assert "Fri 27 Nov 2026" in page


async def test_a_case_shows_its_steps_with_their_moments(
    site: PublicSite, browser: httpx.AsyncClient, case: Case
) -> None:
    await site.act(await site.hire(), case, CaseAction.ACCEPT)
    arrived, accepted = (action_name(a).render() for a in (CaseAction.FILE, CaseAction.ACCEPT))
    page = (await browser.get(f"/track/{case.reference}")).text
    assert page.index(arrived) < page.index(accepted)
    assert "23 Nov 2026 09:00" in page


async def test_answers_words_notes_and_names_stay_away(
    site: PublicSite, browser: httpx.AsyncClient, case: Case
) -> None:
    staff = await site.hire()
    await site.act(staff, case, CaseAction.ASK, "Which lamp post?")
    await site.act(staff, case, CaseAction.NOTE, "He called three times.")
    page = (await browser.get(f"/track/{case.reference}")).text
    private = [SECRET_WORDS, "Somchai", "0812345678", "081-234-5678", "Which lamp post?"]
    assert [words for words in [*private, "three times", "Malee"] if words in page] == []
    assert action_name(CaseAction.NOTE).render() not in page


async def test_a_closed_case_promises_nothing_any_more(
    site: PublicSite, browser: httpx.AsyncClient, case: Case
) -> None:
    await site.act(await site.hire(), case, CaseAction.FINISH)
    page = (await browser.get(f"/track/{case.reference}")).text
    assert "Done" in page
    assert "Answer promised by" not in page


async def test_a_late_case_says_so_itself(
    browser: httpx.AsyncClient, case: Case, clock: Clock
) -> None:
    clock.advance(days=10)
    page = (await browser.get(f"/track/{case.reference}")).text
    assert "The promised day has passed" in page


async def test_unknown_and_mistyped_references_get_the_same_answer(
    browser: httpx.AsyncClient,
) -> None:
    unknown = await browser.get("/track/222-222-222")
    mistyped = await browser.get("/track/222-222-223")
    assert unknown.status_code == mistyped.status_code == 404
    assert "We find no case with this reference." in unknown.text
    assert _alike(unknown) == _alike(mistyped)


def _alike(page: httpx.Response) -> list[str]:
    return [
        line for line in page.text.splitlines() if "222-222-22" not in line and "nonce" not in line
    ]


async def test_what_was_typed_is_shown_as_text(browser: httpx.AsyncClient) -> None:
    page = await browser.get("/track", params={"reference": '"><script>alert(1)</script>'})
    assert page.status_code == 404
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("path", ["/track", "/track/222-222-222"])
async def test_search_engines_keep_nothing(browser: httpx.AsyncClient, path: str) -> None:
    page = await browser.get(path)
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.headers["cache-control"] == "no-store"
