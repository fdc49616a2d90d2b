"""The queue in a real browser: on a small phone, on the screen of the hall, at the machine."""

from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.desk import Desk
from models import Staff
from services.desk.queueing import calling
from tests.browser.browsing import PHONE, SMALL_TARGETS, complaints, needs_chromium, served
from tests.desk.people import hire
from tests.queueing.people import calls, takes
from tests.web.queue_site import QueueSite
from web.queueing.entrances import Entrance

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

HALL: ViewportSize = {"width": 1280, "height": 720}


@dataclass
class Hall:
    """A morning in the hall: somebody is called, others wait, one is done."""

    site: QueueSite
    officer: Staff
    public: list[str]

    async def call(self) -> str:
        return await calls(self.site.desk, self.officer, 2)


async def opened_hall(desk: Desk) -> Hall:
    site, officer = QueueSite(desk), await hire(desk, department="health")
    done, called, waiting = [await takes(desk) for _person in range(3)]
    await takes(desk, "elderly")
    async with desk.work() as work:
        await calling.call_this(work, done.id, 1, officer, "A bus leaves.")
        await calling.done(work, done.id, officer)
        await calling.call_this(work, called.id, 1, officer, "A bus leaves.")
    door, kiosk = [await site.entrance(kind) for kind in (Entrance.DOOR, Entrance.KIOSK)]
    public = ["/queue", "/queue/figures", "/queue/display", door, kiosk, f"{kiosk}?line=general"]
    number = f"{kiosk}/{site.ticket(waiting).rpartition('/')[2]}"
    return Hall(site, officer, [*public, number, *map(site.ticket, (done, called, waiting))])


async def looked_at(page: Page, address: str) -> list[str]:
    await page.goto(address)
    small = await page.evaluate(SMALL_TARGETS)
    return [*await complaints(page), *(one for one in small if 'type="radio"' not in one)]


@pytest.mark.parametrize(("language", "scheme"), [("th", "dark"), ("en", "light")])
async def test_everybody_can_use_the_queue_and_staff_their_counter(
    desk: Desk, browser: Browser, language: str, scheme: Literal["light", "dark"]
) -> None:
    hall = await opened_hall(desk)
    head = await hire(desk, "Malee", "head", "health")
    context = await browser.new_context(viewport=PHONE, locale=language, color_scheme=scheme)
    page = await context.new_page()
    async with served(hall.site.app) as address:
        found = {path: await looked_at(page, f"{address}{path}") for path in hall.public}
        desk.base_url = address
        await page.goto(f"{address}/console/sign-in/{await hall.site.code(head)}")
        await page.locator("form button").first.click()
        for path in ("/console/queue", "/console/queue/entrances", "/console/queue/poster"):
            found[path] = await looked_at(page, f"{address}{path}")
    await context.close()
    assert found == {path: [] for path in found}


async def test_the_screen_of_the_hall_changes_by_itself(desk: Desk, browser: Browser) -> None:
    hall = await opened_hall(desk)
    context = await browser.new_context(viewport=HALL, locale="en")
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda failure: errors.append(str(failure)))
    async with served(hall.site.app) as address:
        await page.goto(f"{address}/queue/display")
        await page.get_by_role("button", name="Sound on").click()
        await expect(page.locator(".display-newest")).to_contain_text("A002")
        number = await hall.call()
        await expect(page.locator(".display-newest")).to_contain_text(number, timeout=20_000)
        await expect(page.locator("[data-announce]")).to_have_text(f"Number {number}, counter 2")
        assert await complaints(page) == []
    await context.close()
    assert errors == []


async def test_without_scripts_the_machine_gives_a_number(desk: Desk, browser: Browser) -> None:
    hall = await opened_hall(desk)
    context = await browser.new_context(viewport=HALL, java_script_enabled=False, locale="en")
    page = await context.new_page()
    async with served(hall.site.app) as address:
        desk.base_url = address
        await page.goto(f"{address}{hall.public[4]}")
        await page.get_by_role("link", name="Taxes").click()
        await page.get_by_role("button", name="None of these").click()
        await expect(page.locator("h1")).to_contain_text("B001")
    await context.close()
