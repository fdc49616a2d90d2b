"""A member of staff's own chat with the desk: where they alone are told what concerns them."""

from uuid import UUID

from sqlalchemy import case
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.channel_address import ChannelAddress
from models.staff_identity import StaffIdentity
from models.vocabulary import ChannelName
from services.desk.outbox import Destination


async def own_chat(session: AsyncSession, staff_id: UUID) -> Destination | None:
    """Return where somebody hears alone; None when nothing reaches them.

    On both messengers a private chat has the id of its person. Telegram costs nothing, so it
    goes first.
    """
    there = (col(ChannelAddress.channel) == col(StaffIdentity.channel)) & (
        col(ChannelAddress.chat) == col(StaffIdentity.person)
    )
    paid = case((col(StaffIdentity.channel) == ChannelName.TELEGRAM.value, 0), else_=1)
    wanted = (
        select(ChannelAddress)
        .join(StaffIdentity, there)
        .where(StaffIdentity.staff_id == staff_id, col(ChannelAddress.blocked_at).is_(None))
        .order_by(paid, col(StaffIdentity.linked_at))
        .limit(1)
    )
    found = (await session.exec(wanted)).first()
    return Destination(found.channel, found.chat) if found else None
