"""Rating by a link: once, changeable for a week, and never on somebody else's case."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot.desk import Desk
from models import Case, Rating, Staff
from models.vocabulary import CaseAction
from services.desk import resident_actions, tracking
from services.desk.actor import Actor
from services.desk.papers.result_letter import result_letter
from services.desk.rating_links import rate_address, rating_links
from services.kit.fields import Surroundings
from tests.conftest import Clock
from tests.desk.people import ANSWERS, LAMP, act, file
from tests.papers.examples import event, facts_of, lines_of
from tests.web.console_office import forms_of
from tests.web.public_site import PublicSite

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def finished(desk: Desk, resident: Actor, officer: Staff) -> Case:
    case = await file(desk, resident)
    return await act(desk, case, CaseAction.FINISH, officer)


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    async with PublicSite(desk).browser() as client:
        yield client


def path_of(desk: Desk, case: Case) -> str:
    return rate_address(desk.links, case).removeprefix(desk.base_url)


async def rating(desk: Desk, case: Case) -> Rating | None:
    async with desk.database.reading() as session:
        return await tracking.rating_of(session, case.id)


async def rate(desk: Desk, browser: httpx.AsyncClient, case: Case, **form: str) -> httpx.Response:
    path = path_of(desk, case)
    hidden = forms_of(await browser.get(path))[""]
    return await browser.post(path, data={**hidden, **form}, follow_redirects=True)


async def test_stars_and_a_word_are_given_without_signing_in(
    desk: Desk, browser: httpx.AsyncClient, finished: Case
) -> None:
    answer = await rate(desk, browser, finished, stars="4", words="quick & kind")
    kept = await rating(desk, finished)
    assert kept is not None
    assert (kept.stars, kept.comment) == (4, "quick & kind")
    assert "Thank you." in answer.text
    assert "quick &amp; kind" in answer.text


async def test_a_rating_may_be_changed_for_a_week_and_keeps_its_day(
    desk: Desk, browser: httpx.AsyncClient, finished: Case, clock: Clock
) -> None:
    await rate(desk, browser, finished, stars="1", words="slow")
    first = desk.clock()
    clock.advance(days=6)
    await rate(desk, browser, finished, stars="5")
    kept = await rating(desk, finished)
    assert kept is not None
    assert (kept.stars, kept.comment, kept.rated_at) == (5, None, first)
    clock.advance(days=2)
    page = await browser.get(path_of(desk, finished))
    assert "one rating is enough" in page.text
    assert "<form" not in page.text


@on_one_database
@pytest.mark.parametrize("stars", ["", "0", "6", "๕", "5" * 5000])
async def test_stars_that_stand_on_no_button_are_explained(
    desk: Desk, browser: httpx.AsyncClient, finished: Case, stars: str
) -> None:
    answer = await rate(desk, browser, finished, stars=stars)
    assert (answer.status_code, await rating(desk, finished)) == (400, None)


@on_one_database
async def test_stars_given_in_the_chat_are_the_same_rating(
    desk: Desk, browser: httpx.AsyncClient, finished: Case, resident: Actor
) -> None:
    async with desk.work() as work:
        await resident_actions.rate(work, finished.reference, resident, 2)
    page = await browser.get(path_of(desk, finished))
    assert 'value="2" required checked' in page.text


@on_one_database
@pytest.mark.parametrize("stars", ["", "0", "6", "x"])
async def test_without_stars_the_words_are_kept_on_the_page(
    desk: Desk, browser: httpx.AsyncClient, finished: Case, stars: str
) -> None:
    answer = await rate(desk, browser, finished, stars=stars, words="kind people")
    assert answer.status_code == 400
    assert "kind people" in answer.text
    assert await rating(desk, finished) is None


@on_one_database
async def test_a_case_that_is_open_again_is_not_rated(
    desk: Desk, browser: httpx.AsyncClient, finished: Case, resident: Actor
) -> None:
    path = path_of(desk, finished)
    async with desk.work() as work:
        await resident_actions.dispute(work, finished.reference, resident, "still dark")
    page = await browser.get(path)
    assert "This can be rated when it is done" in page.text


@on_one_database
async def test_only_a_finished_case_has_a_button_for_it(
    desk: Desk, finished: Case, resident: Actor
) -> None:
    waiting = await file(desk, resident)
    async with desk.work() as work:
        told = [[one.url for one in rating_links(work, case)] for case in (finished, waiting)]
    assert told == [[rate_address(desk.links, finished)], []]


@on_one_database
async def test_a_link_ends_and_cannot_be_made_up(
    desk: Desk, browser: httpx.AsyncClient, finished: Case, clock: Clock
) -> None:
    path = path_of(desk, finished)
    assert (await browser.get(path[:-2])).status_code == 404
    clock.advance(days=91)
    assert (await browser.get(path)).status_code == 404


@on_one_database
async def test_a_form_of_another_page_changes_nothing(
    desk: Desk, browser: httpx.AsyncClient, finished: Case
) -> None:
    answer = await browser.post(path_of(desk, finished), data={"stars": "1", "form_token": "x"})
    assert answer.status_code == 403
    assert await rating(desk, finished) is None


def test_the_letter_of_a_result_asks_how_it_was_and_one_of_refusal_does_not(
    around: Surroundings,
) -> None:
    address = "https://desk.example/rate/abc"
    done = facts_of(LAMP, ANSWERS, around, [event("finish")], status="done")
    refused = facts_of(LAMP, ANSWERS, around, [event("reject", "no")], status="rejected")
    letters = [
        lines_of(result_letter(replace(facts, rate_address=address)), around, "en")
        for facts in (done, refused)
    ]
    assert [address in lines for lines in letters] == [True, False]
