"""The web chat keeps what is said, once, and wakes whoever waits for it."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlmodel import col, select

from bot.channels import FetchFailed, ForgedRequest, Parcel
from bot.channels.webchat import WebChat, store_in
from models.chat_line import ChatLine
from models.database import Database
from services.kit.message import Written

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


class Kept:
    def __init__(self) -> None:
        self.parcels: list[Parcel] = []

    async def store(self, parcel: Parcel) -> None:
        self.parcels.append(parcel)


def parcel(chat: str = "abc") -> Parcel:
    return Parcel(chat, [{"text": "hi"}], uuid4())


async def test_what_is_said_is_kept_before_anybody_is_woken() -> None:
    kept, said = Kept(), parcel()
    webchat = WebChat(kept.store)
    waiting = asyncio.create_task(webchat.wait_for("abc", 10))
    await asyncio.sleep(0)
    await webchat.say(said)
    assert await waiting is True
    assert kept.parcels == [said]


async def test_only_the_chat_that_was_spoken_to_is_woken() -> None:
    webchat = WebChat(Kept().store)
    waiting = asyncio.create_task(webchat.wait_for("other", 0.05))
    await asyncio.sleep(0)
    await webchat.say(parcel("abc"))
    assert await waiting is False


async def test_two_pages_of_one_chat_are_both_woken() -> None:
    webchat = WebChat(Kept().store)
    waiting = [asyncio.create_task(webchat.wait_for("abc", 10)) for _page in range(2)]
    await asyncio.sleep(0)
    webchat.wake("abc")
    assert await asyncio.gather(*waiting) == [True, True]


async def test_closing_lets_everybody_go() -> None:
    webchat = WebChat(Kept().store)
    waiting = asyncio.create_task(webchat.wait_for("abc", 10))
    await asyncio.sleep(0)
    await webchat.close()
    assert await waiting is True


async def test_the_web_chat_has_no_webhook_no_groups_and_nothing_to_fetch() -> None:
    webchat = WebChat(Kept().store)
    with pytest.raises(ForgedRequest):
        webchat.hear({}, b"{}", NOW)
    with pytest.raises(FetchFailed):
        await anext(webchat.fetch({}))
    assert webchat.is_group("-1001") is False


async def test_a_parcel_that_comes_again_is_kept_once_and_in_order(database: Database) -> None:
    store = store_in(database)
    first, second = parcel(), parcel()
    for said in (first, first, second):
        await store(said)
    assert await lines(database) == [str(first.retry_key), str(second.retry_key)]


async def test_the_messages_of_a_parcel_are_lines_of_the_desk(database: Database) -> None:
    chosen: Written = {"text": "?", "buttons": [{"label": "Yes", "value": "yes"}]}
    both = Parcel("abc", [{"text": "hi"}, chosen], uuid4())
    await store_in(database)(both)
    async with database.reading() as session:
        kept = (await session.exec(select(ChatLine).order_by(col(ChatLine.id)))).all()
    assert [line.message["text"] for line in kept] == ["hi", "?"]
    assert [line.from_resident for line in kept] == [False, False]


async def lines(database: Database) -> list[str]:
    async with database.reading() as session:
        kept = await session.exec(select(ChatLine.message).order_by(col(ChatLine.id)))
        return [message["parcel"] for message in kept]


async def test_a_picture_is_kept_as_its_address_only(database: Database) -> None:
    drawn: Written = {"text": "Pay.", "picture": {"url": "https://desk.example/a", "png": "iVBO"}}
    await store_in(database)(Parcel("abc", [drawn], uuid4()))
    async with database.reading() as session:
        (line,) = await session.exec(select(ChatLine))
    assert line.message["picture"] == {"url": "https://desk.example/a"}
