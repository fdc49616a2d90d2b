"""Taking a case, handing it to a colleague or another department, giving it back."""

from uuid import UUID

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from models.vocabulary import CaseAction
from services.desk import assigning, tracking
from services.desk.assigning import Assigned
from services.desk.names import department_name
from services.desk.permissions import READ
from services.kit.errors import InvalidAnswer, NotPossible
from services.kit.text import _
from web.console.access import Visit, opened, pressed
from web.console.actions import back_to_case, seen_or_none, version_seen
from web.console.after import moved_words
from web.console.case_page import Attempt, case_address, show_case
from web.console.forms import written
from web.console.today_numbers import NOBODYS

BEFORE = "/console/nobodys"


async def assign(visit: Visit) -> Response:
    """Give the case to whom was chosen, to oneself, or to nobody."""
    case = await _case(visit, CaseAction.ASSIGN)
    try:
        async with visit.desk.work() as work:
            done = await assigning.assign(
                work, case.reference, visit.staff, _chosen(visit), version_seen(visit)
            )
    except (NotPossible, InvalidAnswer) as refusal:
        return await show_case(
            visit, case.reference, Attempt(CaseAction.ASSIGN, "", refusal, seen_or_none(visit))
        )
    after = "assign" if done.told else "assign_untold"
    return RedirectResponse(f"{case_address(case.reference)}?done={after}#top", 303)


async def hand_over(visit: Visit) -> Response:
    """Give the case to another department; whoever may not see it any more is told where it is."""
    case = await _case(visit, CaseAction.HAND_OVER)
    words = written(visit.form, "words")
    try:
        async with visit.desk.work() as work:
            done = await assigning.hand_over(
                work,
                case.reference,
                visit.staff,
                written(visit.form, "department"),
                words,
                version_seen(visit),
            )
    except (NotPossible, InvalidAnswer) as refusal:
        return await show_case(
            visit,
            case.reference,
            Attempt(CaseAction.HAND_OVER, words, refusal, seen_or_none(visit)),
        )
    return _after_move(visit, done)


async def show_nobodys(_visit: Visit) -> Response:
    """Lead the address it had in earlier versions to the list, where cases are handed out."""
    return RedirectResponse(NOBODYS, 303)


def _after_move(visit: Visit, done: Assigned) -> Response:
    after = "hand_over" if done.told else "hand_over_untold"
    if visit.may(READ, done.case.department):
        return RedirectResponse(f"{case_address(done.case.reference)}?done={after}#top", 303)
    name = department_name(visit.desk.around.office, done.case.department)
    return visit.render(
        "case/moved.html", case=done.case, department=name, said=moved_words(told=done.told)
    )


async def _case(visit: Visit, action: CaseAction) -> Case:
    async with visit.desk.database.reading() as session:
        found = await tracking.find_case(session, visit.request.path_params["reference"])
        case = visit.require_sight(found)
    visit.require(action, case.department)
    return case


def _chosen(visit: Visit) -> UUID | None:
    """Return who was chosen; nothing chosen gives the case back."""
    typed = written(visit.form, "to")
    if not typed:
        return None
    try:
        return UUID(typed)
    except ValueError:
        raise InvalidAnswer(
            _("Please choose somebody who works on cases of this department.")
        ) from None


routes: list[BaseRoute] = [
    opened(BEFORE, show_nobodys, right=READ),
    pressed("/console/cases/{reference}/assign", assign, right=CaseAction.ASSIGN),
    opened("/console/cases/{reference}/assign", back_to_case, right=READ),
    pressed("/console/cases/{reference}/hand-over", hand_over, right=CaseAction.HAND_OVER),
    opened("/console/cases/{reference}/hand-over", back_to_case, right=READ),
]
