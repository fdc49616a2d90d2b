"""The forms in a real browser at the width of a small phone, with JavaScript and without."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect
from sqlmodel import select

from bot.desk import Desk
from models import Case
from tests.browser.browsing import (
    PHONE,
    SMALL_TARGETS,
    complaints,
    needs_chromium,
    reach,
    served,
)
from tests.browser.opened import Opened
from tests.files.made import drawn
from tests.web.forms.ladder import LADDER
from tests.web.public_site import PublicSite

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

Scheme = Literal["light", "dark"]

SMALL_OPTIONS = """() => [...document.querySelectorAll(".option, main button, main a.button")]
    .filter((target) => target.offsetParent && target.getBoundingClientRect().height < 47.5
        && !target.classList.contains("visually-hidden"))
    .map((target) => target.outerHTML.slice(0, 120))"""
"""Script: what is to be pressed is the whole line of an option, not its small circle."""


@pytest.fixture
def scripts() -> bool:
    """Say whether the browser runs scripts; a test may say no."""
    return True


@pytest.fixture
async def opened(desk: Desk, browser: Browser, scripts: bool) -> AsyncIterator[Opened]:
    ladders = PublicSite(replace(desk, services={LADDER.key: LADDER}))
    async with ladders.running() as site, served(site.app) as address:
        site.desk.base_url = address
        context = await browser.new_context(
            viewport=PHONE, locale="en", java_script_enabled=scripts
        )
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda failure: errors.append(str(failure)))
        await page.goto(f"{address}/services/ladder/form?lang=en")
        yield Opened(site, address, context, page, errors)
        await context.close()


async def cases(opened: Opened) -> list[Case]:
    async with opened.site.desk.database.reading() as session:
        return list(await session.exec(select(Case)))


async def answer(page: Page) -> None:
    await page.get_by_label("Long", exact=True).check()
    await page.get_by_label("Which number?").fill("081 234 5678")


async def send(page: Page) -> None:
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Send the request").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("We have received it")


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_form_becomes_a_case_with_scripts_and_without(opened: Opened) -> None:
    await answer(opened.page)
    await send(opened.page)
    (case,) = await cases(opened)
    assert case.answers["phone"] == "0812345678"
    assert opened.errors == []


async def test_a_question_comes_up_as_soon_as_the_answers_lead_to_it(opened: Opened) -> None:
    page = opened.page
    await page.get_by_label("Which number?").fill("081 234 5678")
    await page.get_by_label("Another", exact=True).check()
    await expect(page.get_by_label("Which other one?")).to_be_visible()
    await expect(page.get_by_label("Which number?")).to_have_value("081 234 5678")
    await page.get_by_label("Long", exact=True).check()
    await expect(page.get_by_label("Which other one?")).to_have_count(0)


@pytest.mark.parametrize("scripts", [False])
async def test_without_scripts_the_button_brings_the_question_up(opened: Opened) -> None:
    page = opened.page
    await page.get_by_label("Another", exact=True).check()
    await page.get_by_label("Which number?").fill("081 234 5678")
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_label("Which other one?")).to_be_visible()
    await expect(page.locator(".question-mistaken")).to_have_count(0)


async def test_a_file_is_sent_as_soon_as_it_is_chosen(opened: Opened, tmp_path: Path) -> None:
    page = opened.page
    photo = tmp_path / "ladder.jpg"
    photo.write_bytes(drawn("JPEG"))
    await page.get_by_label("A photo?").set_input_files(photo)
    await expect(page.get_by_text("is with us")).to_be_visible()
    await answer(page)
    await send(page)
    (case,) = await cases(opened)
    assert len(case.answers["photo"]) == 1


async def test_a_file_that_is_too_large_is_said_before_it_is_sent(
    opened: Opened, tmp_path: Path
) -> None:
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\xff\xd8\xff" + bytes(11 * 1024 * 1024))
    await opened.page.get_by_label("A photo?").set_input_files(large)
    await expect(opened.page.get_by_text("larger than 10 MB")).to_be_visible()


async def test_a_mistake_is_read_out_and_leads_to_its_question(opened: Opened) -> None:
    page = opened.page
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator("#mistakes")).to_be_focused()
    await page.get_by_role("link", name="Which number?").click()
    await expect(page.get_by_label("Which number?")).to_be_focused()


async def test_the_keyboard_alone_is_enough(opened: Opened) -> None:
    page = opened.page
    await reach(page, "Long")
    await page.keyboard.press("Space")
    await reach(page, "Which number?")
    await page.keyboard.type("0812345678")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Send the request")).to_be_visible()


async def test_two_quick_presses_make_one_case(opened: Opened) -> None:
    page = opened.page
    await answer(page)
    await page.get_by_role("button", name="Go on").click()
    await page.get_by_role("button", name="Send the request").dblclick()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("We have received it")
    assert len(await cases(opened)) == 1


async def test_the_own_page_opens_as_a_chat(opened: Opened) -> None:
    page = opened.page
    await answer(page)
    await send(page)
    await page.get_by_role("link", name="Open your own page").click()
    await page.get_by_role("link", name="Open as a chat").click()
    await expect(page.locator(".message-office").first).to_contain_text("We have received it")
    assert opened.errors == []


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_every_page_of_a_form(
    opened: Opened, language: str, scheme: Scheme
) -> None:
    page = opened.page
    await page.emulate_media(color_scheme=scheme)
    found: dict[str, list[str]] = {}
    await page.goto(f"{opened.address}/services/ladder/form?lang={language}")
    found["form"] = await complaints(page)
    await page.locator("[data-go]").click()
    await expect(page.locator("#mistakes")).to_be_visible()
    found["mistakes"] = await complaints(page) + await page.evaluate(SMALL_OPTIONS)
    await page.locator("input[value=long]").check()
    await page.locator("input[name=phone]").fill("0812345678")
    await page.locator("[data-go]").click()
    found["review"] = await complaints(page) + await page.evaluate(SMALL_TARGETS)
    await page.locator("button[value=send]").click()
    await expect(page.locator(".claim-code")).to_be_visible()
    found["sent"] = await complaints(page) + await page.evaluate(SMALL_TARGETS)
    await page.locator("a.button[href^='/my/']").click()
    await expect(page.locator(".own-case")).to_be_visible()
    found["own page"] = await complaints(page)
    assert found == {name: [] for name in found}
