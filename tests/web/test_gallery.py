"""The gallery shows every kind of question, to developers only."""

from types import SimpleNamespace

import pytest

from bot.desk import Desk
from services.kit import questions
from tests.web.console_office import ConsoleOffice


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    office = ConsoleOffice(desk)
    office.app.state.settings = SimpleNamespace(development=True)
    return office


async def page_of(console: ConsoleOffice, language: str = "en") -> str:
    async with console.browser(await console.hire("Malee")) as client:
        answer = await client.get("/console/gallery", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("language", ["en", "th"])
async def test_every_kind_is_there_with_its_input_and_its_prompt(
    console: ConsoleOffice, language: str
) -> None:
    page = await page_of(console, language)
    assert [kind for kind in questions.__all__ if f'id="{kind}"' not in page] == []
    assert page.count("<blockquote") == 2 * len(questions.__all__)
    assert page.count('class="question') >= len(questions.__all__)


async def test_answers_and_mistakes_are_shown_in_both_languages(console: ConsoleOffice) -> None:
    page = await page_of(console)
    assert "1-1017-00230-70-8" in page
    assert page.count(">mistake<") >= len(questions.__all__) // 2
    assert page.count('lang="th"') > len(questions.__all__)


@pytest.mark.parametrize("settings", [None, SimpleNamespace(development=False)])
async def test_nobody_else_finds_it(console: ConsoleOffice, settings: object) -> None:
    console.app.state.settings = settings
    async with console.browser(await console.hire("Malee")) as client:
        assert (await client.get("/console/gallery")).status_code == 404


async def test_a_stranger_is_asked_to_sign_in(console: ConsoleOffice) -> None:
    async with console.browser() as client:
        assert (await client.get("/console/gallery")).status_code == 303
