"""A resident's own page: everything about their cases behind one secret address."""

import re

import httpx
import pytest

from models import Case, Resident, Staff
from models.vocabulary import CaseAction, CaseStatus
from services.desk.actor import Actor
from services.desk.linking import redeem_here
from services.desk.paying.billing import Demand, ask_for
from services.desk.tracking import find_case, history, rating_of
from tests.files.made import drawn
from tests.web.forms.form_filling import FormWindow, hidden_inputs
from tests.web.public_site import PublicSite


class OwnPage:
    """The own page of somebody who has sent a form."""

    def __init__(self, site: PublicSite, client: httpx.AsyncClient, address: str) -> None:
        self.site = site
        self.client = client
        self.address = address
        self.reference = ""

    async def read(self) -> str:
        page = (await self.client.get(self.address)).text
        self.reference = re.findall(r'section class="card own-case" aria-labelledby="(\w+)"', page)[
            0
        ]
        return page

    async def do(self, doing: str, **more: str) -> httpx.Response:
        page = await self.read()
        data = {**hidden_inputs(page), **more}
        files = [("nothing", ("", b"", "text/plain"))]
        there = f"{self.address}/{self.reference}/{doing}"
        return await self.client.post(there, data=data, files=files)

    async def case(self) -> Case:
        await self.read()
        async with self.site.desk.database.reading() as session:
            case = await find_case(session, self.reference)
        assert case is not None
        return case

    async def actions(self) -> list[str]:
        case = await self.case()
        async with self.site.desk.database.reading() as session:
            return [one.action for one in await history(session, case.id, for_resident=True)]


@pytest.fixture
async def own(site: PublicSite, browser: httpx.AsyncClient) -> OwnPage:
    form = FormWindow(browser, "/services/lamp/form")
    await form.open()
    await form.types(what="The lamp is out.").send()
    await form.send("send")
    sent = (await browser.get(form.location)).text
    address = re.findall(r'href="(/my/[^"]+)"', sent)[0]
    return OwnPage(site, browser, address)


@pytest.fixture
async def staff(site: PublicSite) -> Staff:
    return await site.hire()


async def test_the_page_shows_where_the_case_stands(own: OwnPage) -> None:
    page = await own.read()
    assert "Street lamp" in page
    assert "The case arrived" in page
    assert "The lamp is out." in page


async def test_the_page_shows_the_words_of_the_office(own: OwnPage, staff: Staff) -> None:
    await own.site.act(staff, await own.case(), CaseAction.ASK, "Which pole?")
    page = await own.read()
    assert "Which pole?" in page
    assert "Answer the office" in page


async def test_the_answer_reaches_the_office(own: OwnPage, staff: Staff) -> None:
    await own.site.act(staff, await own.case(), CaseAction.ASK, "Which pole?")
    answer = await own.do("write", words="The one at the temple")
    assert answer.status_code == 303
    assert (await own.actions())[-1] == CaseAction.ANSWER


async def test_the_same_page_sent_twice_is_one_message(own: OwnPage) -> None:
    page = await own.read()
    data = {**hidden_inputs(page), "words": "Still dark"}
    there = f"{own.address}/{own.reference}/write"
    files = [("nothing", ("", b"", "text/plain"))]
    await own.client.post(there, data=data, files=files)
    await own.client.post(there, data=data, files=files)
    assert await own.actions() == [CaseAction.FILE, CaseAction.WRITE]


async def test_a_photo_comes_along(own: OwnPage) -> None:
    page = await own.read()
    files = {"file": ("a.jpg", drawn("JPEG"), "image/jpeg")}
    there = f"{own.address}/{own.reference}/write"
    await own.client.post(there, data=hidden_inputs(page), files=files)
    assert await own.actions() == [CaseAction.FILE, CaseAction.ATTACH]


async def test_nothing_at_all_is_explained(own: OwnPage) -> None:
    answer = await own.do("write", words="")
    assert answer.status_code == 409
    assert "Please write something first." in answer.text


async def test_a_case_can_be_rated_when_it_is_done(own: OwnPage, staff: Staff) -> None:
    await own.site.act(staff, await own.case(), CaseAction.FINISH, "Mended")
    await own.do("rate", stars="5", words="Quick")
    case = await own.case()
    async with own.site.desk.database.reading() as session:
        rating = await rating_of(session, case.id)
    assert rating is not None
    assert (rating.stars, rating.comment) == (5, "Quick")


async def test_a_case_that_is_not_done_can_be_opened_again(own: OwnPage, staff: Staff) -> None:
    await own.site.act(staff, await own.case(), CaseAction.FINISH, "Mended")
    await own.do("dispute", words="Still dark")
    assert (await own.case()).status == CaseStatus.REOPENED


async def test_a_case_can_be_withdrawn(own: OwnPage) -> None:
    answer = await own.do("withdraw")
    assert answer.status_code == 303
    assert (await own.case()).status == CaseStatus.WITHDRAWN


async def test_what_cannot_be_done_is_explained(own: OwnPage) -> None:
    answer = await own.do("rate", stars="5")
    assert answer.status_code == 409
    assert "You can rate it when it is done." in answer.text


async def test_a_form_without_the_token_of_the_page_changes_nothing(own: OwnPage) -> None:
    answer = await own.do("withdraw", form_token="0" * 64)
    assert answer.status_code == 403
    assert (await own.case()).status == CaseStatus.RECEIVED


async def test_the_page_gives_a_code_for_a_messenger(own: OwnPage) -> None:
    answer = await own.do("code")
    assert re.search(r"SALA-\w{4}-\w{4}", answer.text)


async def test_once_claimed_the_page_after_sending_shows_no_more_than_the_number(
    site: PublicSite, browser: httpx.AsyncClient
) -> None:
    form = FormWindow(browser, "/services/lamp/form")
    await form.open()
    await form.types(what="The lamp is out.").send()
    await form.send("send")
    before = (await browser.get(form.location)).text
    [code] = set(re.findall(r"SALA-\w{4}-\w{4}", before))
    await claimed(site, code)
    after = (await browser.get(form.location)).text
    assert "This case goes on in a chat now" in after
    assert [part for part in ("/my/", "SALA-", "/papers/", "/pay/") if part in after] == []
    own = (await browser.get(re.findall(r'href="(/my/[^"]+)"', before)[0])).text
    assert [part for part in ("The lamp is out.", "SALA-", "/papers/") if part in own] == []


async def claimed(site: PublicSite, code: str) -> None:
    """Type the code in a private chat on LINE."""
    async with site.desk.work() as work:
        resident = Resident()
        work.session.add(resident)
        await work.session.flush()
        actor = Actor("line", "U9", "U9", True, "en", resident_id=resident.id)
        await redeem_here(work, code, actor)


async def test_somebody_elses_case_is_not_theirs_to_change(own: OwnPage) -> None:
    other = await own.site.file()
    page = await own.read()
    files = [("nothing", ("", b"", "text/plain"))]
    there = f"{own.address}/{other.reference}/withdraw"
    answer = await own.client.post(there, data=hidden_inputs(page), files=files)
    assert answer.status_code == 409
    assert "We cannot find a case" in answer.text


async def test_an_unknown_secret_is_a_missing_page(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/my/guessed")).status_code == 404


async def test_the_page_is_kept_by_nobody(own: OwnPage) -> None:
    answer = await own.client.get(own.address)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]


async def test_what_is_to_be_paid_can_be_paid_from_the_page(own: OwnPage) -> None:
    case = await own.case()
    async with own.site.desk.work() as work:
        await ask_for(work, case, [Demand(25_000, "A new lamp", case.due_on)])
    page = await own.read()
    assert 'href="https://desk.example/pay/' in page
