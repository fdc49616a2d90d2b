"""Opening one private answer: for those who work on the case, on one page, and recorded."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from services.desk import audit, tracking
from services.desk.permissions import SEE_PRIVATE
from services.kit.errors import NotFound, NotPossible
from services.kit.private import is_sealed
from services.kit.sealing import Unreadable, in_case, opened
from services.kit.text import Rendered, _
from web.console import access
from web.console.access import Visit
from web.console.answers import said
from web.console.case_page import case_address, show_case


async def open_answer(visit: Visit) -> Response:
    """Show the case with one private answer opened. Who looked is recorded first."""
    reference = visit.request.path_params["reference"]
    name = visit.request.path_params["name"]
    async with visit.desk.database.reading() as session:
        case = visit.require_sight(await tracking.find_case(session, reference))
    visit.require(SEE_PRIVATE, case.department)
    answer = _opened(visit, case, name)
    async with visit.desk.work() as work:
        what = f"{case.reference} {name}"
        await audit.record(work, str(visit.staff.id), SEE_PRIVATE, what, audit.DONE, "console")
    return await show_case(visit, case.reference, revealed={name: answer})


async def back_to_case(visit: Visit) -> Response:
    """Lead a reload back to the page where everything is shut."""
    return RedirectResponse(case_address(visit.request.path_params["reference"]), 303)


def _opened(visit: Visit, case: Case, name: str) -> Rendered:
    """Return what the resident answered. It goes nowhere but into the page."""
    stored = case.answers.get(name)
    if not is_sealed(stored):
        raise NotFound(_("There is no such private answer in this case."))
    service = visit.desk.services.get(case.service_key)
    asked = service.field(name) if service else None
    try:
        answer = opened(stored, visit.desk.keyring, in_case(case.id)(name))
        return said(asked, answer, visit.desk.around)
    except Unreadable:
        raise NotPossible(
            _(
                "This answer cannot be opened: the key it was sealed with is missing, or it was "
                "sealed for another case. "
                "Please tell whoever runs the desk; “sala doctor” explains what to do."
            )
        ) from None


routes: list[BaseRoute] = [
    access.pressed("/console/cases/{reference}/private/{name}", open_answer, right=SEE_PRIVATE),
    access.opened("/console/cases/{reference}/private/{name}", back_to_case, right=SEE_PRIVATE),
]
