"""The month's messages: who may use them, and that nothing is dropped in silence."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.batch import handle_batch
from bot.delivery import held
from bot.desk import Desk
from bot.held_messages import fitting
from bot.messages import Heard, Kind
from bot.outbox_store import write_steps
from models import OutboxMessage
from models.vocabulary import MessageClass, OutboxState, Urgency
from services.desk.budget.counting import paid_since
from services.desk.budget.holding import held_messages, hold_announcement, send_anyway
from services.desk.budget.lanes import (
    Budget,
    Way,
    forecast,
    lane_for,
    month_began,
    month_gone,
    room_for,
)
from services.desk.outbox import Destination, outbox_row
from tests.conftest import MONDAY
from tests.desk.people import hire, said
from tests.subscribing.people import settle

FIRST = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)
"""Midnight on 1 November in Thailand."""
CLASSES = list(MessageClass)


def row(kind: MessageClass = MessageClass.STATUS, **changes: Any) -> dict[str, Any]:
    made = outbox_row(
        Destination("line", "Ua"), [{"text": "news"}], MONDAY, Urgency.MUST_ARRIVE,
        message_class=kind, first=False,
    )  # fmt: skip
    return made | changes


def test_each_kind_leaves_room_to_those_above_it() -> None:
    rooms = [room_for(kind, Budget(0, 300), FIRST) for kind in CLASSES]
    assert rooms == [300, 300, 285, 210, 150]


def test_near_the_end_of_the_month_less_is_kept_back() -> None:
    last_day = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert room_for(MessageClass.DIGEST, Budget(0, 300), last_day) == 300


@pytest.mark.parametrize("kind", CLASSES)
def test_no_kind_gets_more_than_there_is(kind: MessageClass) -> None:
    assert room_for(kind, Budget(400, 300), MONDAY) == 0


def test_danger_is_paid_for_whatever_is_left() -> None:
    assert lane_for(row(MessageClass.DANGER), 40, Budget(300, 300), MONDAY) == Way.PAID


def test_when_the_month_runs_out_digests_wait_first_and_deadlines_last() -> None:
    held_first: list[MessageClass] = []
    for used in range(301):
        held_first += [
            kind
            for kind in CLASSES
            if kind not in held_first
            and lane_for(row(kind), 1, Budget(used, 300), FIRST) == Way.HELD
        ]
    assert held_first == [
        MessageClass.DIGEST,
        MessageClass.ANNOUNCEMENT,
        MessageClass.STATUS,
        MessageClass.DEADLINE,
    ]


@pytest.mark.parametrize("budget", [None, Budget(9000, None)])
def test_an_unknown_or_boundless_month_holds_nothing(budget: Budget | None) -> None:
    assert lane_for(row(MessageClass.DIGEST), 30, budget, MONDAY) == Way.PAID


def test_a_group_needs_room_for_every_member() -> None:
    budget = Budget(280, 300)
    assert lane_for(row(MessageClass.DEADLINE), 20, budget, MONDAY) == Way.PAID
    assert lane_for(row(MessageClass.DEADLINE), 21, budget, MONDAY) == Way.HELD


def test_what_staff_insist_on_is_paid_for() -> None:
    assert lane_for(row(insisted=True), 1, Budget(300, 300), MONDAY) == Way.PAID


def test_old_news_that_was_held_is_shown_and_not_sent() -> None:
    old = row(MessageClass.ANNOUNCEMENT, held_at=MONDAY)
    later = MONDAY + timedelta(days=8)
    assert lane_for(old, 1, Budget(0, 300), later) == Way.OVERTAKEN
    assert lane_for(old | {"insisted": True}, 1, Budget(0, 300), later) == Way.PAID


def test_the_month_begins_at_midnight_in_thailand_and_is_forecast_by_its_pace() -> None:
    assert month_began(MONDAY) == FIRST
    assert month_gone(FIRST) == 0
    assert forecast(150, datetime(2026, 11, 15, 17, 0, tzinfo=UTC)) == 300


def test_as_many_held_messages_as_fit_go_with_one_free_answer() -> None:
    held_rows = [row(), row(), row(messages=[{"text": "long" * 300}]), row()]
    assert fitting(held_rows, [{"text": "answer"}]) == held_rows[:3]
    assert fitting(held_rows, [{"text": "answer"}, {"text": "one", "picture": {}}]) == held_rows[:2]


async def hold(desk: Desk, *rows: dict[str, Any]) -> None:
    """Let an attempt end with every one of these rows being held."""
    async with desk.work() as work:
        work.outbox.extend(rows)
    async with desk.work() as work:
        await write_steps(work, [(one, held(one, work.now)) for one in rows])


async def writes(desk: Desk, chat: str) -> None:
    heard = Heard(
        channel="line", kind=Kind.TEXT, chat=chat, person=chat, private=True, text="สวัสดี",
        event_id=f"hello of {chat}", reply_token="free", reply_until=MONDAY + timedelta(seconds=50),
        at=MONDAY,
    )  # fmt: skip
    await handle_batch(desk, [heard])


async def test_a_held_message_is_said_with_the_next_free_answer(desk: Desk) -> None:
    await settle(desk, "Ua")
    await hold(desk, row(messages=[{"text": "first"}]), row(messages=[{"text": "second"}]))
    await writes(desk, "Ua")
    *_held, answer = await said(desk, "Ua")
    assert [str(one["text"]) for one in answer.messages][:2] == ["first", "second"]
    assert (answer.reply_token, answer.urgency) == ("free", Urgency.MUST_ARRIVE)
    assert [one.state for one in _held] == [OutboxState.SENT, OutboxState.SENT]
    async with desk.database.reading() as session:
        assert not await held_messages(session)


async def test_whoever_has_telegram_hears_it_there_at_once(desk: Desk) -> None:
    resident = await settle(desk, "Ua")
    await settle(desk, "77", channel="telegram", resident_id=resident)
    await hold(desk, row())
    [moved] = await said(desk, "77")
    assert (moved.channel, moved.state, moved.held_at) == ("telegram", OutboxState.WAITING, None)
    assert moved.due_at == MONDAY


async def test_the_office_sees_what_is_held_and_may_pay_for_it(desk: Desk) -> None:
    await settle(desk, "Ua")
    staff = await hire(desk, role="admin", department=None)
    await hold(desk, row())
    async with desk.work() as work:
        [waiting] = await held_messages(work.session)
        await send_anyway(work, waiting.id, staff.id)
    [message] = await said(desk, "Ua")
    assert (message.insisted, message.due_at) == (True, MONDAY)


async def test_an_announcement_is_held_for_some_and_goes_elsewhere_for_others(desk: Desk) -> None:
    resident = await settle(desk, "Ua")
    await settle(desk, "77", channel="telegram", resident_id=resident)
    await settle(desk, "Ub")
    async with desk.work() as work:
        await hold_announcement(work, "line", ["Ua", "Ub"], [{"text": "flood"}], "used up")
    assert [one.held_at for one in await said(desk, "77")] == [None]
    assert [one.held_at for one in await said(desk, "Ub")] == [MONDAY]
    assert await said(desk, "Ua") == []


async def test_what_was_paid_is_counted_by_kind_and_month(desk: Desk) -> None:
    def sent(kind: MessageClass, cost: int, at: datetime) -> OutboxMessage:
        return OutboxMessage(channel="line", chat="U", messages=[], message_class=kind, cost=cost,
                             state=OutboxState.SENT, finished_at=at)  # fmt: skip

    async with desk.database.writing() as session:
        session.add_all(
            [
                sent(MessageClass.STATUS, 1, MONDAY),
                sent(MessageClass.STATUS, 12, MONDAY),
                sent(MessageClass.DIGEST, 1, MONDAY),
                sent(MessageClass.STATUS, 99, FIRST - timedelta(seconds=1)),
            ]
        )
    async with desk.database.reading() as session:
        paid = await paid_since(session, month_began(MONDAY))
    assert {kind: cost for kind, cost in paid.items() if cost} == {"status": 13, "digest": 1}
