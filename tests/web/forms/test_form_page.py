"""The form of a service on the web: one page, all mistakes at once, one case in the end."""

from dataclasses import replace

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Attachment, Case, Conversation
from tests.files.made import drawn
from tests.web.forms.form_filling import FormWindow
from tests.web.forms.ladder import LADDER
from tests.web.public_site import PublicSite

JPEG = drawn("JPEG")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={LADDER.key: LADDER})


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return PublicSite(desk)


@pytest.fixture
def form(browser: httpx.AsyncClient) -> FormWindow:
    return FormWindow(browser, "/services/ladder/form")


async def cases(site: PublicSite) -> list[Case]:
    async with site.desk.database.reading() as session:
        return list(await session.exec(select(Case)))


async def test_the_first_page_asks_what_everybody_is_asked(form: FormWindow) -> None:
    await form.open()
    assert form.asked() == ["what", "photo", "phone"]
    assert form.mistaken() == []


async def test_an_empty_form_shows_all_mistakes_at_once(form: FormWindow) -> None:
    await form.open()
    page = await form.send()
    assert form.mistaken() == ["what", "phone"]
    assert form.status == 422
    assert 'href="#q-what"' in page
    assert 'href="#q-phone"' in page


async def test_what_was_typed_stays_when_something_else_is_wrong(form: FormWindow) -> None:
    await form.open()
    page = await form.types(what="long", phone="12").send()
    assert form.mistaken() == ["phone"]
    assert 'value="12"' in page
    assert 'value="long" checked' in page


async def test_a_question_that_comes_up_is_not_a_mistake(form: FormWindow) -> None:
    await form.open()
    page = await form.types(what="other", phone="0812345678").send()
    assert form.asked() == ["what", "which", "photo", "phone"]
    assert form.mistaken() == []
    assert "a few more questions come up" in page


async def test_a_question_that_came_up_is_then_required(form: FormWindow) -> None:
    await form.open()
    await form.types(what="other", phone="0812345678").send()
    await form.send()
    assert form.mistaken() == ["which"]


async def test_the_last_page_shows_everything_before_it_is_sent(
    site: PublicSite, form: FormWindow
) -> None:
    await form.open()
    page = await form.types(what="long", phone="0812345678").send()
    assert "Please check your answers" in page
    assert "081-234-5678" in page
    assert await cases(site) == []


async def test_the_answers_can_be_changed_from_the_last_page(form: FormWindow) -> None:
    await form.open()
    await form.types(what="long", phone="0812345678").send()
    form.typed.clear()
    page = await form.send("look")
    assert 'value="0812345678"' in page
    assert 'value="long" checked' in page


async def test_sending_makes_one_case_with_its_answers(site: PublicSite, form: FormWindow) -> None:
    await form.open()
    await form.types(what="long", phone="0812345678").send()
    form.typed.clear()
    await form.send("send")
    (case,) = await cases(site)
    assert form.status == 303
    assert case.answers == {"what": "long", "photo": None, "phone": "0812345678"}
    assert (case.channel, case.status) == ("webchat", "received")


async def test_a_form_sent_twice_is_one_case_and_the_same_number(
    site: PublicSite, form: FormWindow
) -> None:
    await form.open()
    last = await form.types(what="long", phone="0812345678").send()
    await form.send("send")
    first = (await form.client.get(form.location)).text
    form.page = last
    await form.send("send")
    again = (await form.client.get(form.location)).text
    (case,) = await cases(site)
    number = f"{case.reference[:3]}-{case.reference[3:6]}-{case.reference[6:]}"
    assert number in first
    assert number in again


async def test_after_sending_there_is_a_number_a_secret_page_and_a_code(
    form: FormWindow,
) -> None:
    await form.open()
    await form.types(what="long", phone="0812345678").send()
    await form.send("send")
    answer = await form.client.get(form.location)
    assert "Answer promised by" in answer.text
    assert "https://desk.example/my/" in answer.text
    assert "SALA-" in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


async def test_the_chat_of_the_form_gets_the_receipt(site: PublicSite, form: FormWindow) -> None:
    await form.open()
    await form.types(what="long", phone="0812345678").send()
    await form.send("send")
    (case,) = await cases(site)
    async with site.desk.database.reading() as session:
        talk = await session.get(Conversation, ("webchat", case.chat, case.chat))
    assert talk is not None
    assert talk.resident_id == case.resident_id


async def test_a_photo_stays_with_the_form_and_comes_to_the_case(
    site: PublicSite, form: FormWindow
) -> None:
    await form.open()
    page = await form.send(files={"photo": ("a.jpg", JPEG, "image/jpeg")})
    assert "is with us" in page
    await form.types(what="long", phone="0812345678").send()
    await form.send("send")
    (case,) = await cases(site)
    async with site.desk.database.reading() as session:
        (kept,) = list(await session.exec(select(Attachment)))
    assert case.answers["photo"] == [str(kept.id)]
    assert kept.case_id == case.id


async def test_a_photo_can_be_taken_away_again(form: FormWindow) -> None:
    await form.open()
    page = await form.send("look", files={"photo": ("a.jpg", JPEG, "image/jpeg")})
    kept = page.split('name="_remove" value="')[1].split('"')[0]
    assert "is with us" not in await form.send(_remove=kept)


async def test_a_file_of_another_kind_is_refused_at_once(form: FormWindow) -> None:
    await form.open()
    page = await form.send("look", files={"photo": ("a.exe", b"MZ" + b"\x00" * 99, "x/y")})
    assert form.mistaken() == ["photo"]
    assert "A file of this kind does not open here. Please send a photo or a PDF" in page


async def test_somebody_elses_photo_is_not_taken(site: PublicSite, form: FormWindow) -> None:
    await form.open()
    await form.send("look", files={"photo": ("a.jpg", JPEG, "image/jpeg")})
    async with site.desk.database.reading() as session:
        (kept,) = list(await session.exec(select(Attachment)))
    other = FormWindow(form.client, form.address)
    await other.open()
    page = await other.types(**{"photo._kept": str(kept.id)}).send("look")
    assert "is with us" not in page


async def test_a_form_of_another_site_is_refused(site: PublicSite, form: FormWindow) -> None:
    await form.open()
    form.client.headers["Sec-Fetch-Site"] = "cross-site"
    await form.types(what="long", phone="0812345678").send("send")
    assert form.status == 403
    assert await cases(site) == []


async def test_a_forged_form_is_looked_through_once_more(
    site: PublicSite, form: FormWindow
) -> None:
    await form.open()
    await form.types(what="long", phone="0812345678", _form="forged").send("send")
    assert "This page was open for a long time" in form.page
    assert await cases(site) == []


async def test_the_form_of_a_service_that_is_not_there_is_a_missing_page(
    browser: httpx.AsyncClient,
) -> None:
    assert (await browser.get("/services/nothing/form")).status_code == 404
