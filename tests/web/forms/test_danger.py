"""Danger first on a form: the number stands above the questions, and nothing typed is lost."""

from dataclasses import replace

import httpx
import pytest

from bot.desk import Desk
from services.complaint import SERVICE
from tests.web.forms.form_filling import FormWindow
from tests.web.public_site import PublicSite


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={SERVICE.key: SERVICE})


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return PublicSite(desk)


@pytest.fixture
def form(browser: httpx.AsyncClient) -> FormWindow:
    return FormWindow(browser, "/services/make-complaint/form")


@pytest.mark.parametrize(("what", "told"), [("ไฟไหม้หลังวัด", True), ("ไฟทางดับ", False)])
async def test_the_number_stands_above_the_last_look(
    form: FormWindow, what: str, told: bool
) -> None:
    await form.open()
    page = await form.types(about="other", what=what, danger="yes").send()
    assert what in page
    assert ('class="notice notice-danger"' in page) is told
    assert ("199 fire and rescue" in page) is told


async def test_it_stands_above_the_mistakes_too(form: FormWindow) -> None:
    await form.open()
    page = await form.types(what="มีคนเจ็บ", phone="12").send()
    assert form.status == 422
    assert page.index("1669 ambulance") < page.index('href="#q-about"')
