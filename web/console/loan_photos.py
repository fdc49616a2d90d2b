"""A photo of what came back damaged, kept in the history of the case for staff."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.files.refusals import EXPLANATIONS, Unwelcome
from models.attachment import Attachment
from models.case import Case
from models.columns import new_id
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import attachments
from services.desk.actor import Actor
from services.desk.permissions import LEND
from services.desk.steps import Step, load_case, record_step
from services.desk.work import Work
from services.kit.errors import InvalidAnswer
from services.kit.text import _
from web.console.access import Visit, uploaded
from web.console.uploads import read_upload

LARGEST = 10 * 1024 * 1024


async def take_photo(visit: Visit) -> Response:
    """Keep one photo. Raises `InvalidAnswer` for what is none."""
    posted = await read_upload(visit, LARGEST)
    async with visit.desk.work() as work:
        await _lent_case(visit, work)
    source = await _stored(visit, posted.content)
    async with visit.desk.work() as work:
        case = await _lent_case(visit, work)
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
    return RedirectResponse("/console/loans?done=photo", 303)


async def _lent_case(visit: Visit, work: Work) -> Case:
    """Return the case of a loan; nothing is kept of what others than its lenders send."""
    case = visit.require_sight(await load_case(work, visit.request.path_params["reference"]))
    visit.require(LEND, case.department)
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


routes: list[BaseRoute] = [uploaded("/console/loans/{reference}/photo", take_photo)]
"""Stands before the steps of a loan: `photo` is none of them."""
