"""Filing from the web: a finished form becomes one case, however often it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk import Desk
from bot.greeting import NOTICE_VERSION
from bot.talks import connect_talk
from bot.turns import Remembered
from models.attachment import Attachment
from models.case import Case
from models.case_event import CaseEvent
from models.channel_address import ChannelAddress
from models.conversation import Conversation
from models.inbound_event import InboundEvent
from models.resident import Resident
from models.vocabulary import CaseAction, ChannelName
from services.desk import notices
from services.desk.actor import Actor
from services.desk.claiming import make_claim_code
from services.desk.filing import Filed, file_case
from services.desk.outbox import Destination
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit.errors import ResidentError
from services.kit.fields import Answers
from services.kit.message import Reply
from services.kit.sealing import in_chat
from services.kit.service import Service, speaks_for_itself
from web.forms.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Sent:
    """A case that came out of a form, and the code that brings it into a chat."""

    case_id: UUID
    code: str


async def file_sheet(
    desk: Desk, service: Service, sheet: Sheet, answers: Answers, language: str
) -> Sent:
    """File a form once: sent again, also at the same moment, it leads to the same case.

    Raises `ResidentError` when the rules, or what follows from the case, say no.
    """
    try:
        return await _file(desk, service, sheet, answers, language)
    except IntegrityError:
        return await _file(desk, service, sheet, answers, language)
    except ResidentError as refusal:
        await desk.keep_record_of(refusal)
        raise


async def _file(
    desk: Desk, service: Service, sheet: Sheet, answers: Answers, language: str
) -> Sent:
    async with desk.work() as work:
        before = await case_of(work.session, sheet)
        if before is not None:
            return Sent(before.id, await _code(work, before))
        await _take_turn(work, sheet)
        actor = await _actor(work, sheet, language)
        await _bring_files(work, sheet, actor)
        of, to = in_chat(ChannelName.WEBCHAT, sheet.own_chat), in_chat(actor.channel, actor.chat)
        filed = await file_case(work, service, work.keyring.moved(answers, of, to), actor)
        replies = [replace(one, case_id=filed.case.id) for one in _said(work, service, filed)]
        work.say(Destination(actor.channel, actor.chat), replies, language, case_id=filed.case.id)
        await connect_talk(work.session, actor.channel, actor.chat, replies)
        return Sent(filed.case.id, await _code(work, filed.case))


def _said(work: Work, service: Service, filed: Filed) -> tuple[Reply, ...]:
    """Return what the resident is told: the receipt first, unless what follows is one itself."""
    if speaks_for_itself(service, filed.case.answers):
        return filed.replies
    return (notices.receipt(words_for(work, filed.case), service.next_steps), *filed.replies)


async def case_of(session: AsyncSession, sheet: Sheet) -> Case | None:
    """Return the case a form has become already."""
    wanted = (
        select(Case)
        .join(CaseEvent, col(CaseEvent.case_id) == col(Case.id))
        .where(CaseEvent.message_key == sheet.message_key, CaseEvent.action == CaseAction.FILE)
    )
    return (await session.exec(wanted)).first()


async def _take_turn(work: Work, sheet: Sheet) -> None:
    """Of two sendings at the same moment the second fails here; tried again, it finds the case."""
    work.session.add(InboundEvent(key=sheet.message_key, received_at=work.now))
    await work.session.flush()


async def _actor(work: Work, sheet: Sheet, language: str) -> Actor:
    channel = sheet.channel or ChannelName.WEBCHAT
    chat = sheet.chat or sheet.own_chat
    resident_id = await resident_at(work, channel, chat, language)
    return Actor(
        channel,
        chat,
        chat,
        private=True,
        language=language,
        resident_id=resident_id,
        message_key=sheet.message_key,
    )


async def resident_at(work: Work, channel: str, chat: str, language: str) -> UUID:
    """Return the resident of a private chat; whoever was never met before is made known."""
    address = await work.session.get(ChannelAddress, (channel, chat))
    if address is not None and address.resident_id is not None:
        return address.resident_id
    resident = Resident(language=language, first_seen_at=work.now)
    work.session.add(resident)
    await work.session.flush()
    remembered = Remembered(language=language, notice_shown=NOTICE_VERSION).as_data()
    work.session.add(ChannelAddress(channel=channel, chat=chat, resident_id=resident.id))
    work.session.add(
        Conversation(
            channel=channel,
            chat=chat,
            person=chat,
            resident_id=resident.id,
            remembered=remembered,
            changed_at=work.now,
        )
    )
    await work.session.flush()
    return resident.id


async def _bring_files(work: Work, sheet: Sheet, actor: Actor) -> None:
    """Hand the files of the form to the chat of the messenger in which it is filed."""
    if (actor.channel, actor.chat) == (ChannelName.WEBCHAT, sheet.own_chat):
        return
    bringing = update(Attachment).where(
        col(Attachment.channel) == ChannelName.WEBCHAT,
        col(Attachment.chat) == sheet.own_chat,
        col(Attachment.case_id).is_(None),
    )
    await work.session.exec(bringing.values(channel=actor.channel, chat=actor.chat))


async def _code(work: Work, case: Case) -> str:
    """Make the code that goes on in a messenger; a case that lives there already needs none."""
    lives_here = case.channel in _WITHOUT_MESSENGER
    return await make_claim_code(work, case) if lives_here else ""


_WITHOUT_MESSENGER: Sequence[str] = (ChannelName.WEBCHAT,)
