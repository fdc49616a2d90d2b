"""What could not be delivered, and chats that moved or went silent."""

from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from bot.desk import Desk
from models import Case, ChannelAddress, InboundEvent, OutboxMessage, Staff
from models.vocabulary import CaseAction, OutboxState
from services.desk import deliveries, staffing
from services.desk.actor import Actor
from services.kit.errors import NotFound
from tests.conftest import Clock
from tests.desk.people import act, actions, audited, file, link_group, said, texts


async def give_up(desk: Desk, chat: str) -> OutboxMessage:
    [row] = await said(desk, chat)
    async with desk.database.writing() as session:
        row.state, row.attempts, row.error = OutboxState.FAILED, 12, "refused"
        row.finished_at = desk.clock()
        session.add(row)
    return row


async def retry(desk: Desk, message_id: UUID) -> None:
    async with desk.work() as work:
        await deliveries.retry_message(work, message_id)


@pytest.fixture
async def failed(desk: Desk, case: Case, officer: Staff) -> OutboxMessage:
    await act(desk, case, CaseAction.ACCEPT, officer)
    return await give_up(desk, case.chat)


async def failures(desk: Desk) -> list[UUID]:
    async with desk.database.reading() as session:
        return [row.id for row in await deliveries.failed_messages(session)]


async def test_what_was_given_up_is_listed(desk: Desk, failed: OutboxMessage) -> None:
    assert await failures(desk) == [failed.id]


async def test_a_message_tried_again_is_due_at_once(
    desk: Desk, case: Case, failed: OutboxMessage, clock: Clock
) -> None:
    clock.advance(hours=1)
    await retry(desk, failed.id)
    [row] = await said(desk, case.chat)
    assert (row.state, row.attempts, row.error, row.finished_at) == ("waiting", 0, None, None)
    assert (row.due_at, row.leased_until, row.reply_token) == (clock.now, None, None)
    assert await failures(desk) == []


@pytest.mark.parametrize(("hours", "same_key"), [(23, True), (24, False)])
async def test_the_retry_key_is_kept_while_line_remembers_it(
    desk: Desk, case: Case, failed: OutboxMessage, clock: Clock, hours: int, same_key: bool
) -> None:
    clock.advance(hours=hours)
    await retry(desk, failed.id)
    [row] = await said(desk, case.chat)
    assert (row.retry_key == failed.retry_key) is same_key


async def test_only_what_failed_is_tried_again(desk: Desk, failed: OutboxMessage) -> None:
    await retry(desk, failed.id)
    with pytest.raises(NotFound):
        await retry(desk, failed.id)
    with pytest.raises(NotFound):
        await retry(desk, uuid4())


async def test_events_that_failed_are_listed_until_they_are_replayed(desk: Desk) -> None:
    async with desk.database.writing() as session:
        session.add(InboundEvent(key="line:ok", received_at=desk.clock()))
        session.add(InboundEvent(key="line:bad", received_at=desk.clock(), error="KeyError"))
        replayed = InboundEvent(key="line:again", received_at=desk.clock(), error="KeyError")
        replayed.replayed_at = desk.clock()
        session.add(replayed)
    async with desk.database.reading() as session:
        assert [event.key for event in await deliveries.failed_events(session)] == ["line:bad"]


async def lose(desk: Desk, chat: str) -> None:
    async with desk.work() as work:
        await deliveries.mark_unreachable(work, "line", chat, "blocked " * 100)


async def test_a_lost_resident_is_told_to_the_department_once(
    desk: Desk, resident: Actor, officer: Staff
) -> None:
    open_case, closed = await file(desk, resident), await file(desk, resident)
    await act(desk, closed, CaseAction.FINISH, officer)
    await link_group(desk)
    await lose(desk, resident.chat)
    await lose(desk, resident.chat)
    assert len(await texts(desk, "Cworks")) == 1
    assert await actions(desk, open_case) == ["file", "unreachable"]
    assert await actions(desk, closed) == ["file", "finish"]


async def test_a_chat_nobody_knew_can_be_lost_too(desk: Desk) -> None:
    await lose(desk, "Unobody")
    async with desk.database.reading() as session:
        address = await session.get_one(ChannelAddress, ("line", "Unobody"))
    assert address.blocked_at == desk.clock()
    assert len(address.blocked_reason or "") == 200


async def test_whoever_comes_back_hears_from_us_again(
    desk: Desk, case: Case, officer: Staff
) -> None:
    await lose(desk, case.chat)
    async with desk.work() as work:
        await deliveries.mark_reachable(work, "line", case.chat)
    await act(desk, case, CaseAction.ACCEPT, officer)
    assert len(await said(desk, case.chat)) == 1


async def test_losing_a_staff_chat_is_recorded(desk: Desk) -> None:
    await link_group(desk)
    await lose(desk, "Cworks")
    [entry] = await audited(desk)
    assert (entry.action, entry.subject) == ("staff_chat_lost", "works")


async def move(desk: Desk, chat: str, moved_to: str) -> None:
    async with desk.work() as work:
        await deliveries.mark_moved(work, "line", chat, moved_to)


async def linked(desk: Desk) -> list[str]:
    async with desk.database.reading() as session:
        return [chat.chat for chat in await staffing.staff_chats(session, "works")]


async def test_a_group_that_moved_keeps_its_link_and_what_waits(
    desk: Desk, resident: Actor
) -> None:
    await link_group(desk, "Cold")
    await file(desk, resident)
    await move(desk, "Cold", "Cnew")
    await move(desk, "Cold", "Cnew")
    assert await linked(desk) == ["Cnew"]
    assert [len(await said(desk, chat)) for chat in ("Cold", "Cnew")] == [0, 1]


async def test_a_group_linked_anew_before_it_moved_is_linked_once(desk: Desk) -> None:
    await link_group(desk, "Cold")
    await link_group(desk, "Cnew")
    await move(desk, "Cold", "Cnew")
    assert await linked(desk) == ["Cnew"]


async def test_what_was_sent_stays_where_it_was_sent(desk: Desk, resident: Actor) -> None:
    await link_group(desk, "Cold")
    await file(desk, resident)
    async with desk.database.writing() as session:
        row = (await session.exec(select(OutboxMessage))).one()
        row.state = OutboxState.SENT
        session.add(row)
    await move(desk, "Cold", "Cnew")
    assert [len(await said(desk, chat)) for chat in ("Cold", "Cnew")] == [1, 0]
