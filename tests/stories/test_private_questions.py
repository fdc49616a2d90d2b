"""A private question, from the chat to a page inside the messenger and back to the chat."""

import json
import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from sqlmodel import select

from models import Case, Conversation, InboundEvent
from services.kit.private import is_sealed
from services.kit.questions import Line, NationalId
from services.kit.sealing import in_case, opened
from services.kit.service import Group, Service
from services.kit.text import Text, _
from tests.simulator.telegram_mini_app import PUBLIC_KEY, init_data
from tests.stories.stage import Person, Premises, Stage

NUMBER = "1101700230708"
PIECES = (NUMBER, "1-1017-00230-70-8", "00230")
"""How the number might stand somewhere it must not."""

GRANT = Service(
    key="grant",
    title=_("A grant"),
    summary=_("Money for a good cause."),
    group=Group.WELFARE,
    department="health",
    promise_days=3,
    next_steps=_("We look at it."),
    keywords=("grant",),
    fields=(
        Line("why", _("What for?")),
        NationalId("national", _("Which number stands on your card?")),
    ),
)


@pytest.fixture
async def stage(premises: Premises, messenger: str) -> AsyncIterator[Stage]:
    """A desk with a LIFF app, and a bot whose messages the simulator signs."""
    login = premises.simulator.line.login.channel_id
    premises.settings.line_login_channel_id = login
    premises.settings.liff_id = f"{login}-AbcdEfgh"
    premises.settings.telegram_public_key = PUBLIC_KEY
    async with premises.opened(messenger, {GRANT.key: GRANT}) as opened_stage:
        yield opened_stage


def thai(stage: Stage, words: Text) -> str:
    """Return what a resident reads."""
    return words.render(stage.desk.around.languages["th"])


async def comes_to_the_page(stage: Stage, person: Person) -> str:
    """Answer in the chat up to the private question, press its button; return the page's path."""
    await person.types("grant")
    await person.sees("What for?")
    await person.types("Medicine")
    await person.sees("Which number stands on your card?")
    await person.presses(thai(stage, _("Open the safe page")))
    return re.sub(r"^/[0-9]+-AbcdEfgh", "", urlsplit(person.opened[-1]).path)


def proof_of(stage: Stage, person: Person) -> str:
    """Return what the messenger's app hands to a page that this person opens."""
    if stage.platform.name == "line":
        return stage.simulator.line.login.token(person.id)
    return init_data(stage.platform.token, int(person.id), stage.clock().timestamp())


async def proves(stage: Stage, person: Person) -> httpx.Response:
    """Let the page say who opened it, as its script does."""
    return await shows(stage, proof_of(stage, person))


async def shows(stage: Stage, proof: str) -> httpx.Response:
    return await stage.browser.post(f"/identity/{stage.platform.name}", json={"proof": proof})


async def fills_in(stage: Stage, path: str, number: str = NUMBER) -> httpx.Response:
    """Open the page, type the number, send."""
    page = await stage.browser.get(path)
    return await sends(stage, path, page.text, number)


async def sends(stage: Stage, path: str, page: str, number: str) -> httpx.Response:
    hidden: dict[str, Any] = {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    }
    typed = {**hidden, "national": number, "_step": "go"}
    return await stage.browser.post(path, data=typed, files={"nothing": ("", b"")})


async def everything_kept(stage: Stage) -> str:
    """Return what the database keeps of cases, conversations, events and messages."""
    async with stage.desk.database.reading() as session:
        cases = [row.answers for row in await session.exec(select(Case))]
        talks = [row.remembered for row in await session.exec(select(Conversation))]
        events = [row.payload for row in await session.exec(select(InboundEvent))]
    said = [row.messages for row in await stage.outbox()]
    return json.dumps([cases, talks, events, said], ensure_ascii=False)


async def test_a_number_goes_from_the_page_to_the_case_and_stands_nowhere(stage: Stage) -> None:
    group, _officers = await stage.department_chat("malee")
    person = await stage.resident()
    path = await comes_to_the_page(stage, person)
    assert (await proves(stage, person)).status_code == 204
    assert (await fills_in(stage, path)).status_code == 303
    await person.sees(thai(stage, _("Thank you. We have what you filled in on the page.")))
    await person.presses("ส่งเรื่อง")
    await person.sees("ได้รับเรื่องแล้ว")
    await group.sees("A grant")
    async with stage.desk.database.reading() as session:
        (case,) = await session.exec(select(Case))
    assert is_sealed(case.answers["national"])
    assert (
        opened(case.answers["national"], stage.desk.keyring, in_case(case.id)("national")) == NUMBER
    )
    kept = await everything_kept(stage)
    assert [piece for piece in PIECES if piece in kept] == []


async def test_a_number_typed_in_the_chat_is_not_taken(stage: Stage) -> None:
    person = await stage.resident()
    await comes_to_the_page(stage, person)
    await person.types(NUMBER)
    await stage.all_said()
    kept = await everything_kept(stage)
    assert [piece for piece in PIECES if piece in kept] == []


async def test_a_page_opened_by_somebody_else_shows_nothing(stage: Stage) -> None:
    person = await stage.resident()
    stranger = await stage.resident("stranger")
    path = await comes_to_the_page(stage, person)
    await proves(stage, stranger)
    page = await stage.browser.get(path)
    assert page.status_code == 403
    assert "Which number" not in page.text


async def test_a_link_of_yesterday_shows_nothing(stage: Stage) -> None:
    person = await stage.resident()
    path = await comes_to_the_page(stage, person)
    stage.clock.advance(hours=25)
    page = await stage.browser.get(path)
    assert page.status_code == 410
    assert "Which number" not in page.text


async def test_a_forged_link_opens_nothing(stage: Stage) -> None:
    person = await stage.resident()
    path = await comes_to_the_page(stage, person)
    forged = f"{path[:-4]}AAAA"
    assert (await stage.browser.get(forged)).status_code == 410


async def test_a_forged_or_an_old_proof_vouches_for_nobody(stage: Stage) -> None:
    person = await stage.resident()
    proof = proof_of(stage, person)
    forged = await shows(stage, proof.replace(proof[-5:], "AAAAA"))
    stage.clock.advance(hours=25)
    old = await shows(stage, proof)
    assert (forged.status_code, old.status_code) == (401, 401)
    assert dict(stage.browser.cookies) == {}


async def test_two_taps_on_send_are_one_answer(stage: Stage) -> None:
    person = await stage.resident()
    path = await comes_to_the_page(stage, person)
    page = (await stage.browser.get(path)).text
    first = await sends(stage, path, page, NUMBER)
    second = await sends(stage, path, page, NUMBER)
    assert first.status_code == 303
    assert second.status_code in {200, 303}
    await stage.all_said()
    thanks = thai(stage, _("Thank you. We have what you filled in on the page."))
    said = [message["text"] for row in await stage.outbox() for message in row.messages]
    assert sum(thanks in text for text in said) == 1
