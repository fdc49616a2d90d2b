"""What the form does with rules, findings, private answers, and people a messenger vouches for."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import httpx
import pytest
from sqlmodel import select

from bot.desk import Desk
from bot.turns import Expecting, Remembered
from models import Attachment, Case, Conversation, OutboxMessage
from services.kit.consequences import OpenTalk
from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.private import is_sealed
from services.kit.questions import Choice, NationalId
from services.kit.sealing import in_case, opened
from services.kit.service import Finding
from services.kit.text import _
from tests.files.made import drawn
from tests.web.forms.form_filling import FormWindow
from tests.web.forms.ladder import LADDER
from tests.web.public_site import PublicSite
from web.identity.session import COOKIE, PURPOSE

NUMBER = "1101700230708"


def only_short(answers: Answers, today: date, office: Office) -> None:
    if answers.get("what") == "long":
        raise NotEligible(_("The long one is being mended. Please ask next week."))


def find(answers: Answers, today: date, office: Office) -> Finding | None:
    if answers.get("for") == "asking":
        return Finding(_("You may have it for one day."), final=True)
    return Finding(_("It is about ten baht."))


PRIVATE = replace(
    LADDER,
    fields=(
        Choice("for", _("What for?"), choices={"asking": _("To ask"), "lending": _("To borrow")}),
        NationalId("id-card", _("Which number is on your card?")),
    ),
    finding=find,
)
ASKING = replace(LADDER, key="asking", then=(OpenTalk(),))
CHOOSY = replace(LADDER, key="choosy", rule=only_short)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    services = {LADDER.key: PRIVATE, "choosy": CHOOSY, "plain": LADDER, "asking": ASKING}
    return replace(desk, services=services)


@pytest.fixture
def site(desk: Desk) -> PublicSite:
    return PublicSite(desk)


@pytest.fixture
async def form(site: PublicSite) -> AsyncIterator[FormWindow]:
    async with site.browser() as client:
        window = FormWindow(client, "/services/ladder/form")
        await window.open()
        yield window


async def cases(site: PublicSite) -> list[Case]:
    async with site.desk.database.reading() as session:
        return list(await session.exec(select(Case)))


async def test_a_rule_that_says_no_is_explained_and_nothing_is_lost(
    site: PublicSite, browser: httpx.AsyncClient
) -> None:
    choosy = FormWindow(browser, "/services/choosy/form")
    await choosy.open()
    page = await choosy.types(what="long", phone="0812345678").send("send")
    assert "The long one is being mended." in page
    assert 'value="0812345678"' in page
    assert await cases(site) == []


async def test_an_estimate_is_shown_before_sending(form: FormWindow) -> None:
    page = await form.types(**{"for": "lending", "id-card": NUMBER}).send()
    assert "It is about ten baht." in page
    assert "Send the request" in page


async def test_what_people_came_for_is_said_and_nothing_is_filed(
    site: PublicSite, form: FormWindow
) -> None:
    page = await form.types(**{"for": "asking", "id-card": NUMBER}).send("send")
    assert "You may have it for one day." in page
    assert "Send the request" not in page
    assert await cases(site) == []


async def test_a_private_answer_is_sealed_in_the_case(site: PublicSite, form: FormWindow) -> None:
    await form.types(**{"for": "lending", "id-card": NUMBER}).send()
    form.typed.clear()
    await form.send("send")
    (case,) = await cases(site)
    assert is_sealed(case.answers["id-card"])
    assert opened(case.answers["id-card"], site.desk.keyring, in_case(case.id)("id-card")) == NUMBER
    assert NUMBER not in str(case.answers)


async def test_a_private_answer_is_not_written_back_into_the_page(form: FormWindow) -> None:
    review = await form.types(**{"for": "lending", "id-card": NUMBER}).send()
    form.typed.clear()
    changed = await form.send("look")
    assert NUMBER not in review
    assert NUMBER not in changed
    assert "You gave this already" in changed


async def test_a_sealed_answer_of_somebody_else_is_not_taken(form: FormWindow) -> None:
    await form.types(**{"for": "lending", "id-card._sealed": "gAAAAAforged"}).send()
    assert form.mistaken() == ["id-card"]


async def test_who_comes_from_a_messenger_files_in_their_chat(
    site: PublicSite, form: FormWindow
) -> None:
    until = site.desk.clock() + timedelta(hours=1)
    form.client.cookies.set(COOKIE, site.desk.links.token(PURPOSE, ("line", "U1"), until))
    await form.types(**{"for": "lending", "id-card": NUMBER}).send()
    await form.send("send")
    sent = (await form.client.get(form.location)).text
    (case,) = await cases(site)
    async with site.desk.database.reading() as session:
        told = [one.chat for one in await session.exec(select(OutboxMessage))]
    assert (case.channel, case.chat) == ("line", "U1")
    assert told == ["U1"]
    assert "The receipt is in your chat too" in sent
    assert "/my/" not in sent


async def test_photos_sent_before_the_messenger_vouched_come_along(
    site: PublicSite, browser: httpx.AsyncClient
) -> None:
    ladder = FormWindow(browser, "/services/plain/form")
    await ladder.open()
    await ladder.send("look", files={"photo": ("a.jpg", drawn("JPEG"), "image/jpeg")})
    until = site.desk.clock() + timedelta(hours=1)
    browser.cookies.set(COOKIE, site.desk.links.token(PURPOSE, ("line", "U1"), until))
    await ladder.types(what="long", phone="0812345678").send()
    await ladder.send("send")
    (case,) = await cases(site)
    async with site.desk.database.reading() as session:
        (kept,) = list(await session.exec(select(Attachment)))
    assert (kept.case_id, kept.chat) == (case.id, "U1")


async def test_who_files_twice_from_a_messenger_stays_one_resident(
    site: PublicSite, form: FormWindow
) -> None:
    until = site.desk.clock() + timedelta(hours=1)
    form.client.cookies.set(COOKIE, site.desk.links.token(PURPOSE, ("line", "U1"), until))
    await form.types(**{"for": "lending", "id-card": NUMBER}).send()
    await form.send("send")
    await form.open()
    await form.send("go")
    await form.send("send")
    residents = {case.resident_id for case in await cases(site)}
    assert (len(await cases(site)), len(residents)) == (2, 1)


async def test_what_follows_from_the_case_is_said_on_the_page_and_in_its_chat(
    site: PublicSite, browser: httpx.AsyncClient
) -> None:
    asking = FormWindow(browser, "/services/asking/form")
    await asking.open()
    await asking.types(what="long", phone="0812345678").send()
    await asking.send("send")
    page = (await browser.get(asking.location)).text
    (case,) = await cases(site)
    async with site.desk.database.reading() as session:
        talk = await session.get_one(Conversation, ("webchat", case.chat, case.chat))
    assert "You are now talking with" in page
    assert Remembered.from_data(talk.remembered).expecting == Expecting("talk", case.reference)
