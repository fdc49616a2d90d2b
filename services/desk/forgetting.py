"""Forgetting: what becomes of our copy when somebody takes a message back (unsend)."""

from typing import Final
from uuid import UUID

from sqlmodel import col, select, update

from models.attachment import Attachment
from models.case_event import CaseEvent
from models.chat_line import ChatLine
from models.rating import Rating
from models.vocabulary import AttachmentState, CaseAction, ChannelName
from services.desk.attachments import UNSENT
from services.desk.work import Work
from services.kit.private import looks_private

LOOKED_BACK: Final = 5
"""Lines among which the number is looked for: it is nearly always the newest."""

EMPTIED: Final = "•••"


async def forget(work: Work, message_key: str) -> int:
    """Empty our copy of a message; return how many rows held something of it.

    The history keeps that something was written, without the words. Files are marked `LOST` and
    lose their digest; the engine deletes those at which no other row points (`unused_digests`).
    """
    if not message_key:
        return 0
    await _forget_comments(work, message_key)
    return await _forget_words(work, message_key) + await _forget_files(work, message_key)


async def forget_typed(work: Work, channel: str, chat: str) -> bool:
    """Empty the newest line of our own window that holds a private number.

    Messengers keep their own copy, which only the sender can delete; this window is ours.
    """
    if channel != ChannelName.WEBCHAT:
        return False
    own = (
        select(ChatLine)
        .where(ChatLine.chat == chat, col(ChatLine.from_resident).is_(True))
        .order_by(col(ChatLine.id).desc())
        .limit(LOOKED_BACK)
    )
    for line in await work.session.exec(own):
        if looks_private(str(line.message.get("text", ""))):
            line.message = {**line.message, "text": EMPTIED}
            work.session.add(line)
            return True
    return False


async def _forget_words(work: Work, message_key: str) -> int:
    told = select(col(CaseEvent.case_id)).where(col(CaseEvent.message_key) == message_key)
    work.to_index.update(await work.session.exec(told))
    written = update(CaseEvent).where(col(CaseEvent.message_key) == message_key)
    return int((await work.session.exec(written.values(words=None))).rowcount)


async def _forget_files(work: Work, message_key: str) -> int:
    sent = update(Attachment).where(col(Attachment.message_key) == message_key)
    gone = sent.values(state=AttachmentState.LOST, error=UNSENT, sha256=None, source={})
    return int((await work.session.exec(gone)).rowcount)


async def _forget_comments(work: Work, message_key: str) -> None:
    commented = select(col(CaseEvent.case_id)).where(
        col(CaseEvent.message_key) == message_key, col(CaseEvent.action) == CaseAction.RATE
    )
    cases: list[UUID] = list(await work.session.exec(commented))
    if cases:
        of_these = update(Rating).where(col(Rating.case_id).in_(cases))
        await work.session.exec(of_these.values(comment=None))
