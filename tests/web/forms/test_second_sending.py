"""A form that is sent a second time: nothing is filed twice, and nothing typed since is lost."""

from dataclasses import replace

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case
from services.kit.questions import Line, NationalId, Photo
from services.kit.service import Service
from services.kit.text import _
from tests.files.made import drawn
from tests.web.forms.form_filling import FormWindow
from tests.web.forms.ladder import LADDER
from tests.web.public_site import PublicSite

HOLE: Service = replace(
    LADDER,
    key="hole",
    fields=(
        Photo("photo", _("A photo?")),
        Line("where", _("Where?")),
        NationalId("who", _("Who are you?"), required=False),
    ),
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={HOLE.key: HOLE})


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return PublicSite(desk)


@pytest.fixture
async def form(browser: httpx.AsyncClient) -> FormWindow:
    """A form whose last page, `page`, has been sent once."""
    window = FormWindow(browser, "/services/hole/form")
    await window.open()
    photo = {"photo": ("a.jpg", drawn("JPEG"), "image/jpeg")}
    last = await window.types(where="The bridge", who="1101700230708").send(files=photo)
    window.typed.clear()
    await window.send("send")
    window.page = last
    return window


async def cases(site: PublicSite) -> list[Case]:
    async with site.desk.database.reading() as session:
        return list(await session.exec(select(Case)))


async def test_the_same_form_with_a_photo_leads_to_its_case(
    site: PublicSite, form: FormWindow
) -> None:
    await form.send("send")
    assert (form.status, form.mistaken()) == (303, [])
    assert form.location.startswith("/sent/")
    assert len(await cases(site)) == 1


async def test_second_thoughts_are_told_that_the_form_was_sent(
    site: PublicSite, form: FormWindow
) -> None:
    page = await form.types(where="The temple").send("send")
    (case,) = await cases(site)
    number = f"{case.reference[:3]}-{case.reference[3:6]}-{case.reference[6:]}"
    assert f"This form was sent before, under {number}" in page
    assert 'value="The temple"' in page
    assert case.answers["where"] == "The bridge"


async def test_another_private_answer_is_a_second_thought(
    site: PublicSite, form: FormWindow
) -> None:
    await form.types(who="3101700230704").send("send")
    assert "This form was sent before" in form.page
    assert len(await cases(site)) == 1


async def test_a_second_thought_can_be_sent_as_one_more_request(
    site: PublicSite, form: FormWindow
) -> None:
    await form.types(where="The temple").send("send")
    photo = {"photo": ("b.jpg", drawn("JPEG"), "image/jpeg")}
    await form.send(files=photo)
    await form.send("send")
    assert form.location.startswith("/sent/")
    assert sorted(case.answers["where"] for case in await cases(site)) == [
        "The bridge",
        "The temple",
    ]
