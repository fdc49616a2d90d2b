"""Asking for a payment on the page of a case, and taking a bill back."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk import tracking
from services.desk.about import about
from services.desk.paying import cards, demands, staff_notices
from services.desk.paying.amounts import read_amount
from services.desk.paying.billing import ask_by_staff, bill_and_case, cancel
from services.desk.permissions import ASK_PAYMENT
from services.desk.telling import tell_department, tell_resident, words_for
from services.kit.errors import NotFound
from services.kit.text import _
from web.console.access import Visit, opened, pressed
from web.console.case_page import case_address
from web.console.forms import written


async def ask(visit: Visit) -> Response:
    """Ask the resident for a payment, and lead back to the case."""
    reference = visit.request.path_params["reference"]
    await _require_sight(visit, reference)
    amount = read_amount(written(visit.form, "amount"))
    what_for = written(visit.form, "what_for")
    async with visit.desk.work() as work:
        bill = await ask_by_staff(work, reference, visit.staff, amount, what_for)
        await demands.tell_due(work, bill)
        _bill, case = await bill_and_case(work.session, bill.id)
        line = staff_notices.asked(words_for(work, case), visit.staff.name, bill.satang)
        await tell_department(work, case, line)
    return _back(reference)


async def take_back(visit: Visit) -> Response:
    """Take a bill back and tell the resident."""
    reference = visit.request.path_params["reference"]
    await _require_sight(visit, reference)
    async with visit.desk.work() as work:
        bill, case = await bill_and_case(work.session, visit.request.path_params["bill"])
        if case.reference != reference:
            raise NotFound(_("There is no such bill."))
        bill = await cancel(work, bill.id, visit.staff)
        notice = cards.cancelled(
            about(case, work.services, work.around.office, work.base_url),
            bill.what_for,
            bill.satang,
        )
        await tell_resident(work, case, notice)
    return _back(reference)


async def back(visit: Visit) -> Response:
    """Lead a reload, or a change of language after a refusal, back to the case."""
    return _back(visit.request.path_params["reference"])


async def _require_sight(visit: Visit, reference: str) -> None:
    async with visit.desk.database.reading() as session:
        case = visit.require_sight(await tracking.find_case(session, reference))
    visit.require(ASK_PAYMENT, case.department)


def _back(reference: str) -> Response:
    return RedirectResponse(f"{case_address(reference)}#bills-title", 303)


routes: list[BaseRoute] = [
    pressed("/console/cases/{reference}/bill", ask, right=ASK_PAYMENT),
    opened("/console/cases/{reference}/bill", back, right=ASK_PAYMENT),
    pressed("/console/cases/{reference}/bills/{bill:uuid}/cancel", take_back, right=ASK_PAYMENT),
    opened("/console/cases/{reference}/bills/{bill:uuid}/cancel", back, right=ASK_PAYMENT),
]
