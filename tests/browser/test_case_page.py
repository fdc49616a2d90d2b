"""The page of a case in a real browser: two people at it, and what residents may write into it."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from bot.desk import Desk
from models import Case, Rating, Staff
from models.vocabulary import CaseAction, Role
from tests.browser.browsing import PHONE, needs_chromium, served
from tests.web.console_office import ConsoleOffice, console_office

HOSTILE = (
    '"><img src=/console/stolen onerror=alert(1)><script>alert(2)</script>'
    'javascript:alert(3) [x](javascript:alert(4)) =HYPERLINK("http://evil.test") '
    "\u202egnp.exe\u2066 {{7*7}} ${7*7} <a href='javascript:alert(5)'>press</a>"
)

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture
async def console(desk: Desk) -> AsyncIterator[ConsoleOffice]:
    """The console behind a real server on loopback."""
    opened = console_office(desk)
    async with served(opened.app) as address:
        opened.desk.base_url = address
        yield opened


async def signed_in(console: ConsoleOffice, context: BrowserContext, staff: Staff) -> Page:
    page = await context.new_page()
    await page.goto(f"{console.desk.base_url}/console/sign-in/{await console.code(staff)}")
    await page.locator("main button").click()
    await page.wait_for_url(re.compile(r"/console(/cases)?$"))
    return page


async def hostile_case(console: ConsoleOffice) -> Case:
    """A case in which every field a resident fills holds an attack."""
    case = await console.file(
        what=HOSTILE,
        house={"number": "45/1", "village": 2},
        place={"words": HOSTILE, "latitude": 15.5, "longitude": 102.5},
    )
    await console.act(await console.hire("Chai"), case, CaseAction.ASK, "Which one?")
    await console.write(case, HOSTILE)
    await console.write(case, HOSTILE)
    async with console.desk.work() as work:
        work.session.add(Rating(case_id=case.id, stars=1, comment=HOSTILE))
    return case


async def test_nothing_a_resident_writes_acts_in_the_browser_of_staff(
    console: ConsoleOffice, browser: Browser
) -> None:
    case = await hostile_case(console)
    context = await browser.new_context(viewport=PHONE, locale="en")
    page = await signed_in(console, context, await console.hire("Malee", Role.ADMIN, None))
    acted: list[str] = []
    page.on("dialog", lambda dialog: acted.append(dialog.message))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(f"{console.desk.base_url}/console/cases/{case.reference}")
    await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    shown = await page.locator("main").inner_text()
    links = await page.eval_on_selector_all("a[href]", "all => all.map(one => one.protocol)")
    widths = await page.evaluate("document.documentElement.scrollWidth")
    assert shown.count("<script>alert(2)</script>") >= 4
    assert "{{7*7}}" in shown
    assert acted == []
    assert [one for one in asked if "stolen" in one or "evil" in one] == []
    assert set(links) <= {"http:", "https:", "tel:"}
    assert await page.locator("main img[src*=stolen], main script").count() == 0
    assert widths <= PHONE["width"]


async def test_letters_that_turn_the_reading_round_stay_among_themselves(
    console: ConsoleOffice, browser: Browser
) -> None:
    case = await hostile_case(console)
    context = await browser.new_context(viewport=PHONE, locale="en")
    page = await signed_in(console, context, await console.hire("Malee"))
    await page.goto(f"{console.desk.base_url}/console/cases/{case.reference}")
    found = await page.eval_on_selector_all(
        "main *",
        """all => all.filter(one => [...one.childNodes].some(
            node => node.nodeType === 3 && node.textContent.includes("\u202e")))
            .map(one => getComputedStyle(one).unicodeBidi)""",
    )
    assert len(found) >= 4
    assert set(found) <= {"isolate", "plaintext"}


async def test_two_people_see_each_other_and_what_is_new_and_lose_no_words(
    console: ConsoleOffice, browser: Browser
) -> None:
    case = await console.file()
    there = f"{console.desk.base_url}/console/cases/{case.reference}"
    phone = await browser.new_context(viewport=PHONE, locale="en")
    desktop = await browser.new_context(locale="en")
    malee = await signed_in(console, phone, await console.hire("Malee"))
    chai = await signed_in(console, desktop, await console.hire("Chai"))
    await malee.goto(there)
    await chai.goto(there)
    await malee.get_by_text("Chai has this case open now").wait_for()
    await malee.get_by_text("Write to the resident", exact=True).click()
    await malee.get_by_label("Your message").fill("We come at nine.")
    await chai.get_by_text("Malee is typing here now").wait_for()
    await console.write(case, "It smokes.")
    await malee.get_by_text("There is something new here").click()
    await malee.get_by_text("It smokes.").first.wait_for()
    assert await malee.get_by_label("Your message").input_value() == "We come at nine."


async def test_without_scripts_a_prepared_text_is_put_in_and_sent(
    console: ConsoleOffice, browser: Browser
) -> None:
    case = await console.file()
    context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en")
    page = await signed_in(console, context, await console.hire("Boss", Role.HEAD))
    await page.goto(f"{console.desk.base_url}/console/templates")
    await page.get_by_role("link", name="New text").click()
    await page.get_by_label("Name (only staff see it)").fill("Coming")
    await page.get_by_label("In Thai").fill("ไปถึง{due}")
    await page.get_by_label("In English").fill("We come by {due}.")
    await page.get_by_role("button", name="Keep the text").click()
    await page.goto(f"{console.desk.base_url}/console/cases/{case.reference}")
    await page.get_by_text("Ask the resident", exact=True).click()
    await page.get_by_text("Write to the resident", exact=True).click()
    await page.get_by_role("button", name="Put it in the box").click()
    box = page.get_by_label("Your message")
    assert "{due}" not in await box.input_value()
    await page.get_by_role("button", name="Send the message").click()
    await page.get_by_text("Your message is on its way.").wait_for()
