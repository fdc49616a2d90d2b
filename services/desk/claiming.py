"""Claiming: a case begun on one channel is finished on another, with a one-time code."""

from typing import Final
from uuid import UUID

from sqlalchemy import CursorResult
from sqlmodel import col, select, update

from models.attachment import Attachment
from models.case import Case
from models.one_time_code import OneTimeCode
from models.resident import Resident
from models.vocabulary import ActorKind, CaseAction, CaseStatus, CodePurpose
from services.desk.actor import Actor
from services.desk.codes import make_code
from services.desk.outbox import Destination
from services.desk.steps import Step, take_step
from services.desk.telling import is_blocked, words_for
from services.desk.work import Work
from services.kit.errors import NotFound, NotPossible
from services.kit.message import Button, Reply
from services.kit.presses import CASE, MENU, press
from services.kit.text import Text, _

MOST_TRIES: Final = 5
"""How often the move is tried again when staff change the case at the same moment."""


async def make_claim_code(work: Work, case: Case) -> str:
    """Make a code that brings a case into whichever private chat it is typed in."""
    return await make_code(work, CodePurpose.CLAIM_CASE, case_id=case.id)


async def claim(work: Work, used: OneTimeCode, actor: Actor) -> Reply:
    """Move the case of a code here: its news come to this chat, and it is this resident's."""
    case = await work.session.get(Case, used.case_id, populate_existing=True)
    if case is None or actor.resident_id is None:
        raise NotFound(_("This code was made for a case that is not with us any more."))
    before = Destination(case.channel, case.chat)
    if (case.channel, case.chat) == (actor.channel, actor.chat):
        return _here_already(work, case)
    language = await _language_of(work, case.resident_id)
    await _move(work, case, actor)
    await _void_other_codes(work, case.id)
    if not await is_blocked(work, before.channel, before.chat):
        work.say(before, (_moved_away(work, case),), language, case_id=case.id)
    return _arrived(work, case)


async def _move(work: Work, case: Case, actor: Actor) -> None:
    """Take the step from wherever the case stands, also when staff press at that moment."""
    for _try in range(MOST_TRIES):
        status = CaseStatus(case.status)
        step = Step(CaseAction.CLAIM, status, ActorKind.RESIDENT, message_key=actor.message_key)
        if await take_step(work, case, step):
            break
    else:
        raise NotPossible(_("The office is working on this case right now. Please try again."))
    old = (case.channel, case.chat)
    case.channel, case.chat = actor.channel, actor.chat
    case.resident_id = actor.resident_id or case.resident_id
    work.session.add(case)
    moving = update(Attachment).where(
        col(Attachment.case_id) == case.id,
        col(Attachment.channel) == old[0],
        col(Attachment.chat) == old[1],
        col(Attachment.sha256).is_not(None),
    )
    await work.session.exec(moving.values(channel=actor.channel, chat=actor.chat))
    await work.session.flush()


async def _void_other_codes(work: Work, case_id: UUID) -> None:
    """A code shown on a page left open must not take the case away again."""
    voiding = update(OneTimeCode).where(
        col(OneTimeCode.case_id) == case_id, col(OneTimeCode.used_at).is_(None)
    )
    _voided: CursorResult[OneTimeCode] = await work.session.exec(
        voiding.values(used_at=work.now).execution_options(synchronize_session=False)
    )


async def _language_of(work: Work, resident_id: UUID) -> str:
    wanted = select(Resident.language).where(Resident.id == resident_id)
    return (await work.session.exec(wanted)).first() or "th"


def _arrived(work: Work, case: Case) -> Reply:
    about = words_for(work, case)
    words = _(
        "Done: your case {number} ({service}) goes on here. You will hear from us in this chat.",
        number=about.number,
        service=about.service,
    )
    return Reply(words, _ways_on(case), case_id=case.id)


def _here_already(work: Work, case: Case) -> Reply:
    about = words_for(work, case)
    words: Text = _("Your case {number} is in this chat already.", number=about.number)
    return Reply(words, _ways_on(case), case_id=case.id)


def _moved_away(work: Work, case: Case) -> Reply:
    about = words_for(work, case)
    words = _(
        "Your case {number} ({service}) now goes on in another chat, because its code was typed "
        "there. If that was not you, please tell the office.",
        number=about.number,
        service=about.service,
    )
    return Reply(words, (Button(_("Menu"), MENU),))


def _ways_on(case: Case) -> tuple[Button, ...]:
    follow = Button(_("Where it stands"), press(CASE, case.reference))
    return (follow, Button(_("Menu"), MENU))
