"""The page of one case, also after something went wrong with a form on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case_event import CaseEvent
from services.desk import audit, tracking
from services.desk.permissions import READ
from services.desk.presence import be_here
from services.desk.reading_words import mark_read
from services.desk.steps import MOST_WORDS
from services.kit.errors import ResidentError
from services.kit.references import read_reference
from services.kit.text import Rendered
from web.console.access import Visit, opened, status_of
from web.console.after import after_words, next_step
from web.console.dossier import Dossier, open_dossier
from web.console.offered import offered


@dataclass(frozen=True, slots=True)
class Attempt:
    """A form that did not succeed: why, and what was typed, which must not get lost."""

    action: str
    words: str
    refusal: ResidentError | None = None
    """None: a prepared text was put in, and nothing was tried yet."""
    seen: int | None = None
    """The version the person was looking at."""


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
        await be_here(work, dossier.case.id, visit.staff.id)
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
    forms = offered(visit, dossier.case, blocked=dossier.blocked)
    done = visit.request.query_params.get("done", "")
    return visit.render(
        "case.html",
        status_of(attempt.refusal) if attempt and attempt.refusal else 200,
        dossier=dossier,
        case=dossier.case,
        forms=forms,
        mark=dossier.mark,
        revealed=revealed or {},
        attempt=attempt,
        attempt_form=attempt and any(form.action == attempt.action for form in forms),
        done=None if attempt else after_words(done, blocked=dossier.blocked),
        next_step=next_step(dossier.case, visit.today, blocked=dossier.blocked),
        missed=_missed(dossier, attempt),
        longest_words=MOST_WORDS,
    )


def _missed(dossier: Dossier, attempt: Attempt | None) -> Sequence[CaseEvent]:
    """Return what others did between the page somebody looked at and now."""
    if attempt is None or attempt.refusal is None or attempt.seen is None:
        return ()
    steps = max(dossier.case.version - attempt.seen, 0)
    return dossier.history[-steps:] if steps else ()


routes: list[BaseRoute] = [opened("/console/cases/{reference}", one_case, right=READ)]
