"""A photo that staff take, kept in the history of a case for staff."""

from bot.files.refusals import EXPLANATIONS, Unwelcome
from models.attachment import Attachment
from models.case import Case
from models.columns import new_id
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import attachments
from services.desk.actor import Actor
from services.desk.steps import Step, load_case, record_step
from services.desk.work import Work
from services.kit.errors import InvalidAnswer
from services.kit.text import _
from web.console.access import Visit

LARGEST = 10 * 1024 * 1024


async def keep_photo(visit: Visit, reference: str, right: str, content: bytes) -> None:
    """Keep one photo. Raises `InvalidAnswer` for what is none.

    Nothing is kept of what others send than those who have the right for this case.
    """
    async with visit.desk.work() as work:
        await _own_case(visit, work, reference, right)
    source = await _stored(visit, content)
    async with visit.desk.work() as work:
        case = await _own_case(visit, work, reference, right)
        actor = Actor(case.channel, case.chat, case.chat, True, "th", source=source)
        kept = await _kept(work, actor)
        await attachments.bind(work, [kept.id], case.id, actor)
        record_step(
            work,
            case,
            Step(
                CaseAction.NOTE,
                CaseStatus(case.status),
                ActorKind.STAFF,
                staff_id=visit.staff.id,
                attachment_id=kept.id,
            ),
        )
    visit.request.app.state.fetcher.hurry()


async def _own_case(visit: Visit, work: Work, reference: str, right: str) -> Case:
    case = visit.require_sight(await load_case(work, reference))
    visit.require(right, case.department)
    return case


async def _kept(work: Work, actor: Actor) -> Attachment:
    kept = await attachments.keep(work, new_id(), actor)
    await work.session.flush()
    return kept


async def _stored(visit: Visit, content: bytes) -> dict[str, object]:
    """Wash and store the file, and return where it is."""
    if not content:
        raise InvalidAnswer(_("Please choose a photo first."))
    try:
        source: dict[str, object] = await visit.request.app.state.fetcher.store_upload(content)
    except Unwelcome as unwelcome:
        raise InvalidAnswer(EXPLANATIONS[unwelcome.refusal]) from None
    return source
