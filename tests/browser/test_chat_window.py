"""The chat window in a real browser: by keyboard, over a bad line, with photos and places."""

import re
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import Browser, Page, Route, expect

from bot.desk import Desk
from tests.browser.browsing import PHONE, needs_chromium, reach, served
from tests.browser.opened import Opened
from tests.web.public_site import PublicSite

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


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


@pytest.fixture
async def shipped(desk: Desk, browser: Browser) -> AsyncIterator[Page]:
    """The chat as it is shipped: the real services and the real dialogue."""
    async with PublicSite(desk).running() as site, served(site.app) as address:
        context = await browser.new_context(viewport=PHONE, locale="en")
        page = await context.new_page()
        await page.goto(f"{address}/chat?lang=en")
        yield page
        await context.close()


async def press_key_on(page: Page, label: str, next_words: str) -> None:
    await reach(page, label)
    await page.keyboard.press("Enter")
    await expect(page.locator(".message-office").last).to_contain_text(next_words)


async def type_in(page: Page, words: str, next_words: str) -> None:
    await reach(page, "Write to the office")
    await page.keyboard.type(words)
    await page.keyboard.press("Enter")
    await expect(page.locator(".message-office").last).to_contain_text(next_words)


async def test_what_people_come_for_stands_first(shipped: Page) -> None:
    first = shipped.locator(".message-office").last.locator(".choices").first
    await expect(first.get_by_role("button").first).to_have_text("Rubbish and trees")
    quiet = shipped.locator(".message-office").last.locator(".choices-quiet button")
    await expect(quiet).to_have_text(["Help"])


async def test_a_request_is_filed_by_keyboard_alone(shipped: Page) -> None:
    await expect(shipped.get_by_role("button", name="Rubbish and trees")).to_be_visible()
    await press_key_on(shipped, "Rubbish and trees", "Which of these would you like?")
    await press_key_on(shipped, "Ask for a waste bin", "Why do you need")
    await press_key_on(shipped, "I have no bin yet", "How many")
    await press_key_on(shipped, "2 bins", "house number")
    await type_in(shipped, "45/1 Moo 3", "Where should we put")
    await type_in(shipped, "in front of the house", "telephone")
    await type_in(shipped, "081-234-5678", "in front of the house")
    await press_key_on(shipped, "Send the request", "Ask for a waste bin")
    reference = shipped.get_by_text(re.compile(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}"))
    await expect(reference).to_be_visible()


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
    await expect(page.locator(".message-own")).to_contain_text("The desk has it")
    await expect(page.locator(".message-office").last).to_contain_text("text hello")
    await expect(page.locator("#connection")).to_be_hidden()
    await expect(page.locator(".message-own")).to_have_count(1)


async def test_whoever_does_not_want_to_wait_sends_again(opened: Opened) -> None:
    page = await opened.chat()
    await page.route("**/chat/messages?lang=en", lambda route: route.abort())
    await opened.say("hello")
    again = page.get_by_role("button", name="Send again")
    await expect(again).to_be_visible()
    await page.unroute("**/chat/messages?lang=en")
    await again.click()
    await expect(page.locator(".message-own")).to_contain_text("The desk has it")


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
    await expect(page.get_by_role("button", name="Go on")).to_be_visible()


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
    picture = page.get_by_role("img", name="Photo")
    await expect(picture).to_have_js_property("naturalWidth", 40)


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
