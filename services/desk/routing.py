"""Routing: a new case finds its department, its owner and those above by the office's own table."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, func, select

from models.case import Case
from models.staff import Staff
from models.vocabulary import ActorKind, CaseAction, CaseStatus
from services.desk import assignment_notices
from services.desk.climbing.people import own_chats, people_of
from services.desk.deadlines import department_of
from services.desk.outbox import Destination
from services.desk.permissions import may
from services.desk.steps import Step, record_step
from services.desk.telling import STAFF_LANGUAGE, class_of, words_for
from services.desk.work import Work
from services.kit.fields import Answers
from services.kit.message import Reply
from services.kit.office import Office
from services.kit.routing import Route, route_of, village_of
from services.kit.service import Service


def answering_department(service: Service, answers: Answers, office: Office, day: date) -> str:
    """Return who answers these answers. Pure.

    A department the table names and the office has closed since is no dead end: then the one
    that answers for the service does.
    """
    usual = department_of(service, office)
    route = _route(service, answers, office, day)
    if route is None or service.routing is None:
        return usual
    named = route.department_at(village_of(service.routing, answers, office))
    return named if named in office.departments else usual


async def hand_to_owner(work: Work, service: Service, case: Case) -> int:
    """Give a new case to whoever looks after such cases; return how many of their chats heard.

    Without anybody in that role it stays nobody's, and climbs like any other.
    """
    route = _route(service, case.answers, work.around.office, work.today)
    owner = await _owner(work, case, route.owner) if route and route.owner else None
    if owner is None:
        return 0
    case.assignee_id = owner.id
    work.session.add(case)
    step = Step(CaseAction.ASSIGN, CaseStatus(case.status), ActorKind.SYSTEM, assignee_id=owner.id)
    record_step(work, case, step)
    notice = assignment_notices.yours_by_rule(words_for(work, case))
    return _say(work, case, notice, list((await own_chats(work.session, [owner.id])).values()))


async def tell_those_above(work: Work, service: Service, case: Case) -> None:
    """Tell the roles that are to know of such a case at once, each in their own chat."""
    route = _route(service, case.answers, work.around.office, work.today)
    for role in route.also if route else ():
        people = [one.id for one in await people_of(work.session, case.department, role)]
        notice = assignment_notices.for_those_above(words_for(work, case))
        _say(work, case, notice, list((await own_chats(work.session, people)).values()))


def _route(service: Service, answers: Answers, office: Office, day: date) -> Route | None:
    return route_of(service.routing, answers, office, day) if service.routing else None


async def _owner(work: Work, case: Case, role: str) -> Staff | None:
    """Return who has the fewest open cases of those in the role; the first by name when equal."""
    people = await people_of(work.session, case.department, role)
    able = [one for one in people if may(one, CaseAction.ACCEPT, case.department)]
    busy = await _open_cases(work, [one.id for one in able])
    return min(able, key=lambda one: busy.get(one.id, 0), default=None)


async def _open_cases(work: Work, people: Sequence[UUID]) -> dict[UUID, int]:
    counting = (
        select(Case.assignee_id, func.count())
        .where(col(Case.assignee_id).in_(people), col(Case.closed_at).is_(None))
        .group_by(col(Case.assignee_id))
    )
    return {one: number for one, number in await work.session.exec(counting) if one}


def _say(work: Work, case: Case, notice: Reply, chats: Sequence[Destination]) -> int:
    for chat in chats:
        work.say(
            chat, (notice,), STAFF_LANGUAGE, case_id=case.id, message_class=class_of(work, case)
        )
    return len(chats)
