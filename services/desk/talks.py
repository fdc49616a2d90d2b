"""Talks: a resident and the office write to each other about a case without pressing anything.

Each message is an entry in the history of the case, so nothing said in a talk is lost or unseen.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select

from models.case import Case
from models.case_event import CaseEvent
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import resident_actions
from services.desk.actor import Actor
from services.desk.progress import is_open
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit import calendar, presses
from services.kit.consequences import Consequence, OpenTalk
from services.kit.hours import when_read
from services.kit.message import Button, Reply
from services.kit.office import Office
from services.kit.presses import press
from services.kit.references import shown
from services.kit.service import with_consequence
from services.kit.text import Rendered, Text, _, both

ONE_VISIT: Final = timedelta(hours=1)
"""Within it, messages of one person follow each other and need one confirmation."""


async def open_talk(work: Work, case: Case, _consequence: Consequence) -> tuple[Reply, ...]:
    """Say that plain words go to the department from now on, who reads them, and when."""
    about = words_for(work, case)
    words = _(
        "You are now talking with {department}. Just type, or send photos: the staff of this "
        "department read it under case {number}.",
        department=about.department,
        number=about.number,
    )
    told = both(words, when_read(work.now, work.around.office))
    return (Reply(told, (_end(case),), connects=case.reference),)


async def write_in_talk(
    work: Work, reference: str, actor: Actor, words: str, attachment_id: str = ""
) -> tuple[Reply, ...]:
    """Pass on what the resident said; confirm it once, not after each line.

    What was closed meanwhile is still read by the office, but the talk is over.
    """
    case = await resident_actions.own_case(work, reference, actor)
    if case.status == CaseStatus.WITHDRAWN:
        return (_over(work, case, _withdrawn(case)),)
    last = await _last_entry(work, case)
    case = await resident_actions.write(work, reference, actor, words, attachment_id)
    if not is_open(case.status):
        return (_over(work, case, _closed(work, case)),)
    if last is not None and _goes_on(last, work.now, work.around.office):
        return ()
    sent = _("Sent to the staff.")
    return (Reply(both(sent, when_read(work.now, work.around.office)), (_end(case),)),)


def _goes_on(last: CaseEvent, now: datetime, office: Office) -> bool:
    """Say whether the resident has just written and knows who reads it when."""
    same_hours = calendar.is_open(last.at, office) == calendar.is_open(now, office)
    written = last.action in {CaseAction.WRITE, CaseAction.ATTACH, CaseAction.ANSWER}
    return last.actor == ActorKind.RESIDENT and written and same_hours and now - last.at < ONE_VISIT


async def _last_entry(work: Work, case: Case) -> CaseEvent | None:
    newest = (
        select(CaseEvent)
        .where(CaseEvent.case_id == case.id, col(CaseEvent.for_resident).is_(True))
        .order_by(col(CaseEvent.at).desc(), col(CaseEvent.id).desc())
        .limit(1)
    )
    return (await work.session.exec(newest)).first()


def _over(work: Work, case: Case, words: Text) -> Reply:
    """End the talk where one can begin another, so that the next words are not lost."""
    again = [
        Button(service.title, press(presses.BEGIN, service.key))
        for service in with_consequence(work.services, OpenTalk)
    ]
    follow = Button(_("Where it stands"), press(presses.CASE, case.reference))
    menu = Button(_("Menu"), presses.MENU)
    return Reply(words, (*again, follow, menu), connects="")


def _closed(work: Work, case: Case) -> Text:
    department: Rendered = words_for(work, case).department
    return _(
        "The talk about {number} had already ended. We have still passed on what you wrote to "
        "{department}. What you type from now on goes to nobody; to go on, press a button.",
        number=shown(case.reference),
        department=department,
    )


def _withdrawn(case: Case) -> Text:
    return _(
        "You have withdrawn {number}, so the talk is over and your message was not sent. "
        "To ask something else, press a button.",
        number=shown(case.reference),
    )


def _end(case: Case) -> Button:
    return Button(_("End the talk"), press(presses.CANCEL, case.reference))
