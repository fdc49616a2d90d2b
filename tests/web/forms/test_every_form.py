"""Every service's form: shown in both languages, all mistakes at once, and filed when filled in."""

from collections.abc import AsyncIterator

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case
from services.catalogue import all_services
from services.kit.fields import Field
from services.kit.journey import questions
from tests.web.forms.form_filling import FormWindow
from tests.web.public_site import PublicSite
from web.forms.reading import around_today

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""These pages do not depend on the kind of database."""

ONLINE = sorted(key for key, service in all_services().items() if service.fields)


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    """The site with every shipped service."""
    return PublicSite(desk)


@pytest.fixture
async def browser(site: PublicSite) -> AsyncIterator[httpx.AsyncClient]:
    async with site.browser() as client:
        yield client


def required(asked: list[Field]) -> list[str]:
    return [one.name for one in asked if one.required]


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("key", ONLINE)
async def test_every_form_is_shown_in_both_languages(
    browser: httpx.AsyncClient, desk: Desk, key: str, language: str
) -> None:
    page = await browser.get(f"/services/{key}/form", params={"lang": language})
    spoken = desk.around.languages[language]
    first = questions(desk.services[key], {})[0]
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert first.name in page.text
    assert desk.services[key].title.render(spoken) in page.text


@pytest.mark.parametrize("key", ONLINE)
async def test_every_form_sent_empty_shows_all_mistakes_at_once(
    browser: httpx.AsyncClient, desk: Desk, key: str
) -> None:
    form = FormWindow(browser, f"/services/{key}/form")
    await form.open()
    await form.send()
    assert form.mistaken() == required(questions(desk.services[key], {}))


@pytest.mark.parametrize("key", ONLINE)
async def test_every_form_filled_in_leads_to_its_end(
    browser: httpx.AsyncClient, site: PublicSite, key: str
) -> None:
    form = FormWindow(browser, f"/services/{key}/form")
    await form.fill_in(site.desk.services[key], around_today(site.desk))
    assert form.mistaken() == []
    assert 'name="_step" value="go"' not in form.page
    await form.send("send")
    async with site.desk.database.reading() as session:
        filed = [case.service_key for case in await session.exec(select(Case))]
    assert filed == [key] or 'class="notice finding"' in form.page
