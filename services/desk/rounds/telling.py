"""Telling about rounds: the history of each case, its resident, and the department once."""

from collections.abc import Sequence
from typing import Final

from models.case import Case
from models.pickup_round import PickupRound
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction
from services.desk.names import service_title
from services.desk.outbox import Destination
from services.desk.progress import next_status
from services.desk.rounds import notices
from services.desk.rounds.reading import Stop
from services.desk.staffing import staff_chats
from services.desk.steps import Step, take_step
from services.desk.telling import STAFF_LANGUAGE, tell_resident, words_for
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.message import Reply
from services.kit.text import Day, Rendered, _, both, plain

MOST_TRIES: Final = 5
"""How often a step is tried again when somebody changes the case at the same moment."""


async def tell_day(work: Work, trip: PickupRound, stop: Stop, staff: Staff) -> bool:
    """Tell a resident the day, unless they know it; False when it cannot reach them."""
    before = stop.row.told_day
    if before == trip.day or not await _note(
        work, stop.case, CaseAction.PLAN_VISIT, staff, Day(trip.day)
    ):
        return True
    stop.row.told_day = trip.day
    work.session.add(stop.row)
    about = words_for(work, stop.case)
    if before:
        notice = notices.moved(about, trip.day, before)
    else:
        notice = notices.planned(about, trip.day, _remember(work, trip))
    return await tell_resident(work, stop.case, notice)


async def call_off(
    work: Work, trip: PickupRound, stop: Stop, staff: Staff, words: str = ""
) -> bool:
    """Tell a resident that nobody comes on that day; False when it cannot reach them."""
    told = both(Day(trip.day), plain(words)) if words else Day(trip.day)
    if not await _note(work, stop.case, CaseAction.CANCEL_VISIT, staff, told):
        return True
    notice = notices.called_off(words_for(work, stop.case), trip.day, words)
    return await tell_resident(work, stop.case, notice)


async def tell_missed(
    work: Work, trip: PickupRound, stop: Stop, staff: Staff, why: Rendered
) -> None:
    """Tell a resident why it could not be done."""
    if await _note(work, stop.case, CaseAction.MISS_VISIT, staff, why):
        notice = notices.missed(words_for(work, stop.case), trip.day, why)
        await tell_resident(work, stop.case, notice)


async def tell_planned(work: Work, trip: PickupRound, heard: Sequence[bool]) -> None:
    """Tell the department of a new round; `heard` says of each resident whether it reached them."""
    line = notices.round_planned(
        title(work, trip), trip.day, len(heard), unheard(heard), address(work, trip)
    )
    await tell_chats(work, trip, line)


async def tell_chats(work: Work, trip: PickupRound, line: Reply) -> None:
    """Say something to every chat of the department: nothing about who the residents are."""
    for chat in await staff_chats(work.session, trip.department):
        work.say(Destination(chat.channel, chat.chat), (line,), STAFF_LANGUAGE)


def title(work: Work, trip: PickupRound) -> Rendered:
    """Name what the round is for."""
    return service_title(work.services, trip.service_key)


def address(work: Work, trip: PickupRound) -> str:
    """Return where the round stands in the console."""
    return f"{work.base_url}/console/rounds/{trip.id}"


def unheard(heard: Sequence[bool]) -> int:
    """Count those whom no message reaches."""
    return sum(not one for one in heard)


def _remember(work: Work, trip: PickupRound) -> Rendered | None:
    service = work.services.get(trip.service_key)
    return service.site_visit.remember if service and service.site_visit else None


async def _note(work: Work, case: Case, action: CaseAction, staff: Staff, words: Rendered) -> bool:
    """Add to the history of a case; False when it was closed meanwhile and nothing is to be told.

    Raises `NotPossible` when others keep changing it: then nothing of this work counts.
    """
    said = words.render(work.language(STAFF_LANGUAGE))
    for _try in range(MOST_TRIES):
        status = next_status(case.status, action)
        if status is None:
            return False
        step = Step(action, status, ActorKind.STAFF, staff_id=staff.id, words=said)
        if await take_step(work, case, step):
            return True
    raise NotPossible(_("Others are changing these cases at this moment. Please press once more."))
