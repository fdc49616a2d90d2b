"""Coming into the console in a real browser on a phone: by chat link, by passkey, by password."""

from collections.abc import AsyncIterator

import pyotp
import pytest
from playwright.async_api import Browser, BrowserContext, Page
from sqlmodel import select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from models import OutboxMessage, Staff
from models.vocabulary import Role
from services.desk import staffing
from tests.browser.browsing import PHONE, complaints, needs_chromium, served
from tests.conftest import Clock
from tests.web.console_office import ConsoleOffice, console_office

pytestmark = [
    pytest.mark.browser,
    needs_chromium,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

WORDS = "the market opens at five"


@pytest.fixture
async def console(desk: Desk) -> AsyncIterator[ConsoleOffice]:
    """The console on loopback under the one name for which browsers make passkeys there."""
    opened = console_office(desk)
    async with served(opened.app) as address:
        opened.desk.base_url = address.replace("127.0.0.1", "localhost")
        yield opened


@pytest.fixture
async def phone(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(viewport=PHONE, locale="en")
    yield context
    await context.close()


async def come_in(console: ConsoleOffice, phone: BrowserContext, staff: Staff) -> Page:
    page = await phone.new_page()
    await page.goto(f"{console.desk.base_url}/console/sign-in/{await console.code(staff)}")
    await page.locator("main button").click()
    await page.wait_for_url("**/console")
    return page


async def come_out(page: Page) -> None:
    await page.get_by_role("button", name="Sign out", exact=True).click()
    await page.wait_for_url("**/console/sign-in")


async def test_whoever_types_it_in_the_own_chat_comes_in_by_the_link(
    console: ConsoleOffice, phone: BrowserContext
) -> None:
    staff = await console.hire("Malee")
    async with console.desk.work() as work:
        await staffing.link_identity(work, staff.id, "telegram", "4711")
    typed = Heard("telegram", "e1", "4711", "4711", Kind.TEXT, "เข้าสู่ระบบ", private=True)
    await handle_batch(console.desk, [typed])
    async with console.desk.database.reading() as session:
        said = [row.messages for row in await session.exec(select(OutboxMessage))]
    link = next(
        b["url"]
        for row in said
        for m in row
        for b in m.get("buttons", [])
        if "sign-in" in b.get("url", "")
    )
    page = await phone.new_page()
    await page.goto(link)
    await page.locator("main button").click()
    await page.wait_for_url("**/console")
    await page.get_by_text("Signed in as Malee").wait_for()


async def test_a_passkey_is_made_once_and_signs_in_afterwards(
    console: ConsoleOffice, phone: BrowserContext
) -> None:
    page = await come_in(console, phone, await console.hire("Malee"))
    await give_finger(phone, page)
    await page.goto(f"{console.desk.base_url}/console/account")
    await page.get_by_role("button", name="Make a passkey").click()
    await page.get_by_text("Passkey, made").wait_for()
    await come_out(page)
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.wait_for_url("**/console")
    await page.get_by_text("Signed in as Malee").wait_for()


async def give_finger(phone: BrowserContext, page: Page) -> None:
    """Give the browser an authenticator of its own, whose owner always agrees."""
    devtools = await phone.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


async def test_a_password_with_a_code_of_an_app_is_set_and_signs_in(
    console: ConsoleOffice, phone: BrowserContext, clock: Clock
) -> None:
    page = await come_in(console, phone, await console.hire("Malee"))
    await page.goto(f"{console.desk.base_url}/console/account/password")
    await page.get_by_label("Sign-in name").fill("malee")
    await page.get_by_label("New password").fill(WORDS)
    await page.get_by_role("button", name="Go on").click()
    app = pyotp.TOTP(await page.locator("main code").inner_text())
    await page.get_by_label("Code the app shows now").fill(app.at(clock.now))
    await page.get_by_role("button", name="Keep the password").click()
    await page.get_by_text("Recovery codes").wait_for()
    await come_out(page)
    clock.advance(seconds=30)
    await page.get_by_text("With a password").click()
    await page.get_by_label("Sign-in name").fill("Malee")
    await page.get_by_label("Password", exact=True).fill(WORDS)
    await page.get_by_label("Code from your app").fill(app.at(clock.now))
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url("**/console")
    await page.get_by_text("Signed in as Malee").wait_for()


PAGES = (
    "/console/account", "/console/account/password", "/console/rights", "/console/staff",
    "/console/staff/{person}", "/console/payments", "/console/sign-in",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en"])
async def test_every_page_about_staff_is_accessible_and_fits_a_small_phone(
    console: ConsoleOffice,
    browser: Browser,
    language: str,
    scheme: str,
) -> None:
    admin, other = [await console.hire(name, Role.ADMIN, None) for name in ("Malee", "Somchai")]
    context = await browser.new_context(
        viewport=PHONE, locale=language, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = await come_in(console, context, admin)
    found = {}
    for address in PAGES:
        await page.goto(console.desk.base_url + address.format(person=other.id))
        await page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found[address] = await complaints(page)
    await context.close()
    assert found == {address: [] for address in PAGES}
