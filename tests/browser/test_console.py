"""The console in a real browser at the width of a small phone, without scripts and by keyboard."""

import os
import shutil
import socket
from asyncio import create_task
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from bot.desk import Desk
from models import Case, Staff
from models.vocabulary import CaseAction, CaseStatus, Role
from services.kit.references import shown
from tests.web.console_office import ConsoleOffice, console_office

CHROMIUM = os.environ.get("SALA_TEST_CHROMIUM") or shutil.which("chromium") or ""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE: ViewportSize = {"width": 360, "height": 740}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no chromium here; SALA_TEST_CHROMIUM names one"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture
async def console(desk: Desk) -> AsyncIterator[ConsoleOffice]:
    """The console behind a real server on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        desk.base_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        opened = console_office(desk)
        config = uvicorn.Config(opened.app, log_config=None, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        serving = create_task(server.serve(sockets=[listening]))
        yield opened
        server.should_exit = True
        await serving


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        await opened.close()


async def open_link(console: ConsoleOffice, context: BrowserContext, staff: Staff) -> Page:
    """Open a sign-in link and press its button."""
    page = await context.new_page()
    await page.goto(f"{console.desk.base_url}/console/sign-in/{await console.code(staff)}")
    await page.locator("main button").click()
    await page.wait_for_url("**/console")
    await page.goto(f"{console.desk.base_url}/console/cases")
    return page


async def reach(page: Page, words: str) -> None:
    """Press Tab until the focus is on what shows these words."""
    for _step in range(60):
        await page.keyboard.press("Tab")
        if words in (await page.locator(":focus").inner_text()):
            return
    pytest.fail(f"the keyboard does not reach “{words}”")


async def test_a_case_goes_from_accepted_to_done_without_scripts(
    console: ConsoleOffice, browser: Browser
) -> None:
    case = await console.file()
    context = await browser.new_context(viewport=PHONE, java_script_enabled=False, locale="en")
    page = await open_link(console, context, await console.hire("Malee"))
    await page.get_by_role("link", name=shown(case.reference)).first.click()
    await page.get_by_role("button", name="Accept").click()
    await page.get_by_text("You accepted the case.").wait_for()
    await page.get_by_text("Ask the resident", exact=True).click()
    await page.get_by_label("Your question").fill("Which pole is it?")
    await page.get_by_role("button", name="Send the question").click()
    await page.get_by_text("Your question is on its way.").wait_for()
    await page.get_by_text("It is done", exact=True).click()
    await page.get_by_role("button", name="Mark as done").click()
    await page.get_by_text("The case is done.").wait_for()
    assert (await console.case(case.reference)).status == CaseStatus.DONE


async def test_a_case_is_answered_by_keyboard_alone(
    console: ConsoleOffice, browser: Browser
) -> None:
    case = await console.file()
    context = await browser.new_context(viewport=PHONE, locale="en")
    page = await open_link(console, context, await console.hire("Malee"))
    await reach(page, shown(case.reference))
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/cases/*")
    await reach(page, "Write to the resident")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("We come at nine.")
    await reach(page, "Send the message")
    await page.keyboard.press("Enter")
    await page.get_by_text("Your message is on its way.").wait_for()
    assert (await console.case(case.reference)).version == 2


async def test_a_photo_is_drawn(console: ConsoleOffice, browser: Browser) -> None:
    case = await with_photo(console)
    context = await browser.new_context(viewport=PHONE, locale="en")
    page = await open_link(console, context, await console.hire("Malee"))
    await page.goto(f"{console.desk.base_url}/console/cases/{case.reference}")
    photo = page.locator(".photo img")
    await photo.scroll_into_view_if_needed()
    await page.wait_for_function("document.querySelector('.photo img').naturalWidth === 40")
    assert await photo.is_visible()


async def with_photo(console: ConsoleOffice) -> Case:
    case = await console.file(what="Dark. " * 60 + "x" * 120)
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    picture = await console.keep_picture(case, content=drawn.getvalue())
    async with console.desk.work() as work:
        kept = await work.session.get_one(Case, case.id)
        kept.answers = {**kept.answers, "photo": [str(picture)]}
        work.session.add(kept)
    return case


async def busy_case(console: ConsoleOffice) -> Case:
    """A case on whose page everything stands that can stand there."""
    case = await with_photo(console)
    staff = await console.hire("Somchai")
    await console.act(staff, case, CaseAction.ACCEPT)
    await console.act(staff, case, CaseAction.NOTE, "Bring the ladder.")
    await console.act(staff, case, CaseAction.ASK, "Which pole is it?")
    return case


PAGES = {
    "today": "/console",
    "late": "/console/today/overdue",
    "staff without a chat": "/console/today/no-chat",
    "to be confirmed": "/console/today/to-be-confirmed",
    "explanation": "/console/sign-in",
    "sign in": "/console/sign-in/SALA-2222-2222",
    "list": "/console/cases?group=all",
    "empty list": "/console/cases?group=closed&service=lamp",
    "case": "/console/cases/{reference}",
    "prepared texts": "/console/templates",
    "prepared text": "/console/templates/0192f0c1-2b3c-7d4e-8f50-a1b2c3d4e5f6",
    "nobody's cases": "/console/cases?group=open&assignee=nobody",
    "after an action": "/console/cases/{reference}?done=ask",
    "not found": "/console/cases/222222222",
    "problems": "/console/problems",
    "account": "/console/account",
    "department chat": "/console/department-chat",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en"])
async def test_every_page_is_accessible_and_fits_a_small_phone(
    console: ConsoleOffice, browser: Browser, language: str, scheme: str
) -> None:
    case = await busy_case(console)
    context = await browser.new_context(
        viewport=PHONE, locale=language, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = await open_link(console, context, await console.hire("Malee", Role.ADMIN, None))
    found = {
        name: await faults(page, console.desk.base_url + address.format(reference=case.reference))
        for name, address in PAGES.items()
    }
    assert found == dict.fromkeys(PAGES, "")


async def faults(page: Page, address: str) -> str:
    """Say what axe finds wrong, with every form opened, and whether the page is too wide."""
    await page.goto(address)
    await page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.name = ''; d.open = true; })"
    )
    report = await Axe().run(page)
    width = await page.evaluate("document.documentElement.scrollWidth")
    too_wide = f"{width} pixels wide" if width > PHONE["width"] else ""
    wrong: str = report.generate_report() if report.violations_count else ""
    return wrong + too_wide


async def test_on_a_keyboard_a_digit_opens_a_number_and_a_letter_a_section(
    console: ConsoleOffice, browser: Browser
) -> None:
    context = await browser.new_context(locale="en")
    page = await open_link(console, context, await console.hire("Malee"))
    await page.goto(f"{console.desk.base_url}/console")
    await page.wait_for_load_state("networkidle")
    await page.keyboard.press("2")
    await page.wait_for_url("**/console/today/new")
    await page.goto(f"{console.desk.base_url}/console")
    await page.wait_for_load_state("networkidle")
    await page.keyboard.press("c")
    await page.wait_for_url("**/console/cases")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("role", [Role.HEAD, Role.EXECUTIVE, Role.COUNTER])
async def test_today_is_accessible_for_every_role(
    console: ConsoleOffice, browser: Browser, role: str, scheme: str
) -> None:
    case = await console.file()
    await console.act(await console.hire("Malee"), case, CaseAction.ACCEPT)
    department = None if role == Role.EXECUTIVE else "works"
    context = await browser.new_context(
        viewport=PHONE, locale="th", color_scheme="dark" if scheme == "dark" else "light"
    )
    page = await open_link(console, context, await console.hire("Nid", role, department))
    assert await faults(page, f"{console.desk.base_url}/console") == ""
