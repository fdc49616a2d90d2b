"""The list of cases: which ones, in which order, and how to find one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from models.saved_filter import SavedFilter
from models.vocabulary import CaseStatus
from services.desk import saved_filters, tracking
from services.desk.case_line import case_line
from services.desk.deadlines import department_of
from services.desk.names import status_name
from services.desk.permissions import READ
from services.desk.searching.finding import find
from services.desk.searching.words import asked_for
from services.desk.tracking import StatusGroup
from services.kit.office import Department
from services.kit.references import read_reference
from services.kit.service import Service
from services.kit.text import Rendered, plain
from web.console.access import Visit, opened
from web.console.case_filters import ASSIGNEES, GROUPS, LIST, PAGE, SORTS, Asked, read_asked
from web.console.case_page import case_address
from web.console.naming import CHANNEL_NAMES
from web.console.together_actions import joint_forms
from web.manual import Shelf, shelves

COUNTED: Final = 1000
"""Beyond this a list is only said to be longer: counting everything helps nobody."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list, and what is only alike when few cases fit a search."""

    cases: Sequence[Case]
    older: str = ""
    """The address of the next page; empty on the last."""
    alike: Sequence[Case] = ()


async def show_cases(visit: Visit) -> Response:
    """Show the cases this person may see; a whole reference leads straight to its case."""
    given = visit.request.query_params
    asked = read_asked(visit, given)
    if reference := read_reference(asked.text):
        return RedirectResponse(case_address(reference), 303)
    async with visit.desk.database.reading() as session:
        kept = await saved_filters.filters_for(session, visit.staff)
        first = next((one for one in kept if _opens_first(visit, one)), None)
        if first and not set(given) - {"lang"}:
            return RedirectResponse(f"{LIST}?{first.query}", 303)
        listed = await list_page(session, visit, asked, _id(given.get("before", "")))
        counts = await _counts(session, visit, asked)
        removable = await saved_filters.removable(session, visit.staff)
    return visit.render(
        "cases.html",
        asked=asked,
        listed=listed,
        counts=counts,
        kept=kept,
        removable=removable,
        choices=_choices(visit),
    )


def _opens_first(visit: Visit, kept: SavedFilter) -> bool:
    return kept.opens_first and kept.staff_id == visit.staff.id


def _choices(visit: Visit) -> Mapping[str, object]:
    """Return what may be chosen from, and how a row of the list is written."""
    around, services = visit.desk.around, visit.desk.services

    def line(case: Case) -> list[Rendered]:
        return case_line(case, services.get(case.service_key), around)

    return {
        "groups": GROUPS,
        "sorts": SORTS,
        "assignees": ASSIGNEES,
        "statuses": {status.value: status_name(status) for status in CaseStatus},
        "villages": around.office.villages,
        "channels": CHANNEL_NAMES,
        "departments": _departments(visit),
        "shelves": shelves_for(visit, READ),
        "line": line,
        "together": joint_forms(visit),
    }


async def list_page(
    session: AsyncSession, visit: Visit, asked: Asked, before: UUID | None
) -> Listed:
    """Return one page of what was asked, limited to what the visitor may see."""
    wanted = asked.filter(visit, before)
    if not asked.text:
        cases = await tracking.list_cases(session, wanted)
        return Listed(cases[:PAGE], _older(asked, cases))
    conditions = tracking.conditions_of(wanted)
    found = await find(session, asked_for(asked.text), conditions, wanted.limit, before)
    return Listed(found.cases[:PAGE], _older(asked, found.cases), found.alike)


def _older(asked: Asked, found: Sequence[Case]) -> str:
    """Return the address of the next page, or nothing on the last."""
    return asked.address(before=str(found[PAGE - 1].id)) if len(found) > PAGE else ""


async def _counts(session: AsyncSession, visit: Visit, asked: Asked) -> dict[str, Rendered]:
    """Count what is open, late and in nobody's hands, up to the number nobody reads beyond."""
    department = asked.department or None
    counts: dict[str, Rendered] = {}
    for group in (StatusGroup.OPEN, StatusGroup.OVERDUE):
        wanted = tracking.CaseFilter(department, group, today=visit.today)
        counts[group] = _shown(await tracking.count_up_to(session, wanted, COUNTED))
    nobodys = tracking.CaseFilter(department, StatusGroup.OPEN, nobodys=True)
    counts["nobodys"] = _shown(await tracking.count_up_to(session, nobodys, COUNTED))
    return counts


def _shown(count: int) -> Rendered:
    if count > COUNTED:
        return plain(f"{COUNTED:,}+")
    return plain(str(count))


def shelves_for(visit: Visit, right: str) -> list[Shelf]:
    """Return the services of the departments for which somebody has a right, by their groups."""
    office = visit.desk.around.office

    def theirs(service: Service) -> bool:
        return visit.may(right, department_of(service, office))

    return shelves([one for one in visit.desk.services.values() if theirs(one)])


def _departments(visit: Visit) -> list[Department]:
    every = visit.desk.around.office.departments.values()
    return [department for department in every if visit.may(READ, department.key)]


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


routes: list[BaseRoute] = [opened(LIST, show_cases, right=READ)]
