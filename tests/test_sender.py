"""The sender: in order, not too fast, again when it fails, and visibly given up."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.channels import DeliveryFailed
from bot.desk import Desk
from bot.outbox_store import claim_due
from bot.sender import Sender
from models import ChannelAddress, OutboxMessage
from models.vocabulary import Urgency
from services.desk.outbox import Destination
from services.kit.message import Reply
from services.kit.text import plain
from tests.conftest import Clock
from tests.parrots import ParrotChannel


@pytest.fixture
def parrot() -> ParrotChannel:
    return ParrotChannel()


@pytest.fixture
async def sender(desk: Desk, parrot: ParrotChannel) -> AsyncIterator[Sender]:
    desk.channels["parrot"] = parrot
    opened = Sender(desk)
    desk.sender = opened
    await opened.start()
    yield opened
    await opened.stop()


async def say(desk: Desk, text: str, chat: str = "resident", **to: Any) -> None:
    async with desk.work() as work:
        destination = Destination("parrot", chat, **to)
        work.say(destination, [Reply(plain(text))], "en", Urgency.MUST_ARRIVE)


async def rows(desk: Desk) -> list[OutboxMessage]:
    async with desk.database.reading() as session:
        return list((await session.exec(select(OutboxMessage))).all())


async def test_what_is_committed_is_said_and_marked(
    desk: Desk, sender: Sender, parrot: ParrotChannel
) -> None:
    await say(desk, "hello")
    assert await parrot.heard_said(1) == ["hello"]
    await sender.stop()
    assert [row.state for row in await rows(desk)] == ["sent"]


async def test_messages_to_one_chat_keep_their_order(
    desk: Desk, sender: Sender, parrot: ParrotChannel
) -> None:
    for number in range(30):
        await say(desk, str(number))
    assert await parrot.heard_said(30) == [str(number) for number in range(30)]


async def test_order_is_kept_when_the_first_message_fails_at_first(
    desk: Desk, sender: Sender, parrot: ParrotChannel, clock: Clock
) -> None:
    parrot.failures.append(DeliveryFailed("500"))
    async with desk.work() as work:
        for text in ("first", "second"):
            work.say(Destination("parrot", "resident"), [Reply(plain(text))], "en")
    async with parrot.arrived:
        await parrot.arrived.wait_for(lambda: not parrot.failures)
    clock.advance(minutes=1)
    assert await parrot.heard_said(2) == ["first", "second"]


async def test_a_failing_message_keeps_its_retry_key(
    desk: Desk, sender: Sender, parrot: ParrotChannel, clock: Clock
) -> None:
    parrot.failures.append(DeliveryFailed("timeout"))
    await say(desk, "hello")
    async with parrot.arrived:
        await parrot.arrived.wait_for(lambda: not parrot.failures)
    stored = (await rows(desk))[0].retry_key
    clock.advance(minutes=1)
    await parrot.heard_said(1)
    assert parrot.parcels[0].retry_key == stored


async def test_a_blocked_chat_is_marked_and_the_message_stays_visible(
    desk: Desk, sender: Sender, parrot: ParrotChannel
) -> None:
    async with desk.database.writing() as session:
        session.add(ChannelAddress(channel="parrot", chat="resident"))
    parrot.failures.append(DeliveryFailed("blocked", permanent=True, unreachable=True))
    await say(desk, "hello")
    async with parrot.arrived:
        await parrot.arrived.wait_for(lambda: not parrot.failures)
    await sender.stop()
    async with desk.database.reading() as session:
        address = await session.get_one(ChannelAddress, ("parrot", "resident"))
    assert address.blocked_at is not None
    assert [(row.state, row.error) for row in await rows(desk)] == [("failed", "blocked")]


async def test_a_group_that_moved_is_followed(
    desk: Desk, sender: Sender, parrot: ParrotChannel
) -> None:
    parrot.failures.append(DeliveryFailed("moved", moved_to="group-new"))
    await say(desk, "hello", chat="group-old")
    await parrot.heard_said(1)
    assert parrot.parcels[0].chat == "group-new"


async def test_the_free_reply_is_used_first_and_a_push_when_it_is_refused(
    desk: Desk, sender: Sender, parrot: ParrotChannel, clock: Clock
) -> None:
    parrot.failures.append(DeliveryFailed("Invalid reply token", token_refused=True))
    until = clock() + timedelta(seconds=50)
    await say(desk, "hello", reply_token="token", reply_until=until)
    await parrot.heard_said(1)
    assert parrot.parcels[0].reply_token == ""


async def test_rows_left_by_a_crashed_process_are_found_after_their_lease(
    desk: Desk, clock: Clock
) -> None:
    await say(desk, "hello")
    assert await claim_due(desk, ["parrot"]) == []
    clock.advance(minutes=1)
    assert len(await claim_due(desk, ["parrot"])) == 1
    assert await claim_due(desk, ["parrot"]) == []


async def leases_reach(desk: Desk, moment: datetime) -> None:
    """Wait until every lease lasts so long; the timeout of the test is the deadline."""
    lasting = False
    while not lasting:
        await asyncio.sleep(0.05)
        lasting = all(row.leased_until and row.leased_until >= moment for row in await rows(desk))


async def test_what_waits_its_turn_longer_than_its_lease_is_said_once(
    desk: Desk, sender: Sender, parrot: ParrotChannel, clock: Clock
) -> None:
    async with parrot.arrived:  # nothing can be delivered meanwhile
        for number in range(3):
            await say(desk, str(number))
        clock.advance(seconds=30)
        await leases_reach(desk, clock() + timedelta(seconds=40))
        clock.advance(seconds=30)
        assert await claim_due(desk, ["parrot"]) == []
    assert await parrot.heard_said(3) == ["0", "1", "2"]


async def test_a_row_that_is_in_hand_is_not_taken_twice(
    desk: Desk, sender: Sender, parrot: ParrotChannel, clock: Clock
) -> None:
    async with parrot.arrived:
        await say(desk, "once")
        clock.advance(minutes=1)  # a process that stood still for longer than the lease
        sender.send_soon(await claim_due(desk, ["parrot"]))
    await say(desk, "last")
    assert await parrot.heard_said(2) == ["once", "last"]


async def test_a_channel_that_is_switched_off_keeps_its_messages(
    desk: Desk, sender: Sender
) -> None:
    async with desk.work() as work:
        work.say(Destination("elsewhere", "chat"), [Reply(plain("hello"))], "en")
    await sender.stop(patience=0.1)
    assert [row.state for row in await rows(desk)] == ["waiting"]
