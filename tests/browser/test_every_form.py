"""Every service's form in a real browser, as wide as a small phone: empty, filled in, sent.

One desk of the shipped office and one browser serve them all. A few forms, which have every kind
of question between them, are filled in without scripts as well.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from offices import SHIPPED
from services.catalogue import all_services
from services.kit.consequences import BillAssessed
from services.kit.references import read_reference
from services.kit.service import Service
from tests.assessed import assess
from tests.browser.any_form import SEND, TOO_WIDE, Form
from tests.browser.browsing import PHONE, chromium, needs_chromium
from tests.conftest import Clock
from tests.databases import SqliteHome
from tests.serving import Served, served
from tests.simulator.server import free_port
from web.forms.reading import around_today
from web.settings import Settings

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.asyncio(loop_scope="module")]

FILED = [service for service in all_services().values() if service.fields]
ONCE = [
    service for service in FILED if any(isinstance(then, BillAssessed) for then in service.then)
]
"""A notice is paid once: these forms are not sent a second time."""

every_form = pytest.mark.parametrize("service", FILED, ids=lambda service: service.key)
PATIENCE = 15_000
"""Milliseconds: enough for a busy machine."""


def with_every_face(services: list[Service]) -> list[Service]:
    """Return a few services that have every kind of question between them."""
    chosen: list[Service] = []
    missing = {asked.face for service in services for asked in service.fields}
    while missing:
        most = max(services, key=lambda one: len(missing & {asked.face for asked in one.fields}))
        missing -= {asked.face for asked in most.fields}
        chosen.append(most)
    return chosen


few_forms = pytest.mark.parametrize(
    "service",
    with_every_face([service for service in FILED if service not in ONCE]),
    ids=lambda service: service.key,
)


@dataclass
class House:
    """One desk behind a server, and the browser everybody uses."""

    served: Served
    browser: Browser
    came: int = 0

    @asynccontextmanager
    async def form(self, service: Service, *, scripts: bool = True) -> AsyncIterator[Form]:
        """Open the form of a service at home: each visitor has an address of their own."""
        self.came += 1
        context = await self.browser.new_context(
            viewport=PHONE,
            locale="th",
            java_script_enabled=scripts,
            extra_http_headers={"X-Forwarded-For": f"10.0.0.{self.came}"},
        )
        context.set_default_timeout(PATIENCE)
        form = Form(
            await context.new_page(), service, around_today(self.served.sala.desk), self.served.url
        )
        await form.opens()
        yield form
        await context.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(
    sqlite_home: SqliteHome, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    folder: Path = tmp_path_factory.mktemp("house")
    port = free_port()
    settings = Settings(
        _env_file=None,
        database_url=sqlite_home.fresh(),
        data_dir=folder / "data",
        office=SHIPPED,
        base_url=f"http://127.0.0.1:{port}",
    )
    async with served(settings, lambda: port, Clock()) as desk, chromium() as browser:
        await assess(desk.sala.desk, "คำตอบ", "1111")
        yield House(desk, browser)


async def send(form: Form) -> str:
    """Fill the form in, in the first way that leads to a case; return its reference."""
    for way in range(len(form.service.fields[0].options(form.around)) or 1):
        await form.opens()
        await form.fills_in(way)
        if await form.page.locator(SEND).count():
            break
    await form.page.locator(SEND).click()
    told = await form.page.locator(".case-reference strong").inner_text()
    return read_reference(told) or ""


@every_form
async def test_a_form_sent_empty_shows_all_mistakes_and_is_then_sent(
    house: House, service: Service
) -> None:
    errors: list[str] = []
    async with house.form(service) as form:
        form.page.on("pageerror", lambda failure: errors.append(str(failure)))
        await form.goes_on()
        assert await form.mistaken() == form.required_first()
        assert not await form.page.evaluate(TOO_WIDE)
        assert await send(form)
        assert not await form.page.evaluate(TOO_WIDE)
    assert errors == []


@few_forms
async def test_a_form_is_sent_without_scripts(house: House, service: Service) -> None:
    async with house.form(service, scripts=False) as form:
        assert await send(form)


@few_forms
async def test_what_was_typed_is_kept_beside_the_mistakes(house: House, service: Service) -> None:
    async with house.form(service, scripts=False) as form:
        *first, last = form.required_first()
        await form.answers(*first)
        typed = await form.typed()
        await form.goes_on()
        assert await form.mistaken() == [last]
        assert await form.typed() == typed
