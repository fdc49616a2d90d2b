"""Announcements reach everybody they are for, once, in their language, whatever breaks."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import ChatLine, Staff
from services.desk.announcing import chunks, steering
from services.desk.announcing.content import Audience
from services.desk.budget.holding import held_messages
from tests.announcing.people import (
    FLOOD,
    announcer,
    approved,
    chunks_of,
    counted,
    go_on,
    on_the_web,
    read,
    readers,
    standing,
    urgent,
    wrote_once,
)
from tests.conftest import Clock
from tests.simulator import Simulator
from tests.simulator.faults import Fault, answers, drops, too_many
from tests.subscribing.people import settle


async def test_an_approved_announcement_reaches_line_telegram_and_the_web_chat_once(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "line") + await readers(desk, simulator, "telegram")
    await on_the_web(desk)
    sent = await approved(desk, writer, approver)
    await go_on(desk)
    assert [read(person) for person in people] == [["น้ำประปาหยุดไหล"]] * 6
    async with desk.database.reading() as session:
        lines = (await session.exec(select(ChatLine))).all()
    assert [line.message["text"].split("\n")[0] for line in lines] == ["น้ำประปาหยุดไหล"]
    found = await standing(desk, sent)
    assert (found.state, found.number) == ("sent", 1)
    assert {name: one.sent for name, one in (await counted(desk, sent)).items()} == {
        "line": 3, "telegram": 3, "webchat": 1,
    }  # fmt: skip


async def test_everybody_reads_it_in_their_own_language(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    [thai, *_] = await readers(desk, simulator, "line", 2)
    [english, *_] = await readers(desk, simulator, "line", 2, "en")
    await approved(desk, writer, approver)
    await go_on(desk)
    assert (read(thai), read(english)) == (["น้ำประปาหยุดไหล"], ["Water cut"])


async def test_many_on_line_are_told_with_one_call_under_a_key_that_was_kept_before(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    await readers(desk, simulator, "line", 3)
    sent = await approved(desk, writer, approver)
    await announcer(desk).look()
    [chunk] = await chunks_of(desk, sent)
    await go_on(desk)
    assert (chunk.way, len(chunk.chats), chunk.done) == ("multicast", 3, 0)
    assert list(simulator.line.messages.retry_keys) == [str(chunk.retry_key)]


async def test_a_call_whose_answer_was_lost_is_made_again_and_nobody_reads_it_twice(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff, clock: Clock
) -> None:
    people = await readers(desk, simulator, "line")
    sent = await approved(desk, writer, approver)
    simulator.line.faults.add("multicast", drops(after_acting=True))
    await go_on(desk, 2)
    assert (await counted(desk, sent))["line"].waiting == 3
    clock.advance(minutes=1)
    await go_on(desk)
    assert [read(person) for person in people] == [["น้ำประปาหยุดไหล"]] * 3
    assert (await counted(desk, sent))["line"].sent == 3


@pytest.mark.parametrize("fault", [answers(500), too_many(), drops()])
@pytest.mark.parametrize("where", ["line multicast", "telegram sendMessage"])
async def test_what_fails_for_a_while_is_tried_again(
    desk: Desk, simulator: Simulator, two: tuple[Staff, Staff], clock: Clock,
    fault: Fault, where: str,
) -> None:  # fmt: skip
    channel, endpoint = where.split()
    people = await readers(desk, simulator, channel)
    await approved(desk, *two)
    simulator.platform(channel).faults.add(endpoint, fault)
    await go_on(desk, 2)
    clock.advance(minutes=2)
    await go_on(desk)
    assert [read(person) for person in people] == [["น้ำประปาหยุดไหล"]] * 3


async def test_a_process_that_died_in_the_middle_repeats_at_most_one_on_telegram(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff, clock: Clock
) -> None:
    people = await readers(desk, simulator, "telegram", 4)
    sent = await approved(desk, writer, approver)
    await announcer(desk).look()
    async with desk.work() as work:
        chunk = await chunks.claim(work, "telegram")
    assert chunk is not None
    async with desk.work() as work:
        assert await chunks.write(work, chunk, chunks.Progress(2, sent=2))
    clock.advance(minutes=2)
    await go_on(desk)
    assert sum(len(read(person)) for person in people) == 2
    assert (await counted(desk, sent))["telegram"].sent == 4


async def test_while_one_chunk_is_under_way_on_telegram_no_other_is_taken(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    await readers(desk, simulator, "telegram", 2)
    await readers(desk, simulator, "telegram", 2, "en")
    await approved(desk, writer, approver)
    await announcer(desk).look()
    async with desk.work() as work:
        assert await chunks.claim(work, "telegram")
    async with desk.work() as work:
        assert await chunks.claim(work, "telegram") is None


async def test_who_was_held_up_longer_than_the_lease_writes_nothing(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff, clock: Clock
) -> None:
    await readers(desk, simulator, "line", 3)
    sent = await approved(desk, writer, approver)
    await announcer(desk).look()
    async with desk.work() as work:
        slow = await chunks.claim(work, "line")
    assert slow is not None
    clock.advance(minutes=2)
    await go_on(desk)
    async with desk.work() as work:
        assert not await chunks.write(work, slow, chunks.Progress(3, sent=3))
    assert (await counted(desk, sent))["line"].sent == 3


async def test_somebody_who_blocked_the_bot_is_marked_and_the_others_are_told(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "telegram", 3)
    await people[1].blocks()
    sent = await approved(desk, writer, approver)
    await go_on(desk)
    counts = (await counted(desk, sent))["telegram"]
    assert (counts.sent, counts.unreachable, counts.failed) == (2, 1, 0)
    again = await approved(desk, writer, approver)
    await go_on(desk)
    assert (await standing(desk, again)).expected == {"telegram": 2}


async def test_an_id_line_does_not_take_costs_nobody_else_the_news(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "line", 2)
    await settle(desk, "no id of line")
    await urgent(desk, writer, replace(FLOOD, audience=Audience(channels=("line",))))
    await go_on(desk)
    assert [read(person) for person in people] == [["ด่วน: น้ำท่วม"]] * 2


async def test_what_would_fail_for_everybody_is_paused_and_says_why(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "line")
    sent = await approved(desk, writer, approver)
    simulator.line.faults.add("multicast", answers(401))
    await go_on(desk)
    found = await standing(desk, sent)
    assert (found.state, "401" in found.trouble) == ("paused", True)
    async with desk.work() as work:
        await steering.resume(work, sent, approver)
    await go_on(desk)
    assert [len(read(person)) for person in people] == [1, 1, 1]


async def test_when_the_months_messages_are_used_up_nobody_is_forgotten(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "line")
    simulator.line.messages.quota.limit = 1
    sent = await approved(desk, writer, approver)
    await go_on(desk)
    assert (await counted(desk, sent))["line"].held == 3
    async with desk.database.reading() as session:
        held = await held_messages(session)
    assert sorted(one.chat for one in held) == sorted(person.id for person in people)
    assert (await standing(desk, sent)).state == "sent"


async def test_a_call_in_doubt_is_not_handed_on_when_the_months_messages_end(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff, clock: Clock
) -> None:
    people = await readers(desk, simulator, "line")
    sent = await approved(desk, writer, approver)
    simulator.line.faults.add("multicast", drops(after_acting=True))
    simulator.line.messages.quota.limit = 3
    await go_on(desk, 2)
    clock.advance(hours=2)
    await go_on(desk)
    assert (await counted(desk, sent))["line"].sent == 3
    assert [len(read(person)) for person in people] == [1, 1, 1]


async def test_only_an_emergency_for_really_everybody_is_a_broadcast(
    desk: Desk, simulator: Simulator, writer: Staff
) -> None:
    people = [await wrote_once(desk, simulator, name) for name in ("somchai", "suda")]
    sent = await urgent(desk, writer)
    await go_on(desk)
    assert [chunk.way for chunk in await chunks_of(desk, sent)] == ["broadcast"]
    assert [read(person) for person in people] == [["ด่วน: น้ำท่วม"]] * 2


async def test_who_did_not_say_yes_hears_nothing_but_emergencies(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    silent = await wrote_once(desk, simulator, "somchai")
    await readers(desk, simulator, "line", 2)
    await approved(desk, writer, approver)
    await go_on(desk)
    assert read(silent) == []


async def test_at_night_only_emergencies_are_said(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff, clock: Clock
) -> None:
    people = await readers(desk, simulator, "line", 2)
    clock.advance(hours=13)
    await approved(desk, writer, approver)
    await urgent(desk, writer)
    await go_on(desk)
    assert [read(person) for person in people] == [["ด่วน: น้ำท่วม"]] * 2
    clock.advance(hours=11)
    await go_on(desk)
    assert [len(read(person)) for person in people] == [2, 2]
