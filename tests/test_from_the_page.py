"""What a page does to a chat: its answers arrive, a talk begins, a private number is emptied."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from bot.talks import connect_talk
from bot.turns import Remembered
from models import ChatLine, Conversation, OutboxMessage
from models.vocabulary import Urgency
from services.kit.message import Reply
from services.kit.text import plain
from tests.counters import ALLOWANCE, SEALED_ID
from tests.talking import REFERENCE

CHAT = "a-chat"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, services={ALLOWANCE.key: ALLOWANCE})


async def hear(desk: Desk, text: str, number: int, kind: Kind = Kind.TEXT) -> None:
    heard = Heard("webchat", f"e{number}", CHAT, CHAT, kind, text, language="en")
    await handle_batch(desk, [heard])


async def at_the_card(desk: Desk) -> Remembered:
    """Somebody who is asked for the number of a card."""
    for number, text in enumerate(("allowance", "70", "In cash")):
        await hear(desk, text, number)
    return await remembered(desk)


async def remembered(desk: Desk) -> Remembered:
    return Remembered.from_data((await kept(desk)).remembered)


async def kept(desk: Desk) -> Conversation:
    async with desk.database.reading() as session:
        return await session.get_one(Conversation, ("webchat", CHAT, CHAT))


async def outbox(desk: Desk) -> list[OutboxMessage]:
    async with desk.database.reading() as session:
        return list(await session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id))))


async def line(desk: Desk, text: str, *, from_resident: bool = True) -> None:
    async with desk.database.writing() as session:
        session.add(ChatLine(chat=CHAT, from_resident=from_resident, message={"text": text}))


async def lines(desk: Desk) -> list[Any]:
    async with desk.database.reading() as session:
        found = await session.exec(select(ChatLine).order_by(col(ChatLine.id)))
        return [one.message["text"] for one in found]


async def test_what_was_filled_in_goes_on_in_the_chat_and_that_must_arrive(desk: Desk) -> None:
    draft = (await at_the_card(desk)).draft
    assert draft is not None
    page = json.dumps({"draft": draft.id, "answers": {"card": SEALED_ID}})
    await hear(desk, page, 9, Kind.FILLED)
    told = (await outbox(desk))[-1]
    assert told.urgency == Urgency.MUST_ARRIVE
    assert "A note?" in told.messages[-1]["text"]


async def test_a_form_filed_on_a_page_begins_its_talk_in_the_chat(desk: Desk) -> None:
    await hear(desk, "menu", 1)
    before = await kept(desk)
    async with desk.database.writing() as session:
        opened = Reply(plain("Just type."), connects=REFERENCE)
        await connect_talk(session, "webchat", CHAT, [opened])
    after = await kept(desk)
    assert after.remembered["expecting"] == ["talk", REFERENCE]
    assert after.version == before.version + 1


@pytest.mark.parametrize("replies", [[], [Reply(plain("We have it."))]])
async def test_other_answers_begin_none(desk: Desk, replies: list[Reply]) -> None:
    await hear(desk, "menu", 1)
    async with desk.database.writing() as session:
        await connect_talk(session, "webchat", CHAT, replies)
    assert (await remembered(desk)).expecting is None


async def test_a_chat_nobody_has_spoken_in_yet_is_left_alone(desk: Desk) -> None:
    async with desk.database.writing() as session:
        await connect_talk(session, "webchat", CHAT, [Reply(plain("a"), connects=REFERENCE)])
    async with desk.database.reading() as session:
        assert (await session.exec(select(Conversation))).first() is None


async def test_a_private_number_is_emptied_in_our_own_window(desk: Desk) -> None:
    await at_the_card(desk)
    await line(desk, "70")
    await line(desk, "1 1037 02071 81 1")
    await line(desk, "1 2345 67890 12 3 is the office", from_resident=False)
    await hear(desk, "1 1037 02071 81 1", 9)
    assert await lines(desk) == ["70", "•••", "1 2345 67890 12 3 is the office"]


async def test_other_words_stay_in_the_window(desk: Desk) -> None:
    await at_the_card(desk)
    await line(desk, "what for?")
    await hear(desk, "what for?", 9)
    assert await lines(desk) == ["what for?"]
