"""Announcements in a real browser at the width of a small phone, in Thai, light and dark."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, expect

from bot.channels.webchat import WebChat, store_in
from bot.desk import Desk
from models.vocabulary import CodePurpose, Role
from services.desk import codes
from tests.announcing.people import announcer, approved
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.browser.console_browser import signed_in, wrong_on
from tests.desk.people import hire
from tests.lending.pages import Pages
from tests.subscribing.people import subscribe
from tests.web.console_office import console_office

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_an_announcement_is_written_seen_and_submitted_on_a_phone(
    desk: Desk, browser: Browser, scheme: Literal["light", "dark"], tmp_path: Path
) -> None:
    writer = await hire(desk, "มาลี", Role.ADMIN, None)
    for number in range(12):
        await subscribe(desk, f"U{number:032x}")
    async with served(Pages(desk).app) as address:
        desk.base_url = address
        context = await browser.new_context(viewport=PHONE, locale="th", color_scheme=scheme)
        page = await context.new_page()
        async with desk.work() as work:
            code = await codes.make_code(work, CodePurpose.SIGN_IN, writer.id, None)
        await page.goto(f"{address}/console/sign-in/{code}")
        await page.locator("main button").click()
        await page.goto(f"{address}/console/announcements/new")
        found = await complaints(page)
        await page.fill("#title_th", "น้ำประปาหยุดไหลพรุ่งนี้")
        await page.fill("#text_th", "วันพรุ่งนี้ 9.00–12.00 น. หมู่ที่ 2 และ 3\nกรุณาสำรองน้ำไว้ใช้")
        await page.fill("#link", "https://office.example/water")
        await page.screenshot(path=tmp_path / "form.png", full_page=True)
        await page.get_by_role("button", name="บันทึกและดูตัวอย่าง").click()
        found += await complaints(page)
        await page.screenshot(path=tmp_path / "draft.png", full_page=True)
        await page.get_by_role("button", name="ขออนุมัติ").click()
        found += await complaints(page)
        await page.goto(f"{address}/console/announcements")
        found += await complaints(page)
        await page.screenshot(path=tmp_path / "all.png", full_page=True)
        assert found == []
        await context.close()


async def test_what_is_typed_stays_while_the_announcement_moves_on(
    desk: Desk, browser: Browser
) -> None:
    console = console_office(desk)
    writer, second = [await console.hire(name, Role.ADMIN, None) for name in ("Malee", "Wanna")]
    desk.channels["webchat"] = WebChat(store_in(desk.database))
    await subscribe(desk, "webreader", channel="webchat")
    found = await approved(desk, writer, second)
    async with served(console.app) as address:
        console.desk.base_url = address
        page = await signed_in(console, browser, second, viewport=PHONE, locale="en")
        await page.goto(f"{address}/console/announcements/{found}")
        state = page.get_by_role("status")
        await expect(state).to_have_text("Approved, about to go out")
        await page.locator("summary", has_text="Send it back to the writer").click()
        await page.get_by_label("What should be different").fill("The hour is wrong.")
        working = announcer(desk)
        for _round in range(6):
            await working.look()
            await working.tell("webchat")
        await expect(state).to_have_text("Sent", timeout=20_000)
        typed = page.get_by_label("What should be different")
        await expect(typed).to_have_value("The hour is wrong.")
        await page.reload()
        await expect(page.locator("#people")).to_contain_text("1")
        assert await wrong_on(page) == []
        await page.context.close()
