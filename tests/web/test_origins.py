"""Evidence sent with a form: when and where it was taken is kept aside, for those on the case."""

from dataclasses import dataclass, replace

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from bot.fetcher import Fetcher
from models import Attachment, AuditEntry, Case, Staff
from models.vocabulary import Role
from services.kit.questions import Photo
from services.kit.text import _
from tests.files.made import telling_photo
from tests.web.console_office import ConsoleOffice, forms_of, press
from tests.web.forms.form_filling import FormWindow
from tests.web.public_site import LAMP, PublicSite
from web.console.origins import origin_words

WITNESS = replace(LAMP, fields=(*LAMP.fields, Photo("photo", _("A photo?"), most=1, evidence=True)))
PLACE = "15.608694, 102.509722"


once = pytest.mark.parametrize(("database_url", "evidence"), [("sqlite", "JPEG")], indirect=True)
"""For what depends neither on the database nor on the kind of photo."""


@dataclass
class Evidence:
    """A case with a photo that told when and where it was taken."""

    console: ConsoleOffice
    case: Case
    photo: Attachment

    @property
    def page(self) -> str:
        return f"/console/cases/{self.case.reference}"

    @property
    def button(self) -> str:
        return f"{self.page}/origin/{self.photo.id}"


@pytest.fixture(params=["JPEG", "HEIF"])
async def evidence(request: pytest.FixtureRequest, desk: Desk) -> Evidence:
    site = PublicSite(replace(desk, services={WITNESS.key: WITNESS}))
    photo = ("a", telling_photo(form=request.param), "image/jpeg")
    async with site.browser() as client:
        form = FormWindow(client, "/services/lamp/form")
        await form.open()
        await form.types(what="The lamp is out.").send("go", files={"photo": photo})
        await form.send("send")
    fetcher: Fetcher = site.app.state.fetcher
    await fetcher.fetch_waiting()
    async with desk.database.reading() as session:
        case = (await session.exec(select(Case))).one()
        kept = (await session.exec(select(Attachment))).one()
    return Evidence(ConsoleOffice(site.desk), case, kept)


async def press_it(evidence: Evidence, staff: Staff) -> httpx.Response:
    async with evidence.console.browser(staff) as client:
        return await press(client, evidence.page, evidence.button)


async def sent_by_hand(evidence: Evidence, staff: Staff, address: str) -> httpx.Response:
    async with evidence.console.browser(staff) as client:
        account = "/console/account"
        return await client.post(address, data=forms_of(await client.get(account))[account])


async def test_it_is_sealed_and_stands_on_no_page_by_itself(evidence: Evidence) -> None:
    async with evidence.console.browser(await evidence.console.hire("Malee")) as client:
        page = await client.get(evidence.page)
    assert evidence.button in forms_of(page)
    assert [one for one in (page.text, str(evidence.photo.source)) if PLACE[:6] in one] == []


async def test_who_works_on_the_case_opens_it_and_that_is_recorded(evidence: Evidence) -> None:
    malee = await evidence.console.hire("Malee")
    shown = (await press_it(evidence, malee)).text
    assert f"taken 23 Nov 2026 09:00, at {PLACE}" in shown
    assert "SHA-256 of the original: " in shown
    async with evidence.console.desk.database.reading() as session:
        looked = select(AuditEntry).where(AuditEntry.action == "see_private")
        [entry] = await session.exec(looked)
    assert entry.subject == f"{evidence.case.reference} {evidence.photo.id}"


async def test_an_executive_sees_no_button(evidence: Evidence) -> None:
    boss = await evidence.console.hire("X", Role.EXECUTIVE, None)
    async with evidence.console.browser(boss) as client:
        assert evidence.button not in forms_of(await client.get(evidence.page))


@once
async def test_a_button_made_by_hand_opens_it_for_no_one_above_the_case(evidence: Evidence) -> None:
    boss = await evidence.console.hire("X", Role.EXECUTIVE, None)
    assert (await sent_by_hand(evidence, boss, evidence.button)).status_code == 403


@once
async def test_a_photo_of_another_case_is_not_opened_through_ones_own(evidence: Evidence) -> None:
    malee = await evidence.console.hire("Malee")
    own = Case(**evidence.case.model_dump(exclude={"id", "reference"}), reference="ANOTHER2")
    async with evidence.console.desk.work() as work:
        work.session.add(own)
    there = f"/console/cases/ANOTHER2/origin/{evidence.photo.id}"
    assert (await sent_by_hand(evidence, malee, there)).status_code == 404


async def test_told_by_another_file_it_opens_nothing(evidence: Evidence) -> None:
    async with evidence.console.desk.work() as work:
        kept = await work.session.get_one(Attachment, evidence.photo.id)
        kept.sha256 = "0" * 64
        work.session.add(kept)
    assert (await press_it(evidence, await evidence.console.hire("Malee"))).status_code == 409


@pytest.mark.parametrize("told", [{}, {"taken": "yesterday"}, None])
def test_what_a_telephone_did_not_say_is_left_open(told: dict[str, object] | None) -> None:
    assert ", at –." in origin_words(told).render()
