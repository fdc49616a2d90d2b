"""The page of one case, also after something went wrong with a form on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.vocabulary import CaseAction
from services.desk import audit, tracking
from services.desk.permissions import READ
from services.desk.reading_words import mark_read
from services.desk.steps import MOST_WORDS
from services.kit.errors import ResidentError
from services.kit.references import read_reference
from services.kit.text import Rendered, Text, _
from web.console.access import Visit, opened, status_of
from web.console.dossier import Dossier, open_dossier
from web.console.offered import Form, form_for, offered


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that did not succeed: why, and what was typed, which must not get lost."""

    action: str
    words: str
    refusal: ResidentError


def case_address(reference: str) -> str:
    """Return where the page of a case is."""
    return f"/console/cases/{reference}"


async def one_case(visit: Visit) -> Response:
    """Show a case, and record who read it; other ways to write a reference lead here."""
    written = visit.request.path_params["reference"]
    reference = read_reference(written)
    if reference and reference != written:
        return RedirectResponse(case_address(reference), 303)
    dossier = await read_dossier(visit, written)
    async with visit.desk.work() as work:
        await audit.record(work, str(visit.staff.id), READ, written, audit.DONE, "console")
        await mark_read(work, dossier.case, visit.staff)
    return _page(visit, dossier)


async def show_case(
    visit: Visit,
    reference: str,
    attempt: Attempt | None = None,
    revealed: Mapping[str, Rendered] | None = None,
) -> Response:
    """Show everything about one case, with the private answers that were just opened.

    Raises `NotFound` when it is not theirs to see.
    """
    return _page(visit, await read_dossier(visit, reference), attempt, revealed)


async def read_dossier(visit: Visit, reference: str) -> Dossier:
    """Read everything about one case. Raises `NotFound` when it is not theirs to see."""
    async with visit.desk.database.reading() as session:
        case = visit.require_sight(await tracking.find_case(session, reference))
        return await open_dossier(session, visit, case)


def _page(
    visit: Visit,
    dossier: Dossier,
    attempt: Attempt | None = None,
    revealed: Mapping[str, Rendered] | None = None,
) -> Response:
    forms = offered(visit, dossier.case)
    done = form_for(visit.request.query_params.get("done", ""))
    return visit.render(
        "case.html",
        status_of(attempt.refusal) if attempt else 200,
        dossier=dossier,
        case=dossier.case,
        forms=forms,
        revealed=revealed or {},
        attempt=attempt,
        attempt_form=attempt and any(form.action == attempt.action for form in forms),
        done=_done(done, dossier) if done and not attempt else None,
        longest_words=MOST_WORDS,
    )


def _done(form: Form, dossier: Dossier) -> Text:
    """Say what was done, and do not claim that a resident heard it who cannot be reached."""
    if dossier.blocked and form.action != CaseAction.NOTE:
        return _("It is kept in the history, but the resident cannot be told in the chat.")
    return form.done


routes: list[BaseRoute] = [opened("/console/cases/{reference}", one_case)]
