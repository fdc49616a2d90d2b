"""What goes out, and what waits for whom, when the month's messages are nearly used up."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from sqlmodel import col, select

from bot.desk import Desk
from bot.sender import Sender
from models import OutboxMessage
from models.announcement_vocabulary import AnnouncementKind
from models.vocabulary import MessageClass, OutboxState, Urgency
from services.desk.announcing import approving, editing
from services.desk.announcing.content import Content
from services.desk.budget.lanes import Budget
from services.desk.climbing.going_up import climb_on
from services.desk.outbox import Destination
from services.desk.today.digest import send_digests
from services.kit.message import Reply
from services.kit.office import Office
from services.kit.text import plain
from tests.climbing.test_going_up import with_danger
from tests.conftest import Clock
from tests.desk.people import LAMP, file, hire, link_group, said, settle
from tests.parrots import ParrotChannel


@dataclass
class MeteredParrot(ParrotChannel):
    """A messenger that counts one message for each."""

    used: int = 0
    most: int = 300

    async def month(self) -> tuple[int, int | None]:
        return self.used, self.most

    async def heads(self, _chat: str) -> int:
        return 1


@pytest.fixture
def parrot() -> MeteredParrot:
    return MeteredParrot()


@pytest.fixture
async def sender(desk: Desk, parrot: MeteredParrot) -> AsyncIterator[Sender]:
    desk.channels["parrot"] = parrot
    desk.allowance.budget = Budget(300, 300)
    opened = Sender(desk)
    desk.sender = opened
    await opened.start()
    yield opened
    await opened.stop()


async def say(desk: Desk, kind: MessageClass, chat: str = "head") -> None:
    async with desk.work() as work:
        to = Destination("parrot", chat)
        work.say(to, [Reply(plain(kind))], "en", Urgency.MUST_ARRIVE, message_class=kind)


async def states(desk: Desk) -> dict[str, str]:
    wanted = select(OutboxMessage).order_by(col(OutboxMessage.id))
    async with desk.database.reading() as session:
        return {one.message_class: one.state for one in await session.exec(wanted)}


async def all_written(desk: Desk, held: int) -> None:
    """Wait until so many messages are known to be held."""
    wanted = select(OutboxMessage).where(col(OutboxMessage.held_at).is_not(None))
    async with asyncio.timeout(20):
        while True:
            async with desk.database.reading() as session:
                if len((await session.exec(wanted)).all()) >= held:
                    return
            await asyncio.sleep(0.02)


async def test_danger_goes_out_when_nothing_is_left_and_passes_what_is_held(
    desk: Desk, sender: Sender, parrot: MeteredParrot
) -> None:
    await say(desk, MessageClass.STATUS)
    await all_written(desk, 1)
    await say(desk, MessageClass.DANGER)
    assert await parrot.heard_said(1) == ["danger"]
    await sender.stop()
    assert await states(desk) == {"status": OutboxState.WAITING, "danger": OutboxState.SENT}


async def test_a_held_digest_keeps_no_deadline_waiting(
    desk: Desk, sender: Sender, parrot: MeteredParrot
) -> None:
    desk.allowance.budget = Budget(285, 300)
    await say(desk, MessageClass.DIGEST)
    await all_written(desk, 1)
    for kind in (MessageClass.DEADLINE, MessageClass.STATUS):
        await say(desk, kind)
    assert await parrot.heard_said(2) == ["deadline", "status"]


async def test_news_of_the_same_kind_keep_their_order_while_one_is_held(
    desk: Desk, sender: Sender, parrot: MeteredParrot, clock: Clock
) -> None:
    await say(desk, MessageClass.STATUS)
    await all_written(desk, 1)
    desk.allowance.budget = Budget(0, 300)
    await say(desk, MessageClass.STATUS)
    await say(desk, MessageClass.DEADLINE)
    assert await parrot.heard_said(1) == ["deadline"]
    clock.advance(hours=2)
    assert await parrot.heard_said(3) == ["deadline", "status", "status"]


@pytest.fixture
def dangerous(desk: Desk) -> Desk:
    lamps = replace(desk, services={LAMP.key: LAMP})
    office: Office = with_danger(lamps, "trouble", "sparks")
    return replace(lamps, around=replace(lamps.around, office=office))


async def kinds(desk: Desk, chat: str) -> list[str]:
    return [one.message_class for one in await said(desk, chat)]


async def test_what_staff_hear_of_danger_is_never_held_back(dangerous: Desk, clock: Clock) -> None:
    await link_group(dangerous)
    await hire(dangerous, "Boss", "head", "works", "Uboss")
    await file(dangerous, await settle(dangerous, "Ua"))
    await file(dangerous, await settle(dangerous, "Ub"), trouble="sparks")
    assert await kinds(dangerous, "Cworks") == ["status", "danger"]
    for _hour in range(24):
        clock.advance(hours=1)
        async with dangerous.work() as work:
            await climb_on(work)
    assert "danger" in await kinds(dangerous, "Uboss")


async def test_digests_are_the_first_to_wait(dangerous: Desk) -> None:
    await hire(dangerous, "Boss", "head", "works", "Uboss")
    await file(dangerous, await settle(dangerous, "Ua"))
    async with dangerous.work() as work:
        await send_digests(work)
    assert set(await kinds(dangerous, "Uboss")) == {"digest"}


async def test_the_executive_hears_of_an_urgent_announcement_at_any_price(desk: Desk) -> None:
    await hire(desk, "Boss", "executive", None, "Uboss")
    writer = await hire(desk, "Malee", "admin", None)
    flood = Content(kind=AnnouncementKind.EMERGENCY, title_th="น้ำท่วม", text_th="ขึ้นที่สูง")
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, flood)
        await approving.send_urgently(work, draft.id, writer, 1)
    assert await kinds(desk, "Uboss") == ["danger"]
