"""Ways to answer and to be answered in the chat window: days, papers, pictures, pages of ours."""

import pytest
from playwright.async_api import expect

from tests.browser.browsing import needs_chromium
from tests.browser.opened import Opened
from tests.files.made import pdf

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


async def test_a_day_is_chosen_in_the_browsers_own_calendar(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("date")
    day = page.get_by_label("Choose a day")
    await expect(day).to_be_visible()
    await day.fill("2026-11-30")
    await page.get_by_role("button", name="Send this day").click()
    await expect(page.locator(".message-own").last).to_contain_text("30 November 2026")
    await expect(page.locator(".message-office").last).to_contain_text("a:draft:day:2026-11-30")
    await expect(day).to_be_hidden()


async def test_no_day_is_sent_before_one_is_chosen(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("date")
    await page.get_by_role("button", name="Send this day").click()
    await expect(page.get_by_label("Choose a day")).to_be_visible()
    await expect(page.locator(".message-own")).to_have_count(1)


async def test_a_paper_is_photographed_or_chosen(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("document")
    await expect(page.get_by_role("button", name="Take a photo")).to_be_visible()
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="Choose a file").click()
    paper = {"name": "deed.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    await (await choosing.value).set_files(paper)  # type: ignore[arg-type] # a file payload
    await expect(page.locator(".message-office").last).to_contain_text("file file")
    await expect(page.locator(".message-own").last).to_contain_text("Document")


async def test_a_picture_of_the_desk_is_shown_with_its_words(opened: Opened) -> None:
    page = await opened.chat()
    await opened.say("pay")
    await expect(page.locator(".message-office").last).to_contain_text("Thank you.")
    picture = page.get_by_role("img", name="Please pay with this code.")
    await expect(picture).to_be_visible()
    assert await picture.get_attribute("src") == "/favicon.svg"
    assert opened.errors == []


async def test_a_page_that_goes_on_with_the_conversation_opens_in_its_place(
    opened: Opened,
) -> None:
    page = await opened.chat()
    await opened.say("fill")
    inside = page.get_by_role("link", name="Open the page")
    await expect(inside).to_have_attribute("href", "https://desk.example/fill")
    assert await inside.get_attribute("target") is None
