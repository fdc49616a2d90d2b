"""Staff file for a caller in a real browser, at the width of a small phone and without scripts."""

from dataclasses import replace

import pytest
from playwright.async_api import Browser, Page

from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.intake import Intake
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.web.console_office import ConsoleOffice
from tests.web.counter_office import COUNTER_LAMP, NUMBER

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


async def sign_in(console: ConsoleOffice, page: Page) -> None:
    malee = await console.hire("มาลี")
    await page.goto(f"{console.desk.base_url}/console/sign-in/{await console.code(malee)}")
    await page.locator("main button").click()
    await page.wait_for_url("**/console")


async def fill_in(page: Page) -> None:
    await page.locator("[name=intake-way][value=telephone]").check()
    await page.locator("[name=intake-name]").fill("สมชาย ใจดี")
    await page.locator("[name=intake-consent]").check()
    await page.locator("[name=what]").fill("ไฟดับ")
    await page.locator("[name=national]").fill(NUMBER)
    await page.locator("[name=phone]").fill("0812345678")


async def press(page: Page, words: str) -> None:
    await page.get_by_role("button", name=words, exact=True).last.click()


async def test_a_caller_s_case_is_filed_and_its_private_answer_opened(
    desk: Desk, browser: Browser
) -> None:
    console = ConsoleOffice(replace(desk, services={COUNTER_LAMP.key: COUNTER_LAMP}))
    console.app.state.fetcher = Fetcher(console.desk, Intake(console.desk))
    async with served(console.app) as address:
        console.desk.base_url = address
        context = await browser.new_context(viewport=PHONE, locale="en", java_script_enabled=False)
        page = await context.new_page()
        await sign_in(console, page)
        await page.get_by_role("link", name="File for a resident").click()
        await page.get_by_role("link", name="Street lamp").click()
        await press(page, "File it")
        assert await page.get_by_role("alert").is_visible()
        await fill_in(page)
        await press(page, "File it")
        await page.wait_for_url("**/console/filed/**")
        assert "SALA-" in await page.locator(".claim-code").inner_text()
        await page.get_by_role("link", name="Open the case").click()
        assert NUMBER not in await page.content()
        await press(page, "Show the answer")
        assert "1-1017-00230-70-8" in await page.locator(".case-answers").inner_text()
        await context.close()


@pytest.mark.parametrize("language", ["en", "th"])
async def test_every_page_is_for_everybody(desk: Desk, browser: Browser, language: str) -> None:
    console = ConsoleOffice(replace(desk, services={COUNTER_LAMP.key: COUNTER_LAMP}))
    console.app.state.fetcher = Fetcher(console.desk, Intake(console.desk))
    async with served(console.app) as address:
        console.desk.base_url = address
        context = await browser.new_context(viewport=PHONE, locale=language)
        page = await context.new_page()
        await sign_in(console, page)
        await page.goto(f"{address}/console/file")
        wrong = await complaints(page)
        await page.goto(f"{address}/console/file/lamp")
        wrong += await complaints(page)
        await fill_in(page)
        await page.locator("button[value=send]").last.click()
        await page.wait_for_url("**/console/filed/**")
        wrong += await complaints(page)
        assert wrong == []
        await context.close()
