"""Resident actions: what residents do with their own case after sending it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from models.case import Case
from models.rating import Rating
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import attachments, department_notices
from services.desk.actor import Actor
from services.desk.climbing.waiting import begin_waiting
from services.desk.deadlines import promised_by
from services.desk.pausing import due_after_pause
from services.desk.progress import leaves_unread, next_status
from services.desk.queueing.leaving import hold_lines_for, leave_with_case
from services.desk.standing import too_late_for_resident
from services.desk.steps import Step, checked_words, load_case, no_such_case, take_step
from services.desk.telling import tell_department, words_for
from services.desk.tracking import rating_of
from services.desk.work import Work
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.service import speaks_for_itself
from services.kit.text import _

MOST_TRIES: Final = 5
"""How often a resident's step is tried again when staff change the case at the same moment."""

MOST_COMMENT: Final = 1000
SECOND_THOUGHTS: Final = timedelta(days=1)
"""How long stars may be changed: as long as one conversation lasts, with a night between."""

WEEK_OF_CHANGES: Final = timedelta(days=7)
"""How long a rating may be changed on the page of its link."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the resident wants; the action may turn out as another (a message, an answer)."""

    action: CaseAction
    words: str = ""
    attachment_id: UUID | None = None


async def own_case(work: Work, reference: str, actor: Actor) -> Case:
    """Return a case of this resident. Raises `NotFound`, also when it is somebody else's."""
    case = await load_case(work, reference)
    if actor.resident_id is None or case.resident_id != actor.resident_id:
        raise NotFound(no_such_case())
    return case


async def write(
    work: Work, reference: str, actor: Actor, words: str, attachment_id: str = ""
) -> Case:
    """Add words or a file: an answer when the office asked, else a message.

    What the office closed may still be written about; what the resident withdrew may not.
    """
    kept = checked_words(words, None if attachment_id else _("Please write something first."))
    case = await own_case(work, reference, actor)
    file_id = await _kept_file(work, case, attachment_id, actor)
    action = CaseAction.WRITE if kept else CaseAction.ATTACH
    return await _do(work, case, actor, _Wish(action, kept, file_id))


async def withdraw(work: Work, reference: str, actor: Actor) -> Case:
    """Take a case back while the office still works on it. Raises `NotPossible` afterwards."""
    case = await own_case(work, reference, actor)
    await hold_lines_for(work, case)
    withdrawn = await _do(work, case, actor, _Wish(CaseAction.WITHDRAW))
    await leave_with_case(work, withdrawn)
    return withdrawn


async def dispute(work: Work, reference: str, actor: Actor, words: str = "") -> Case:
    """Say that it is not done: the case is open again, with a new promise from today."""
    kept = checked_words(words)
    case = await own_case(work, reference, actor)
    return await _do(work, case, actor, _Wish(CaseAction.DISPUTE, kept))


async def rate(work: Work, reference: str, actor: Actor, stars: int) -> Case:
    """Give 1 to 5 stars once it is done; again only soon after, and before adding a word."""
    _check_stars(stars)
    case = await own_case(work, reference, actor)
    rating = await rating_of(work.session, case.id)
    if rating and not _may_change(work, case, rating):
        raise NotPossible(_("You have already rated this. Thank you, one rating is enough."))
    await _do(work, case, actor, _Wish(CaseAction.RATE))
    rating = await rating_of(work.session, case.id) or Rating(case_id=case.id, stars=stars)
    rating.stars, rating.comment, rating.rated_at = stars, None, work.now
    work.session.add(rating)
    await work.session.flush()
    return case


async def rate_whole(work: Work, case: Case, actor: Actor, stars: int, words: str) -> None:
    """Give stars, and perhaps a word, at once from a page; both may be changed for a week.

    A change keeps the day of the rating, so that the week ends.
    """
    _check_stars(stars)
    kept = _checked_comment(checked_words(words))
    await _do(work, case, actor, _Wish(CaseAction.RATE, kept))
    rating = await rating_of(work.session, case.id)
    if rating and not may_rate_whole(case, rating, work.now):
        raise NotPossible(_("This was rated more than a week ago, so it stays. Thank you."))
    first = rating is None or _finished_since(case, rating)
    rating = rating or Rating(case_id=case.id, stars=stars)
    rating.stars, rating.comment = stars, kept or None
    rating.rated_at = work.now if first else rating.rated_at
    work.session.add(rating)


def may_rate_whole(case: Case, rating: Rating | None, now: datetime) -> bool:
    """Say whether a case may be rated, or its rating changed, from the page of its link."""
    if next_status(case.status, CaseAction.RATE) is None:
        return False
    if rating is None or _finished_since(case, rating):
        return True
    return now - rating.rated_at <= WEEK_OF_CHANGES


async def comment(work: Work, reference: str, actor: Actor, words: str) -> Case:
    """Add a word to the stars given before. Raises `NotPossible` when there are none."""
    kept = _checked_comment(checked_words(words, _("Please write something first.")))
    case = await own_case(work, reference, actor)
    rating = await rating_of(work.session, case.id)
    if rating is None:
        raise NotPossible(_("Please choose the stars first, then add a word."))
    if rating.comment is not None:
        raise NotPossible(_("You have already added a word to this rating. Thank you."))
    await _do(work, case, actor, _Wish(CaseAction.RATE, kept))
    rating.comment = kept
    work.session.add(rating)
    return case


async def _do(work: Work, case: Case, actor: Actor, wish: _Wish) -> Case:
    """Take the step from wherever the case stands now, also when staff press at that moment."""
    for _try in range(MOST_TRIES):
        step = _step(work, case, actor, wish)
        if step.action == CaseAction.ANSWER:
            step = replace(step, due_on=await due_after_pause(work, case))
        if await take_step(work, case, step):
            await _tell_department(work, case, step.action)
            return case
    raise too_late_for_resident(case, wish.action)


def _step(work: Work, case: Case, actor: Actor, wish: _Wish) -> Step:
    waited_for = case.status == CaseStatus.WAITING_FOR_RESIDENT
    answers = waited_for and wish.action in {CaseAction.WRITE, CaseAction.ATTACH}
    action = CaseAction.ANSWER if answers else wish.action
    status = next_status(case.status, action)
    if status is None:
        raise too_late_for_resident(case, action)
    return Step(
        action,
        status,
        ActorKind.RESIDENT,
        words=wish.words,
        attachment_id=wish.attachment_id,
        message_key=actor.message_key,
        due_on=_new_promise(work, case) if action == CaseAction.DISPUTE else None,
    )


async def _tell_department(work: Work, case: Case, action: CaseAction) -> None:
    service = work.services.get(case.service_key)
    unseen = action == CaseAction.WITHDRAW and service and speaks_for_itself(service, case.answers)
    if action != CaseAction.RATE and not unseen:
        line = department_notices.done_by_resident(words_for(work, case), action)
        told = await tell_department(work, case, line)
        if leaves_unread(action):
            await begin_waiting(work, case, told)


async def _kept_file(work: Work, case: Case, attachment_id: str, actor: Actor) -> UUID | None:
    if not attachment_id:
        return None
    kept = await attachments.keep(work, attachment_id, actor)
    if await attachments.bind(work, [kept.id], case.id, actor) == 0:
        raise NotFound(_("This file is not with us any more. Please send it again."))
    return kept.id


def _new_promise(work: Work, case: Case) -> date | None:
    service = work.services.get(case.service_key)
    office = work.around.office
    return promised_by(service, work.today, office) if service else None


def _may_change(work: Work, case: Case, rating: Rating) -> bool:
    """A case that was opened and finished again is rated anew."""
    if _finished_since(case, rating):
        return True
    return rating.comment is None and work.now - rating.rated_at <= SECOND_THOUGHTS


def _finished_since(case: Case, rating: Rating) -> bool:
    return case.closed_at is not None and case.closed_at > rating.rated_at


def _check_stars(stars: int) -> None:
    if stars not in range(1, 6):
        raise InvalidAnswer(_("Please choose from 1 (very poor) to 5 (very good)."))


def _checked_comment(words: str) -> str:
    if len(words) > MOST_COMMENT:
        raise InvalidAnswer(_("That is more than 1,000 letters. Please say it a little shorter."))
    return words
