"""The public pages and the chat in a real browser at the width of a small phone."""

from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from models.vocabulary import CaseAction
from tests.browser.browsing import (
    PHONE,
    SMALL_TARGETS,
    complaints,
    needs_chromium,
)
from tests.browser.opened import Opened

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

PAGES = ["/", "/services", "/services/lamp", "/track", "/track/222222222", "/privacy", "/nowhere"]


Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_every_page(opened: Opened, language: str, scheme: Scheme) -> None:
    case = await opened.site.file()
    await opened.site.act(await opened.site.hire(), case, CaseAction.ASK, "Which one?")
    await opened.page.emulate_media(color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for path in [*PAGES, f"/track/{case.reference}"]:
        await opened.page.goto(f"{opened.address}{path}?lang={language}")
        found[path] = await complaints(opened.page)
    assert found == {path: [] for path in found}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everybody_can_use_the_chat(opened: Opened, language: str, scheme: Scheme) -> None:
    await opened.page.emulate_media(color_scheme=scheme)
    page = await opened.chat()
    await opened.say("photo")
    await expect(page.locator("#choose-photo")).to_be_visible()
    await page.goto(f"{opened.address}/chat?lang={language}")
    await expect(page.locator(".message-office").last).to_contain_text("Heard")
    assert await complaints(page) == []
    assert opened.errors == []


async def test_everything_to_press_is_large(opened: Opened) -> None:
    small: dict[str, list[str]] = {}
    for path in [*PAGES, "/chat"]:
        await opened.page.goto(f"{opened.address}{path}")
        small[path] = await opened.page.evaluate(SMALL_TARGETS)
    assert small == {path: [] for path in small}


async def test_pages_fit_a_window_of_320_pixels(opened: Opened) -> None:
    await opened.page.set_viewport_size({"width": 320, "height": 500})
    wide: dict[str, int] = {}
    for path in [*PAGES, "/chat"]:
        await opened.page.goto(f"{opened.address}{path}?lang=th")
        wide[path] = await opened.page.evaluate("document.documentElement.scrollWidth")
    assert max(wide.values()) <= 320


async def test_a_case_is_looked_up_without_scripts(opened: Opened, browser: Browser) -> None:
    case = await opened.site.file()
    context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en")
    page = await context.new_page()
    await page.goto(opened.address)
    await page.get_by_label("Reference of your case").fill(case.reference.lower())
    await page.get_by_role("button", name="See where it stands").click()
    await expect(page.locator("h1")).to_have_text("Street lamp")
    await context.close()


async def test_without_scripts_the_chat_names_other_ways(opened: Opened, browser: Browser) -> None:
    context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en")
    page = await context.new_page()
    await page.goto(f"{opened.address}/chat")
    await expect(page.get_by_text("Does the chat not open here?")).to_be_visible()
    await expect(page.locator("#composer")).to_be_hidden()
    await context.close()
