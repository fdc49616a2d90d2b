"""Details: what staff may read about a case in a chat, in a group and alone with the desk."""

from collections.abc import Sequence
from typing import Final

from models.case import Case
from models.case_event import CaseEvent
from models.channel_address import ChannelAddress
from models.staff import Staff
from models.vocabulary import ActorKind
from services.desk import audit, department_notices, tracking
from services.desk.actor import Actor
from services.desk.office_actions import not_permitted
from services.desk.outbox import Destination
from services.desk.permissions import READ, may
from services.desk.progress import leaves_unread
from services.desk.reading_words import mark_read
from services.desk.steps import load_case
from services.desk.telling import STAFF_LANGUAGE, words_for
from services.desk.work import Work
from services.kit.errors import NotAllowed
from services.kit.journey import questions
from services.kit.message import Reply
from services.kit.private import fits, show_answer
from services.kit.text import Rendered

MOST_MESSAGES: Final = 3


async def show_details(work: Work, reference: str, staff: Staff, actor: Actor) -> Reply:
    """Show a case to staff. Only in a private chat with its answers, and that is recorded."""
    case = await load_case(work, reference)
    if not may(staff, READ, case.department):
        raise NotAllowed(not_permitted())
    if not actor.private:
        return await _hand_over(work, case, actor)
    await audit.record(work, str(staff.id), READ, case.reference, audit.DONE, actor.channel)
    entries = await tracking.history(work.session, case.id, for_resident=True)
    written = [entry for entry in entries if entry.words][-MOST_MESSAGES:]
    if _shows_all(case, entries, written):
        await mark_read(work, case, staff)
    return department_notices.private_details(
        words_for(work, case), _answers(work, case), [_message(entry) for entry in written]
    )


async def _hand_over(work: Work, case: Case, actor: Actor) -> Reply:
    """Point whoever pressed in a group to their own chat with the desk, if they have one.

    On both messengers a person's private chat has the same id as the person.
    """
    about = words_for(work, case)
    own = await work.session.get(ChannelAddress, (actor.channel, actor.person))
    if own is None or own.blocked_at is not None:
        return department_notices.details(about)
    there = Destination(actor.channel, actor.person)
    work.say(there, (department_notices.to_be_read(about),), STAFF_LANGUAGE, case_id=case.id)
    return department_notices.details(about, handed_over=True)


def _shows_all(case: Case, entries: Sequence[CaseEvent], shown: Sequence[CaseEvent]) -> bool:
    """Say whether the chat shows everything that is unread: a picture stands on the page only."""
    since = case.unread_since
    new = [one for one in entries if since and one.at >= since and leaves_unread(one.action)]
    return all(one in shown and one.attachment_id is None for one in new)


def _message(entry: CaseEvent) -> Rendered:
    by_resident = entry.actor == ActorKind.RESIDENT
    return department_notices.message(entry.at, entry.words or "", by_resident=by_resident)


def _answers(work: Work, case: Case) -> Sequence[tuple[Rendered, Rendered]]:
    service = work.services.get(case.service_key)
    if service is None:
        return ()
    around = work.around.of_any_day()
    asked = [one for one in questions(service, case.answers) if one.name in case.answers]
    return [
        (one.question, show_answer(one, case.answers[one.name], around))
        for one in asked
        if case.answers[one.name] is not None and fits(one, case.answers[one.name], around)
    ]
