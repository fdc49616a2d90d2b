"""Details: what staff may read about a case in a chat, in a group and alone with the desk."""

from collections.abc import Sequence

from models.case import Case
from models.staff import Staff
from services.desk import audit, department_notices
from services.desk.actor import Actor
from services.desk.office_actions import not_permitted
from services.desk.permissions import READ, may
from services.desk.steps import load_case
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit.errors import NotAllowed
from services.kit.journey import questions
from services.kit.message import Reply
from services.kit.text import Rendered


async def show_details(work: Work, reference: str, staff: Staff, actor: Actor) -> Reply:
    """Show a case to staff. Only in a private chat with its answers, and that is recorded."""
    case = await load_case(work, reference)
    if not may(staff, READ, case.department):
        raise NotAllowed(not_permitted())
    if not actor.private:
        return department_notices.details(words_for(work, case))
    await audit.record(work, str(staff.id), READ, case.reference, audit.DONE, actor.channel)
    return department_notices.private_details(words_for(work, case), _answers(work, case))


def _answers(work: Work, case: Case) -> Sequence[tuple[Rendered, Rendered]]:
    service = work.services.get(case.service_key)
    if service is None:
        return ()
    asked = [one for one in questions(service, case.answers) if one.name in case.answers]
    return [
        (one.question, one.show(case.answers[one.name], work.around))
        for one in asked
        if case.answers[one.name] is not None and one.accepts(case.answers[one.name], work.around)
    ]
