"""A number taken with the form: the page after sending tells the number, and follows it."""

from dataclasses import replace

import httpx
import pytest

from bot.desk import Desk
from services.ticket_today import SERVICE
from tests.queueing.people import ticket_now
from tests.web.forms.form_filling import FormWindow
from tests.web.public_site import PublicSite

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return PublicSite(replace(desk, services={SERVICE.key: SERVICE}))


async def test_the_form_gives_a_number_first_and_no_promise_of_days(
    desk: Desk, site: PublicSite, browser: httpx.AsyncClient
) -> None:
    form = FormWindow(browser, f"/services/{SERVICE.key}/form")
    await form.open()
    await form.types(line="general", priority="none").send()
    await form.send("send")
    page = (await browser.get(form.location)).text
    own = page.partition('href="/my/')[2].partition('"')[0]
    assert ("Your queue number: A001" in page, "/queue/ticket/" in page) == (True, True)
    assert "Answer promised by" not in page
    mine = (await browser.get(f"/my/{own}")).text
    assert ("Follow my number" in mine, "Queue number A001, General" in mine) == (True, True)
    assert "working day" not in (await browser.get(f"/services/{SERVICE.key}")).text
    assert (await ticket_now(desk, "A001")).way == "form"
