"""Telling: who hears of a change, in which language and where. Fills the outbox, sends nothing."""

from models.case import Case
from models.channel_address import ChannelAddress
from models.resident import Resident
from models.vocabulary import ActorKind, CaseAction, CaseStatus, ChannelName, MessageClass
from services.desk.about import About, about
from services.desk.outbox import Destination
from services.desk.staffing import staff_chats
from services.desk.steps import Step, record_step
from services.desk.work import Work
from services.kit.climbing import rule_on
from services.kit.message import Reply

STAFF_LANGUAGE = "th"
"""What departments are written in; an office that does not speak it gets its first language."""


def words_for(work: Work, case: Case) -> About:
    """Put the names to a case, as this office has them."""
    return about(case, work.services, work.around.office, work.base_url)


async def tell_resident(
    work: Work,
    case: Case,
    notice: Reply,
    message_class: MessageClass = MessageClass.STATUS,
) -> bool:
    """Tell the resident where they filed the case, in their language.

    False when nothing arrives there any more; the history of the case says so to staff.
    """
    if await is_blocked(work, case.channel, case.chat):
        record_step(work, case, unreachable_step(case))
        return False
    resident = await work.session.get(Resident, case.resident_id, populate_existing=True)
    language = resident.language if resident else STAFF_LANGUAGE
    to = Destination(case.channel, case.chat)
    work.say(to, (notice,), language, case_id=case.id, message_class=message_class)
    return True


async def tell_department(
    work: Work, case: Case, notice: Reply, but_not: Destination | None = None
) -> int:
    """Tell every chat of the department but the one that knows already; return how many.

    A department without a chat loses nothing: its cases stand in the console.
    """
    return await tell_department_of(work, case.department, case, notice, but_not)


async def tell_department_of(
    work: Work, department: str, case: Case, notice: Reply, but_not: Destination | None = None
) -> int:
    """Tell every chat of a department about a case that may be another's; return how many."""
    known = (but_not.channel, but_not.chat) if but_not else None
    chats = await staff_chats(work.session, department)
    others = [chat for chat in chats if (chat.channel, chat.chat) != known]
    for chat in others:
        to = Destination(chat.channel, chat.chat)
        work.say(to, (notice,), STAFF_LANGUAGE, case_id=case.id, message_class=class_of(work, case))
    return len(others)


def class_of(work: Work, case: Case) -> MessageClass:
    """Say how urgently staff must hear of a case: of danger whatever it costs."""
    rule = rule_on(work.around.office, work.today)
    danger = rule is not None and rule.is_danger(case.service_key, case.answers)
    return MessageClass.DANGER if danger else MessageClass.STATUS


async def is_blocked(work: Work, channel: str, chat: str) -> bool:
    """Say whether nothing arrives in this chat: its messenger said so for good, or there is none.

    Whoever came to the counter or telephoned has no chat with us before they claim their case.
    """
    if channel == ChannelName.COUNTER:
        return True
    address = await work.session.get(ChannelAddress, (channel, chat), populate_existing=True)
    return address is not None and address.blocked_at is not None


def unreachable_step(case: Case) -> Step:
    """The entry that says to staff that the resident does not hear from us in the chat."""
    return Step(CaseAction.UNREACHABLE, CaseStatus(case.status), ActorKind.SYSTEM)
