"""Announcements on their way: paused, stopped, corrected, and sent at their time."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.channels.line import Line
from bot.desk import Desk
from models import Staff
from services.desk.announcing import approving, editing, steering
from services.desk.announcing.content import content_of
from services.kit.message import Written
from tests.announcing.people import (
    WATER,
    announcer,
    approved,
    counted,
    go_on,
    read,
    readers,
    standing,
)
from tests.conftest import Clock
from tests.simulator import Simulator


async def test_a_paused_announcement_says_nothing_until_it_goes_on(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "line", 2)
    sent = await approved(desk, writer, approver)
    await announcer(desk).look()
    async with desk.work() as work:
        await steering.pause(work, sent, approver)
    await go_on(desk, 2)
    assert [read(person) for person in people] == [[], []]
    async with desk.work() as work:
        await steering.resume(work, sent, approver)
    await go_on(desk)
    assert [len(read(person)) for person in people] == [1, 1]


async def test_a_stopped_announcement_counts_whom_it_did_not_reach(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff
) -> None:
    people = await readers(desk, simulator, "line", 2)
    sent = await approved(desk, writer, approver)
    await announcer(desk).look()
    async with desk.work() as work:
        await steering.stop(work, sent, approver)
    await go_on(desk)
    assert [read(person) for person in people] == [[], []]
    assert (await counted(desk, sent))["line"].stopped == 2


async def test_it_waits_for_its_time(
    desk: Desk, simulator: Simulator, writer: Staff, approver: Staff, clock: Clock
) -> None:
    people = await readers(desk, simulator, "line", 2)
    later = replace(WATER, scheduled_at=clock.now + timedelta(hours=2))
    await approved(desk, writer, approver, later)
    await go_on(desk, 2)
    assert [read(person) for person in people] == [[], []]
    clock.advance(hours=2)
    await go_on(desk)
    assert [len(read(person)) for person in people] == [1, 1]


async def test_line_is_told_five_messages_at_most_with_one_call(desk: Desk) -> None:
    line = desk.channels["line"]
    assert isinstance(line, Line)
    written: list[Written] = [{"text": "x"}] * 6
    with pytest.raises(Exception, match="more messages"):
        await line.say_to_many(["U1"], written, uuid4())


async def corrected(desk: Desk, wrong: UUID, two: tuple[Staff, Staff]) -> UUID:
    writer, approver = two
    async with desk.work() as work:
        draft = await editing.begin_correction(work, wrong, writer)
    right = replace(content_of(draft), title_th="น้ำประปาไหลแล้ว", title_en="Water is back")
    async with desk.work() as work:
        await editing.save(work, draft.id, writer, 1, right)
    async with desk.work() as work:
        await approving.submit(work, draft.id, writer, 2)
    async with desk.work() as work:
        await approving.approve(work, draft.id, approver, 2)
    return draft.id


async def test_a_correction_follows_to_the_same_people_and_to_nobody_new(
    desk: Desk, simulator: Simulator, two: tuple[Staff, Staff]
) -> None:
    people = await readers(desk, simulator, "line", 2) + await readers(desk, simulator, "telegram")
    wrong = await approved(desk, *two)
    await go_on(desk)
    [late] = await readers(desk, simulator, "line", 1, "en")
    right = await corrected(desk, wrong, two)
    await go_on(desk)
    assert [read(person) for person in people] == [
        ["น้ำประปาหยุดไหล", "แก้ไขประกาศที่ 1: น้ำประปาไหลแล้ว"]
    ] * 5
    assert read(late) == []
    assert (await standing(desk, right)).number == 2


async def test_a_correction_that_comes_in_between_stops_the_wrong_one_and_reaches_all(
    desk: Desk, simulator: Simulator, two: tuple[Staff, Staff]
) -> None:
    people = await readers(desk, simulator, "telegram", 2)
    people += await readers(desk, simulator, "telegram", 2, "en")
    wrong = await approved(desk, *two)
    working = announcer(desk)
    await working.look()
    await working.tell("telegram")
    await corrected(desk, wrong, two)
    await go_on(desk)
    assert [len(read(person)) for person in people] == [1, 1, 2, 2]
    assert [read(person)[-1].split(": ")[-1] for person in people] == [
        "น้ำประปาไหลแล้ว", "น้ำประปาไหลแล้ว", "Water is back", "Water is back",
    ]  # fmt: skip
    assert (await standing(desk, wrong)).state == "stopped"


async def test_what_the_office_stopped_is_corrected_only_to_who_was_told(
    desk: Desk, simulator: Simulator, two: tuple[Staff, Staff]
) -> None:
    people = await readers(desk, simulator, "telegram", 2)
    people += await readers(desk, simulator, "telegram", 2, "en")
    wrong = await approved(desk, *two)
    working = announcer(desk)
    await working.look()
    await working.tell("telegram")
    async with desk.work() as work:
        await steering.stop(work, wrong, two[1])
    await corrected(desk, wrong, two)
    await go_on(desk)
    assert [len(read(person)) for person in people] == [0, 0, 2, 2]
