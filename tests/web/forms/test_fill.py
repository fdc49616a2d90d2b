"""The page that goes on a draft of a chat: private answers never pass through the chat."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.batch import FILL
from bot.desk import Desk
from bot.messages import Heard, Kind
from bot.turns import Draft, Remembered
from models import Case, Conversation, InboundEvent
from services.kit.errors import NotEligible
from services.kit.fields import Answers
from services.kit.office import Office
from services.kit.private import is_sealed
from services.kit.questions import Line, NationalId, Phone
from services.kit.sealing import in_case, in_chat, opened
from services.kit.service import Group, Service
from services.kit.text import _, plain
from tests.web.forms.form_filling import FormWindow
from tests.web.public_site import PublicSite
from web.identity.session import COOKIE, PURPOSE

NUMBER = "1101700230708"
OTHER_NUMBER = "3101700230704"
REFUSED = "A palace"
PLACE = in_chat("line", "U1")("id-card")


def refuse_palaces(answers: Answers, _today: date, _office: Office) -> None:
    """A rule that looks at an answer of the page."""
    if answers.get("why") == REFUSED:
        raise NotEligible(plain("Nothing is granted for that."))


GRANT = Service(
    key="grant",
    title=_("A grant"),
    summary=_("Money for a good cause."),
    group=Group.OFFICE,
    department="works",
    promise_days=3,
    next_steps=_("We look at it."),
    keywords=("grant",),
    rule=refuse_palaces,
    fields=(
        Line("why", _("What for?")),
        NationalId("id-card", _("Which number is on your card?")),
        Phone("phone", _("Which number?")),
    ),
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={GRANT.key: GRANT})


@pytest.fixture
async def site(desk: Desk) -> AsyncIterator[PublicSite]:
    """The site, with somebody on LINE who has begun and told what for."""
    site = PublicSite(desk)
    async with site.running():
        await hear(site, "1", "begin:grant", Kind.PRESS)
        await hear(site, "2", "A new roof")
        yield site


async def hear(site: PublicSite, event: str, text: str, kind: Kind = Kind.TEXT) -> None:
    await site.intake.take([Heard("line", event, "U1", "U1", kind, text)])


async def remembered(site: PublicSite) -> Remembered:
    async with site.desk.database.reading() as session:
        talk = await session.get_one(Conversation, ("line", "U1", "U1"))
    return Remembered.from_data(talk.remembered)


async def draft_of(site: PublicSite) -> Draft:
    draft = (await remembered(site)).draft
    assert draft is not None
    return draft


async def address(site: PublicSite, draft: str = "") -> str:
    name = draft or (await draft_of(site)).id
    until = site.desk.clock() + timedelta(hours=24)
    return "/fill/" + site.desk.links.token(FILL, ("line", "U1", name), until)


@pytest.fixture
async def page(site: PublicSite) -> AsyncIterator[FormWindow]:
    async with site.browser() as client:
        window = FormWindow(client, await address(site))
        await window.open()
        yield window


async def test_only_what_is_private_is_asked_on_the_page(page: FormWindow) -> None:
    assert page.asked() == ["id-card"]


async def test_the_answer_comes_into_the_draft_sealed_and_the_chat_goes_on(
    site: PublicSite, page: FormWindow
) -> None:
    await page.types(**{"id-card": NUMBER}).send()
    draft = await draft_of(site)
    assert page.location.endswith("?done=1")
    assert is_sealed(draft.answers["id-card"])
    assert opened(draft.answers["id-card"], site.desk.keyring, PLACE) == NUMBER
    assert draft.answers["why"] == "A new roof"


async def test_the_number_itself_stands_in_no_row(site: PublicSite, page: FormWindow) -> None:
    await page.types(**{"id-card": NUMBER}).send()
    async with site.desk.database.reading() as session:
        talks = [str(one.remembered) for one in await session.exec(select(Conversation))]
        events = [str(one.payload) for one in await session.exec(select(InboundEvent))]
    assert NUMBER not in "".join((*talks, *events))


async def test_a_wrong_number_is_explained_and_the_chat_hears_nothing(
    site: PublicSite, page: FormWindow
) -> None:
    await page.types(**{"id-card": "1101700230709"}).send()
    assert page.mistaken() == ["id-card"]
    assert "id-card" not in (await draft_of(site)).answers


async def test_a_double_tap_is_heard_once(site: PublicSite, page: FormWindow) -> None:
    before = page.page
    await page.types(**{"id-card": NUMBER}).send()
    page.page = before
    await page.send()
    async with site.desk.database.reading() as session:
        events = [one.key for one in await session.exec(select(InboundEvent))]
    assert len([key for key in events if key.startswith("line:fill-")]) == 1


async def test_two_devices_do_not_undo_each_other(site: PublicSite, page: FormWindow) -> None:
    other = FormWindow(page.client, page.address)
    await other.open()
    await page.types(**{"id-card": NUMBER}).send()
    await other.types(**{"id-card": NUMBER}).send()
    assert opened((await draft_of(site)).answers["id-card"], site.desk.keyring, PLACE) == NUMBER


async def test_the_whole_form_can_be_filled_in_at_once(site: PublicSite, page: FormWindow) -> None:
    whole = FormWindow(page.client, f"{page.address}?all=1")
    first = await whole.open()
    assert whole.asked() == ["why", "id-card", "phone"]
    assert 'value="A new roof"' in first
    await whole.types(**{"why": "A new roof", "id-card": NUMBER, "phone": "0812345678"}).send()
    assert set((await draft_of(site)).answers) == {"why", "id-card", "phone"}


async def test_a_change_in_the_chat_meanwhile_is_said(site: PublicSite, page: FormWindow) -> None:
    whole = FormWindow(page.client, f"{page.address}?all=1")
    await whole.open()
    draft = (await draft_of(site)).id
    await hear(site, "3", f"change:{draft}:why", Kind.PRESS)
    await hear(site, "4", "A new floor")
    text = await whole.types(
        **{"why": "A new roof", "id-card": NUMBER, "phone": "0812345678"}
    ).send()
    assert "Something has changed in your chat" in text
    assert (await draft_of(site)).answers["why"] == "A new floor"


async def test_a_private_answer_given_before_is_kept_when_left_empty(
    site: PublicSite, page: FormWindow
) -> None:
    await page.types(**{"id-card": NUMBER}).send()
    again = FormWindow(page.client, page.address)
    text = await again.open()
    await again.send()
    assert "You gave this already" in text
    assert NUMBER not in text
    assert again.location.endswith("?done=1")


async def test_an_expired_link_leads_back_to_the_chat(site: PublicSite, page: FormWindow) -> None:
    site.desk.clock.advance(hours=25)  # type: ignore[attr-defined] # the clock of the tests
    answer = await page.client.get(page.address)
    assert answer.status_code == 410
    assert "press the button for the page again" in answer.text


@pytest.mark.parametrize("token", ["forged", "A" * 200, "a.b.c"])
async def test_a_forged_link_opens_nothing(page: FormWindow, token: str) -> None:
    answer = await page.client.get(f"/fill/{token}")
    assert answer.status_code == 410


async def test_the_link_of_another_draft_opens_nothing(site: PublicSite, page: FormWindow) -> None:
    answer = await page.client.get(await address(site, "older1"))
    assert "This form is not open in your chat any more" in answer.text


async def test_somebody_else_of_whom_the_messenger_vouches_sees_nothing(
    site: PublicSite, page: FormWindow
) -> None:
    until = site.desk.clock() + timedelta(hours=1)
    page.client.cookies.set(COOKIE, site.desk.links.token(PURPOSE, ("line", "U2"), until))
    answer = await page.client.get(page.address)
    assert answer.status_code == 403
    assert "A grant" not in answer.text


async def test_a_form_from_another_site_changes_nothing(site: PublicSite, page: FormWindow) -> None:
    page.client.headers["Origin"] = "https://elsewhere.example"
    await page.types(**{"id-card": NUMBER}).send()
    assert page.status == 403
    assert "id-card" not in (await draft_of(site)).answers


async def test_the_page_is_kept_by_nobody(page: FormWindow) -> None:
    answer = await page.client.get(page.address)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]


async def test_what_was_begun_in_the_chat_and_filled_on_the_web_is_sent_in_the_chat(
    site: PublicSite, page: FormWindow
) -> None:
    await page.types(**{"id-card": NUMBER}).send()
    await hear(site, "5", "081 234 5678")
    await hear(site, "6", f"send:{(await draft_of(site)).id}", Kind.PRESS)
    async with site.desk.database.reading() as session:
        (case,) = list(await session.exec(select(Case)))
    assert opened(case.answers["id-card"], site.desk.keyring, in_case(case.id)("id-card")) == NUMBER


async def test_a_whole_page_sent_twice_is_not_said_to_have_changed(
    site: PublicSite, page: FormWindow
) -> None:
    whole = FormWindow(page.client, f"{page.address}?all=1")
    first = await whole.open()
    await whole.types(**{"why": "A door", "id-card": NUMBER, "phone": "0812345678"}).send()
    whole.page = first
    await whole.send()
    assert whole.location.endswith("?done=1")


async def test_a_number_put_right_after_going_back_is_not_lost(
    site: PublicSite, page: FormWindow
) -> None:
    before = page.page
    await page.types(**{"id-card": NUMBER}).send()
    page.page = before
    await page.types(**{"id-card": OTHER_NUMBER}).send()
    assert (
        opened((await draft_of(site)).answers["id-card"], site.desk.keyring, PLACE) == OTHER_NUMBER
    )


async def test_what_the_rule_refuses_is_said_on_the_page_where_it_can_be_changed(
    site: PublicSite, page: FormWindow
) -> None:
    whole = FormWindow(page.client, f"{page.address}?all=1")
    await whole.open()
    await whole.types(**{"why": REFUSED, "id-card": NUMBER, "phone": "0812345678"}).send()
    assert "Nothing is granted for that." in whole.page
    assert 'value="0812345678"' in whole.page
    await whole.types(why="A door").send()
    assert (await draft_of(site)).answers["phone"] == "0812345678"
