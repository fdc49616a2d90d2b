"""Erasing what may be erased of one person: proposed by one member of staff, done by another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import col, delete, select, update

from models.attachment import Attachment
from models.case import Case
from models.case_event import CaseEvent
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.conversation import Conversation
from models.data_request import DataRequest
from models.one_time_code import OneTimeCode
from models.outbox_message import OutboxMessage
from models.queue_ticket import QueueTicket
from models.rating import Rating
from models.staff import Staff
from models.vocabulary import AttachmentState, ChannelName, DataWish, OutboxState
from services.desk import audit
from services.desk.residents import requests
from services.desk.residents.erasable import Item, Verdict, erasable
from services.desk.residents.reading import cases_of, chats_of, facts_of
from services.desk.signing_in.second_person import require_second_person
from services.desk.work import Work
from services.kit.errors import NotAllowed, NotPossible
from services.kit.text import _

ERASED = "erased"
"""Stands where the chat of a case was. It leads nowhere."""


async def verdicts(work: Work, resident_id: UUID) -> list[Verdict]:
    """Say what would become of everything, as it stands now."""
    cases = await cases_of(work.session, resident_id)
    return erasable(await facts_of(work.session, cases))


async def propose(work: Work, request_id: UUID, staff: Staff) -> DataRequest:
    """Ask a second person to agree. Nothing is erased yet."""
    asked = await _erase_request(work, request_id)
    asked.proposed_by, asked.proposed_at = staff.id, work.now
    work.session.add(asked)
    await work.session.flush()
    await audit.record(work, str(staff.id), "propose_erasing", str(asked.id), audit.DONE, "console")
    return asked


async def erase(work: Work, request_id: UUID, staff: Staff) -> list[Verdict]:
    """Erase what may be erased now. Raises `NotAllowed` for whoever proposed it."""
    asked = await _erase_request(work, request_id)
    if asked.proposed_by is None:
        raise NotPossible(_("Somebody has to look at it and propose it first."))
    if asked.proposed_by == staff.id:
        raise NotAllowed(_("You proposed this yourself. A second person has to agree."))
    await require_second_person(work, asked.proposed_by, staff)
    await _lock_cases(work, asked.resident_id)
    told = await verdicts(work, asked.resident_id)
    gone = {one.reference for one in told if one.item == Item.CASE and one.erase}
    cases = [c for c in await cases_of(work.session, asked.resident_id) if c.reference in gone]
    await _erase_cases(work, [case.id for case in cases])
    if any(one.item == Item.CHATS and one.erase for one in told):
        await _erase_chats(work, asked.resident_id)
    await requests.answer(work, asked, staff, requests.DONE)
    return told


async def _erase_request(work: Work, request_id: UUID) -> DataRequest:
    asked = await requests.load(work, request_id)
    if asked.kind != DataWish.ERASE:
        raise NotPossible(_("Nobody asked for this to be erased."))
    return asked


async def _lock_cases(work: Work, resident_id: UUID) -> None:
    """Let no case be opened again between the decision and the erasing."""
    wanted = select(col(Case.id)).where(Case.resident_id == resident_id)
    (await work.session.exec(wanted.with_for_update())).all()


async def _erase_cases(work: Work, ids: Sequence[UUID]) -> None:
    """Empty the cases. Their numbers stay: service, days, status, village, stars."""
    empty: dict[str, Any] = {
        "answers": {}, "latitude": None, "longitude": None, "filed_for": None,
        "channel": ChannelName.COUNTER, "chat": ERASED,
    }  # fmt: skip
    changing = update(Case).where(col(Case.id).in_(ids)).values(version=Case.version + 1, **empty)
    await work.session.exec(changing.execution_options(synchronize_session=False))
    events = update(CaseEvent).where(col(CaseEvent.case_id).in_(ids))
    await work.session.exec(events.values(words=None, message_key=None))
    await work.session.exec(update(Rating).where(col(Rating.case_id).in_(ids)).values(comment=None))
    tickets = update(QueueTicket).where(col(QueueTicket.case_id).in_(ids))
    await work.session.exec(tickets.values(comment=None))
    await work.session.exec(delete(OneTimeCode).where(col(OneTimeCode.case_id).in_(ids)))
    await _erase_files(work, col(Attachment.case_id).in_(ids))
    await _erase_said(work, col(OutboxMessage.case_id).in_(ids))


async def _erase_chats(work: Work, resident_id: UUID) -> None:
    chats = [(one.channel, one.chat) for one in await chats_of(work.session, resident_id)]
    in_windows = [chat for channel, chat in chats if channel == ChannelName.WEBCHAT]
    await work.session.exec(delete(ChatLine).where(col(ChatLine.chat).in_(in_windows)))
    of_files = tuple_(col(Attachment.channel), col(Attachment.chat)).in_(chats)
    await _erase_files(work, of_files & col(Attachment.case_id).is_(None))
    await _erase_said(work, tuple_(col(OutboxMessage.channel), col(OutboxMessage.chat)).in_(chats))
    theirs = delete(Conversation).where(col(Conversation.resident_id) == resident_id)
    await work.session.exec(theirs)
    addresses = delete(ChannelAddress).where(col(ChannelAddress.resident_id) == resident_id)
    await work.session.exec(addresses)
    await _leave_kept_cases_without_chat(work, resident_id)


async def _leave_kept_cases_without_chat(work: Work, resident_id: UUID) -> None:
    """A closed case that is kept for the accounts needs no address any more."""
    kept = update(Case).where(col(Case.resident_id) == resident_id)
    values = {"channel": ChannelName.COUNTER, "chat": ERASED}
    await work.session.exec(
        kept.values(version=Case.version + 1, **values).execution_options(synchronize_session=False)
    )


async def _erase_files(work: Work, which: ColumnElement[bool]) -> None:
    """Let go of files; the store throws those away at which no row points any more."""
    values: dict[str, Any] = {
        "state": AttachmentState.LOST, "sha256": None, "source": {}, "message_key": None,
        "chat": ERASED, "error": ERASED, "size": None, "media_type": None,
    }  # fmt: skip
    changing = update(Attachment).where(which).values(**values)
    await work.session.exec(changing.execution_options(synchronize_session=False))


async def _erase_said(work: Work, which: ColumnElement[bool]) -> None:
    """What is still on its way arrives first; what was said is forgotten."""
    over = col(OutboxMessage.state) != OutboxState.WAITING
    await work.session.exec(delete(OutboxMessage).where(which, over))
