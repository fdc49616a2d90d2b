"""Holders: who has a ticket from a chat hears what happens to it, and their case follows it.

Whoever took one at the door has no chat with us; their page and the display tell them.
"""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import col, update

from models.case import Case
from models.queue_ticket import QueueTicket
from models.vocabulary import ActorKind, CaseAction, ChannelName, MessageClass
from services.desk.progress import is_open, next_status
from services.desk.queueing import notices
from services.desk.queueing.links import ticket_address
from services.desk.queueing.notices import Holder
from services.desk.queueing.standing import NEAR, LineView, Place, line_view, place_of
from services.desk.steps import Step, take_step
from services.desk.telling import STAFF_LANGUAGE, is_blocked, tell_resident, words_for
from services.desk.work import Work
from services.kit.message import Reply
from services.kit.text import Text

MOST_TRIES = 3
"""How often a case is closed again when somebody changes it at the same moment."""

Words = Callable[[Holder, Place], Reply]


async def case_of(work: Work, ticket: QueueTicket) -> Case | None:
    """Return the case of who took it in a chat or on a form, as it is now."""
    if ticket.case_id is None:
        return None
    return await work.session.get(Case, ticket.case_id, populate_existing=True)


def holder_of(work: Work, ticket: QueueTicket, case: Case) -> Holder:
    """Put the names to whoever holds a ticket."""
    page = ticket_address(work.links, ticket) if work.base_url else ""
    rings = case.channel != ChannelName.WEBCHAT
    return Holder(words_for(work, case), case.service_key, page, rings=rings)


async def hears(work: Work, ticket: QueueTicket) -> bool:
    """Say whether what we write to who holds a ticket rings; else the number is called out.

    A page on the web rings for nobody: it may have been closed long ago.
    """
    case = await case_of(work, ticket)
    if case is None or case.channel == ChannelName.WEBCHAT:
        return False
    return await _arrives(work, case)


async def _arrives(work: Work, case: Case) -> bool:
    return not await is_blocked(work, case.channel, case.chat)


async def tell_holder(work: Work, ticket: QueueTicket, words: Words) -> bool:
    """Tell who holds a ticket where they stand; False when nothing of it can arrive."""
    case = await case_of(work, ticket)
    if case is None or not await _arrives(work, case):
        return False
    place = await place_of(work.session, work.around.office, ticket.id, work.now)
    if place is None:
        return False
    notice = words(holder_of(work, ticket, case), place)
    return await tell_resident(work, case, notice, MessageClass.DEADLINE)


async def note_near(work: Work, ticket: QueueTicket) -> None:
    """Note that a ticket begins at the front: whoever is told its place needs no second notice."""
    place = await place_of(work.session, work.around.office, ticket.id, work.now)
    if place is not None and place.is_soon:
        await _claimed(work, ticket)


async def tell_those_near(work: Work, *queues: str) -> None:
    """Tell everybody at the front of these lines, once, that it is soon their turn."""
    for queue in dict.fromkeys(queues):
        if queue in work.around.office.queues:
            view = await line_view(work.session, work.around.office, queue, work.now)
            await _tell_near(work, view)


async def end_case(
    work: Work,
    ticket: QueueTicket,
    action: CaseAction,
    staff_id: UUID | None = None,
    words: Text | None = None,
) -> None:
    """Close the case of a ticket, when it is open still, with a word for its history."""
    said = words.render(work.language(STAFF_LANGUAGE)) if words else ""
    for _try in range(MOST_TRIES):
        case = await case_of(work, ticket)
        status = next_status(case.status, action) if case else None
        if case is None or status is None or not is_open(case.status):
            return
        if await take_step(
            work, case, Step(action, status, _actor(action, staff_id), staff_id, said)
        ):
            return


def _actor(action: CaseAction, staff_id: UUID | None) -> ActorKind:
    if action == CaseAction.WITHDRAW:
        return ActorKind.RESIDENT
    return ActorKind.STAFF if staff_id else ActorKind.SYSTEM


async def _tell_near(work: Work, view: LineView) -> None:
    near = [one for one in view.waiting[:NEAR] if one.soon_told_at is None]
    for ticket in near:
        if await _claimed(work, ticket):
            await tell_holder(work, ticket, notices.soon)


async def _claimed(work: Work, ticket: QueueTicket) -> bool:
    """Note that they were told, in the same transaction; False when they were already."""
    claiming = (
        update(QueueTicket)
        .where(col(QueueTicket.id) == ticket.id, col(QueueTicket.soon_told_at).is_(None))
        .values(soon_told_at=work.now)
        .execution_options(synchronize_session=False)
    )
    return bool((await work.session.exec(claiming)).rowcount)
