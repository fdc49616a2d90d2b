"""What was paid for this month, kind by kind."""

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models.announcement_chunk import AnnouncementChunk
from models.outbox_message import OutboxMessage
from models.vocabulary import ChannelName, MessageClass


async def paid_since(session: AsyncSession, began: datetime) -> dict[str, int]:
    """Return the month's messages each kind took; announcements also count from their chunks."""
    connection = await session.connection()
    kind = col(OutboxMessage.message_class)
    each = (
        select(kind, func.sum(col(OutboxMessage.cost)))
        .where(col(OutboxMessage.cost) > 0, col(OutboxMessage.finished_at) >= began)
        .group_by(kind)
    )
    paid = {name.value: 0 for name in MessageClass}
    for name, cost in (await connection.execute(each)).all():
        paid[name] = int(cost)
    many = select(func.sum(col(AnnouncementChunk.sent))).where(
        col(AnnouncementChunk.channel) == ChannelName.LINE.value,
        col(AnnouncementChunk.finished_at) >= began,
    )
    paid[MessageClass.ANNOUNCEMENT] += int((await connection.execute(many)).scalar() or 0)
    return paid
