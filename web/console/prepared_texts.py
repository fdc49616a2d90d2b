"""The texts an office prepares for its staff: the list, and one of them to change."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.prepared_text import PreparedText
from services.desk import prepared_texts
from services.desk.permissions import PREPARE_TEXTS
from services.desk.prepared_texts import ACTIONS, GAPS, LONGEST, LONGEST_TITLE, Wording
from services.kit.errors import InvalidAnswer, NotFound, ResidentError
from services.kit.text import _
from web.console.access import Visit, opened, pressed, status_of
from web.console.forms import written
from web.console.offered import form_for

TEXTS = "/console/templates"


async def show_texts(visit: Visit) -> Response:
    """List what this person may change, and lead to a new one."""
    visit.require(PREPARE_TEXTS, visit.staff.department)
    async with visit.desk.database.reading() as session:
        texts = await prepared_texts.all_texts(session, visit.staff)
    return visit.render("prepared/list.html", texts=texts, form_for=form_for)


async def show_text(visit: Visit) -> Response:
    """Show one text to be changed; an id nobody knows begins a new one."""
    visit.require(PREPARE_TEXTS, visit.staff.department)
    text_id = visit.request.path_params["text"]
    async with visit.desk.database.reading() as session:
        known = await session.get(PreparedText, text_id)
    if known and not visit.may(PREPARE_TEXTS, known.department):
        raise NotFound(_("There is no such prepared text."))
    return _page(visit, text_id, _typed_before(known, visit), is_new=known is None)


async def begin(visit: Visit) -> Response:
    """Lead to an empty page under a name of its own, so that a double tap keeps one text."""
    visit.require(PREPARE_TEXTS, visit.staff.department)
    return RedirectResponse(f"{TEXTS}/{uuid4()}", 303)


async def keep(visit: Visit) -> Response:
    """Keep a text; a refusal keeps what was typed."""
    text_id: UUID = visit.request.path_params["text"]
    wording = Wording(
        written(visit.form, "title"),
        written(visit.form, "action"),
        written(visit.form, "words_th"),
        written(visit.form, "words_en"),
        written(visit.form, "department") or None,
        written(visit.form, "service") or None,
    )
    try:
        async with visit.desk.work() as work:
            await prepared_texts.keep(work, visit.staff, wording, text_id)
    except InvalidAnswer as refusal:
        return _page(visit, text_id, visit.form, refusal)
    return RedirectResponse(f"{TEXTS}?done=kept", 303)


async def drop(visit: Visit) -> Response:
    """Throw a text away."""
    async with visit.desk.work() as work:
        await prepared_texts.drop(work, visit.staff, visit.request.path_params["text"])
    return RedirectResponse(f"{TEXTS}?done=dropped", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload back to the list."""
    return RedirectResponse(TEXTS, 303)


def _page(
    visit: Visit,
    text_id: UUID,
    typed: Mapping[str, str],
    refusal: ResidentError | None = None,
    *,
    is_new: bool = False,
) -> Response:
    departments = visit.desk.around.office.departments
    return visit.render(
        "prepared/text.html",
        status_of(refusal) if refusal else 200,
        text_id=text_id,
        typed=typed,
        refusal=refusal,
        is_new=is_new,
        actions=[form for action in ACTIONS if (form := form_for(action))],
        gaps=GAPS,
        departments=[key for key in departments if visit.may(PREPARE_TEXTS, key)],
        whole_office=visit.may(PREPARE_TEXTS, None),
        services=list(visit.desk.services),
        longest=LONGEST,
        longest_title=LONGEST_TITLE,
    )


def _typed_before(known: PreparedText | None, visit: Visit) -> Mapping[str, str]:
    if known is None:
        return {"department": visit.staff.department or ""}
    return {
        "title": known.title,
        "action": known.action,
        "department": known.department or "",
        "service": known.service_key or "",
        "words_th": known.words_th,
        "words_en": known.words_en,
    }


routes: list[BaseRoute] = [
    opened(TEXTS, show_texts, right=PREPARE_TEXTS),
    opened(f"{TEXTS}/new", begin, right=PREPARE_TEXTS),
    opened(f"{TEXTS}/{{text:uuid}}", show_text, right=PREPARE_TEXTS),
    pressed(f"{TEXTS}/{{text:uuid}}", keep, right=PREPARE_TEXTS),
    pressed(f"{TEXTS}/{{text:uuid}}/drop", drop, right=PREPARE_TEXTS),
    opened(f"{TEXTS}/{{text:uuid}}/drop", back, right=PREPARE_TEXTS),
]
