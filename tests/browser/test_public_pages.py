"""The public pages and the chat in a real browser at the width of a small phone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Literal

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, Route, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route as Path

from bot.desk import Desk
from models.vocabulary import CaseAction
from tests.browser.browsing import (
    PHONE,
    SMALL_TARGETS,
    chromium,
    complaints,
    needs_chromium,
    reach,
    served,
)
from tests.web.public_site import PublicSite, public_site

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

PAGES = ["/", "/services", "/services/lamp", "/track", "/track/222222222", "/privacy", "/nowhere"]


@dataclass
class Opened:
    """A site behind a server, and a page in a browser."""

    site: PublicSite
    address: str
    context: BrowserContext
    page: Page
    errors: list[str]

    async def chat(self, query: str = "") -> Page:
        await self.page.goto(f"{self.address}/chat?lang=en{query}")
        await expect(self.page.locator(".message-office").first).to_be_visible()
        return self.page

    async def say(self, words: str) -> None:
        await self.page.get_by_label("Write to the office").fill(words)
        await self.page.keyboard.press("Enter")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


@pytest.fixture
async def opened(desk: Desk, browser: Browser) -> AsyncIterator[Opened]:
    async with public_site(desk).running() as site, served(site.app) as address:
        context = await browser.new_context(
            viewport=PHONE,
            locale="en",
            permissions=["geolocation"],
            geolocation={"latitude": 15.5, "longitude": 102.25},
        )
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda failure: errors.append(str(failure)))
        yield Opened(site, address, context, page, errors)
        await context.close()


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


async def test_a_conversation_is_held_by_keyboard_alone(opened: Opened) -> None:
    page = await opened.chat()
    await reach(page, "Go on")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message-own", has_text="Go on")).to_be_focused()
    await expect(page.locator(".message-office").last).to_contain_text("press a:draft:next")
    await reach(page, "Go on")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message-own")).to_have_count(2)
    await reach(page, "Send a photo or a PDF")
    await page.keyboard.press("Tab")
    await page.keyboard.type("hello")
    await page.keyboard.press("Enter")
    await expect(page.locator("#words")).to_be_focused()
    await expect(page.locator(".message-office").last).to_contain_text("text hello")


async def test_a_screen_reader_hears_what_is_new(opened: Opened) -> None:
    page = await opened.chat()
    log = page.get_by_role("log", name="Conversation")
    await expect(log).to_have_attribute("aria-live", "polite")
    await opened.say("hello")
    await expect(log.get_by_text("You: hello")).to_be_attached()
    await expect(log.get_by_text("The office: Heard: text hello")).to_be_attached()


async def test_the_conversation_is_there_after_a_reload(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("hello")
    await expect(page.locator(".message-office").last).to_contain_text("text hello")
    before = await page.locator(".message").all_inner_texts()
    await page.reload()
    await expect(page.locator(".message")).to_have_count(len(before))
    assert await page.locator(".bubble").last.inner_text() == "The office:\nHeard: text hello"


async def test_an_answered_question_keeps_only_lasting_buttons(opened: Opened) -> None:
    page = await opened.chat()
    first = page.locator(".message-office").first
    await expect(first.locator(".choice")).to_have_text(
        ["Go on", "Rate", "Read (opens in a new window)"]
    )
    await opened.say("hello")
    await expect(first.locator(".choice")).to_have_text(["Rate", "Read (opens in a new window)"])


async def test_what_is_said_without_connection_is_sent_later_once(opened: Opened) -> None:
    page = await opened.chat()
    await opened.context.set_offline(True)
    await opened.say("hello")
    await expect(page.locator(".message-own")).to_contain_text("Not sent yet")
    await expect(page.locator("#connection")).to_contain_text("No connection")
    await opened.context.set_offline(False)
    await page.get_by_role("button", name="Send again").click()
    await expect(page.locator(".message-own")).to_contain_text("The desk has it")
    await expect(page.locator(".message-office").last).to_contain_text("text hello")
    await expect(page.locator("#connection")).to_be_hidden()
    await expect(page.locator(".message-own")).to_have_count(1)


async def test_an_answer_that_got_lost_does_not_send_twice(opened: Opened) -> None:
    page = await opened.chat()

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/chat/messages?lang=en", lose_the_answer, times=1)
    await opened.say("hello")
    await expect(page.locator(".message-own")).to_contain_text("The desk has it")
    await page.reload()
    await expect(page.locator(".message-office").last).to_contain_text("text hello")
    await expect(page.locator(".message-own")).to_have_count(1)


async def test_unsent_words_survive_a_reload(opened: Opened) -> None:
    page = await opened.chat()
    await page.route("**/chat/messages?lang=en", lambda route: route.abort())
    await opened.say("hello")
    await expect(page.locator(".message-own")).to_contain_text("Not sent yet")
    await page.unroute("**/chat/messages?lang=en")
    await page.reload()
    await expect(page.locator(".message-own")).to_contain_text("The desk has it")
    await expect(page.locator(".message-office").last).to_contain_text("text hello")


async def test_a_refusal_is_shown_in_words(opened: Opened) -> None:
    page = await opened.chat()
    await page.evaluate("document.getElementById('words').removeAttribute('maxlength')")
    await opened.say("x" * 5001)
    await expect(page.locator(".message-own")).to_contain_text("This is too long.")


async def test_a_conversation_the_desk_forgot_begins_anew(opened: Opened) -> None:
    page = await opened.chat()
    await page.evaluate("localStorage.setItem('sala-chat', JSON.stringify('forgotten'))")
    await page.reload()
    await expect(page.locator(".message-office").last).to_contain_text("joined")
    await opened.say("hello")
    await expect(page.locator(".message-office").last).to_contain_text("text hello")


async def test_a_question_for_a_place_is_answered_with_the_position(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("place")
    await page.get_by_role("button", name="Send my location").click()
    await expect(page.locator(".message-office").last).to_contain_text("place 15.5 102.25")
    await expect(page.locator("#give-place")).to_be_hidden()


def photo() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "JPEG")
    return drawn.getvalue()


async def test_a_photo_is_sent_and_seen_again(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("photo")
    await expect(page.get_by_role("button", name="Take a photo")).to_be_visible()
    await page.set_input_files(
        "#file", {"name": "bin.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    await expect(page.locator(".message-office").last).to_contain_text("file image")
    await page.reload()
    await page.wait_for_function("document.querySelector('.message-own img')?.naturalWidth === 40")
    assert await page.locator(".message-own img").get_attribute("alt") == "Photo"


async def test_a_large_file_is_refused_before_it_is_sent(opened: Opened) -> None:
    page = await opened.chat()
    large = {"name": "film.jpg", "mimeType": "image/jpeg", "buffer": bytes(10 * 1024 * 1024 + 1)}
    await page.set_input_files("#file", large)  # type: ignore[arg-type] # a file payload
    await expect(page.get_by_text("larger than 10 MB")).to_be_visible()
    await expect(page.locator(".message-own")).to_have_count(0)


async def test_the_conversation_follows_the_language_of_the_page(opened: Opened) -> None:
    page = await opened.chat()
    await page.get_by_role("link", name="ไทย").click()
    await expect(page.locator(".message-office").last).to_contain_text("press language:th")


async def test_a_link_to_a_service_begins_it_once(opened: Opened) -> None:
    page = await opened.chat("&begin=lamp")
    await expect(page.locator(".message-office").last).to_contain_text("press begin:lamp")
    await page.reload()
    await expect(page.locator(".message-office").last).to_contain_text("press begin:lamp")
    await expect(page.locator(".message-own")).to_have_count(1)


async def other_site(request: Request) -> Response:
    desk = request.query_params["desk"]
    return HTMLResponse(
        f'<!doctype html><html lang="en"><title>Old site</title><h1>Old site</h1>'
        f'<script src="{desk}/embed.js" async></script>',
        headers={"Content-Security-Policy": f"style-src 'self'; script-src {desk}"},
    )


@pytest.fixture
async def old_site() -> AsyncIterator[str]:
    """Another web site of the office, on another origin."""
    async with served(Starlette(routes=[Path("/", other_site)])) as address:
        yield address


async def test_the_chat_opens_inside_the_other_site(
    desk: Desk, browser: Browser, old_site: str
) -> None:
    office = replace(desk.around.office, embed_origins=(old_site,))
    welcoming = replace(desk, around=replace(desk.around, office=office))
    async with public_site(welcoming).running() as site, served(site.app) as address:
        context = await browser.new_context(viewport=PHONE, locale="en")
        page = await context.new_page()
        await page.goto(f"{old_site}/?desk={address}")
        await reach(page, "Chat with the office")
        await page.keyboard.press("Enter")
        frame = page.frame_locator("iframe")
        await expect(frame.locator(".message-office")).to_contain_text("joined")
        assert await complaints(page) == []
        await frame.get_by_label("Write to the office").press("Escape")
        await expect(page.get_by_role("button", name="Chat with the office")).to_be_focused()
        await context.close()


async def test_a_site_the_office_does_not_name_gets_no_chat(opened: Opened, old_site: str) -> None:
    await opened.page.goto(f"{old_site}/?desk={opened.address}")
    await opened.page.get_by_role("button", name="Chat with the office").click()
    framed = opened.page.frame_locator("iframe")
    await expect(opened.page.get_by_role("dialog")).to_be_visible()
    await expect(framed.locator("#composer")).to_have_count(0)
