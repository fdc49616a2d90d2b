"""Telling a member of staff something about their own account, in their own chats."""

from uuid import UUID

from sqlmodel import select

from models.staff_identity import StaffIdentity
from models.vocabulary import ChannelName
from services.desk.outbox import Destination
from services.desk.telling import STAFF_LANGUAGE
from services.desk.work import Work
from services.kit.message import Reply
from services.kit.text import Text

MESSENGERS = (ChannelName.LINE, ChannelName.TELEGRAM)
"""Channels whose private chats belong to one person; a browser's window may be anybody's."""


async def tell_person(work: Work, staff_id: UUID, words: Text) -> None:
    """Say it in every private chat that is linked to this person; a chat has its person's id."""
    mine = select(StaffIdentity).where(StaffIdentity.staff_id == staff_id)
    for account in await work.session.exec(mine):
        if account.channel in MESSENGERS:
            to = Destination(account.channel, account.person)
            work.say(to, (Reply(words),), STAFF_LANGUAGE)
