"""What staff do to a case from its page: the same actions as in the staff chat."""

from datetime import date
from uuid import UUID

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from models.vocabulary import ActorKind, CaseAction
from services.desk import office_actions, tracking
from services.desk.prepared_texts import words_for_case
from services.desk.steps import MOST_WORDS
from services.kit.errors import InvalidAnswer, NotFound, NotPossible
from services.kit.text import _
from web.console.access import Visit, opened, pressed
from web.console.case_page import Attempt, case_address, show_case
from web.console.forms import written
from web.console.offered import Form, form_for


async def act(visit: Visit) -> Response:
    """Carry out one form, and lead back to the case; a refusal keeps what was typed."""
    reference = visit.request.path_params["reference"]
    form = _form(visit)
    words = written(visit.form, "words")
    case = await _case(visit, reference)
    visit.require(form.action, case.department)
    try:
        await _carry_out(visit, case, form, words)
    except (NotPossible, InvalidAnswer) as refusal:
        if not await _already_done(visit, case, form.action, words):
            return await show_case(
                visit, reference, Attempt(form.action, words, refusal, seen_or_none(visit))
            )
    return RedirectResponse(f"{case_address(case.reference)}?done={form.action}#top", 303)


async def put_in(visit: Visit) -> Response:
    """Show the case with a prepared text in the box, under what was typed already.

    Needs no script, and sends nothing: whoever chose it reads it, changes it, and presses.
    """
    form = _form(visit)
    case = await _case(visit, visit.request.path_params["reference"])
    visit.require(form.action, case.department)
    desk, around = visit.desk, visit.desk.around
    async with desk.database.reading() as session:
        prepared = await words_for_case(
            session, _text_id(visit), case, around.office, desk.services, around.languages
        )
    words = "\n\n".join(filter(None, (written(visit.form, "words"), prepared)))
    return await show_case(visit, case.reference, Attempt(form.action, words))


def _text_id(visit: Visit) -> UUID:
    try:
        return UUID(written(visit.form, "text"))
    except ValueError:
        raise NotFound(_("There is no such prepared text.")) from None


async def back_to_case(visit: Visit) -> Response:
    """Lead a reload, or a change of language after a refusal, back to the page of the case."""
    address = case_address(visit.request.path_params["reference"])
    query = visit.request.url.query
    return RedirectResponse(f"{address}?{query}" if query else address, 303)


async def _case(visit: Visit, reference: str) -> Case:
    async with visit.desk.database.reading() as session:
        return visit.require_sight(await tracking.find_case(session, reference))


async def _carry_out(visit: Visit, case: Case, form: Form, words: str) -> None:
    _check_words(form, words)
    async with visit.desk.work() as work:
        await office_actions.act(
            work, case.reference, form.action, visit.staff, words, version_seen(visit), _day(visit)
        )


def _check_words(form: Form, words: str) -> None:
    if form.words and form.needs_words and not words:
        raise InvalidAnswer(_("Please write a few words first."))
    if len(words) > MOST_WORDS:
        raise InvalidAnswer(
            _("That is too long: at most {count} letters, please.", count=MOST_WORDS)
        )


def _day(visit: Visit) -> date | None:
    """Return the day that was chosen, as a browser sends it; None for anything else."""
    try:
        return date.fromisoformat(written(visit.form, "day"))
    except ValueError:
        return None


def version_seen(visit: Visit) -> int:
    """Return the version of the case that the person was looking at when they pressed."""
    given = written(visit.form, "version")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise InvalidAnswer(_("The page is too old. Please look at the case and press again."))
    return int(given)


def seen_or_none(visit: Visit) -> int | None:
    try:
        return version_seen(visit)
    except InvalidAnswer:
        return None


async def _already_done(visit: Visit, case: Case, action: CaseAction, words: str) -> bool:
    """Say whether this is the same form once more: a double tap, or a reload after sending."""
    async with visit.desk.database.reading() as session:
        now = await tracking.find_case(session, case.reference)
        history = await tracking.history(session, case.id, for_resident=False)
    last = next(entry for entry in reversed(history) if entry.actor != ActorKind.SYSTEM)
    same = (last.staff_id, last.action, last.words or "") == (visit.staff.id, action, words)
    return same and now is not None and written(visit.form, "version") == str(now.version - 1)


def _form(visit: Visit) -> Form:
    form = form_for(visit.request.path_params["action"])
    if form is None:
        raise NotFound(_("There is no such page."))
    return form


routes: list[BaseRoute] = [
    pressed("/console/cases/{reference}/{action}/text", put_in, right=CaseAction.NOTE),
    opened("/console/cases/{reference}/{action}/text", back_to_case, right=CaseAction.NOTE),
    pressed("/console/cases/{reference}/{action}", act, right=CaseAction.NOTE),
    opened("/console/cases/{reference}/{action}", back_to_case, right=CaseAction.NOTE),
]
