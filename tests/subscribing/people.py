"""People who want news of the office, each in a line of a test."""

from datetime import datetime
from uuid import UUID, uuid4

from bot.desk import Desk
from models import ChannelAddress, Resident, Subscription, SubscriptionTopic


async def settle(
    desk: Desk,
    chat: str,
    *,
    channel: str = "line",
    language: str = "th",
    blocked_at: datetime | None = None,
    resident_id: UUID | None = None,
) -> UUID:
    """Somebody who wrote to the desk, and whom nobody has asked about news yet."""
    known = resident_id or uuid4()
    async with desk.database.writing() as session:
        if resident_id is None:
            session.add(Resident(id=known, language=language, first_seen_at=desk.clock()))
            await session.flush()
        session.add(
            ChannelAddress(channel=channel, chat=chat, resident_id=known, blocked_at=blocked_at)
        )
    return known


async def subscribe(
    desk: Desk,
    chat: str,
    *,
    channel: str = "line",
    language: str = "th",
    village: int | None = None,
    topics: tuple[str, ...] = (),
) -> UUID:
    """Somebody who said yes to news, to these topics or to all."""
    known = await settle(desk, chat, channel=channel, language=language)
    async with desk.database.writing() as session:
        session.add(
            Subscription(
                resident_id=known,
                wants_news=True,
                channel=channel,
                chat=chat,
                village=village,
                all_topics=not topics,
                agreed_at=desk.clock(),
                wording_version=1,
            )
        )
        await session.flush()
        session.add_all(SubscriptionTopic(resident_id=known, topic=topic) for topic in topics)
    return known
