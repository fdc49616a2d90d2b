"""People who want news on each messenger, and announcements on their way to them."""

import asyncio
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from bot.announcer import Announcer
from bot.desk import Desk
from models import Announcement, AnnouncementChunk, Staff
from models.announcement_vocabulary import AnnouncementKind
from services.desk.announcing import approving, counts, editing
from services.desk.announcing.content import Content
from services.desk.announcing.counts import Counts
from tests.simulator import Simulator
from tests.subscribing.people import settle, subscribe

WATER = Content(
    title_th="น้ำประปาหยุดไหล",
    text_th="วันพรุ่งนี้ 9.00–12.00 น. หมู่ที่ 2 และ 3",
    title_en="Water cut",
    text_en="Tomorrow 9:00 to 12:00 in villages 2 and 3",
)
FLOOD = Content(kind=AnnouncementKind.EMERGENCY, title_th="น้ำท่วม", text_th="ขึ้นที่สูงทันที")


async def readers(
    desk: Desk, simulator: Simulator, channel: str = "line", count: int = 3, language: str = "th"
) -> list[Any]:
    """People of one messenger who said yes to news."""
    people = []
    for number in range(count):
        person: Any = simulator.platform(channel).resident(f"{channel} {language} {number}")
        if channel == "telegram":
            await person.types("/start")
        chat = str(person.chat.number) if channel == "telegram" else person.id
        await subscribe(desk, chat, channel=channel, language=language)
        people.append(person)
    return people


async def on_the_web(desk: Desk, chat: str = "webreader") -> None:
    """Somebody who said yes in the web chat."""
    await subscribe(desk, chat, channel="webchat")


async def wrote_once(desk: Desk, simulator: Simulator, name: str) -> Any:
    """Somebody on LINE who wrote to the desk, and never said yes to news."""
    person = simulator.line.resident(name)
    await settle(desk, person.id)
    return person


async def approved(desk: Desk, writer: Staff, approver: Staff, content: Content = WATER) -> UUID:
    """An announcement two people agreed on."""
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, content)
    async with desk.work() as work:
        await approving.submit(work, draft.id, writer, 1)
    async with desk.work() as work:
        await approving.approve(work, draft.id, approver, 1)
    return draft.id


async def urgent(desk: Desk, writer: Staff, content: Content = FLOOD) -> UUID:
    """An emergency, on one person's word."""
    async with desk.work() as work:
        draft = await editing.begin_draft(work, writer, content)
    async with desk.work() as work:
        await approving.send_urgently(work, draft.id, writer, 1)
    return draft.id


def announcer(desk: Desk) -> Announcer:
    return Announcer(desk, asyncio.Event())


async def go_on(desk: Desk, rounds: int = 12) -> None:
    """Let the announcer look and tell as often as a short announcement needs."""
    working = announcer(desk)
    for _round in range(rounds):
        await working.look()
        for channel in ("line", "telegram", "webchat"):
            await working.tell(channel)


async def standing(desk: Desk, announcement_id: UUID) -> Announcement:
    async with desk.database.reading() as session:
        found = await session.get(Announcement, announcement_id)
    assert found is not None
    return found


async def counted(desk: Desk, announcement_id: UUID) -> dict[str, Counts]:
    async with desk.database.reading() as session:
        return await counts.counts_of(session, announcement_id)


async def chunks_of(desk: Desk, announcement_id: UUID) -> list[AnnouncementChunk]:
    wanted = select(AnnouncementChunk).where(AnnouncementChunk.announcement_id == announcement_id)
    async with desk.database.reading() as session:
        return list(await session.exec(wanted.order_by(col(AnnouncementChunk.number))))


def read(person: Any) -> list[str]:
    """The first line of everything on somebody's screen that the desk said."""
    return [shown.text.split("\n")[0] for shown in person.screen if "/start" not in shown.text]
