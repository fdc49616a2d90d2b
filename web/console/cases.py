"""The list of cases: which ones, in which order, and how to find one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.case import Case
from services.desk import tracking
from services.desk.permissions import READ
from services.desk.tracking import CaseFilter, StatusGroup
from services.kit.office import Department
from services.kit.references import read_reference
from services.kit.text import Text, _
from web.console.access import Visit, opened
from web.console.case_page import case_address
from web.manual import shelves

LIST = "/console/cases"

PAGE = 25
"""Cases on one page: about five screens of a small phone."""

GROUPS: Mapping[str, Text] = {
    StatusGroup.OPEN: _("Open"),
    StatusGroup.OVERDUE: _("Late"),
    StatusGroup.CLOSED: _("Closed"),
    StatusGroup.ALL: _("All"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for, limited to what the reader may see."""

    department: str
    """Empty: all departments, for those who may see all."""
    group: str
    service: str
    text: str
    before: UUID | None

    def address(self, **changes: str) -> str:
        """Return the address of the same list with something changed, without what is empty."""
        kept = {
            "department": self.department,
            "group": self.group,
            "service": self.service,
            "text": self.text,
        }
        parameters = {name: value for name, value in (kept | changes).items() if value}
        return f"{LIST}?{urlencode(parameters)}"

    def filter(self, today: date) -> CaseFilter:
        """Open cases come with the most urgent first, closed ones with the newest first."""
        return CaseFilter(
            department=self.department or None,
            status_group=self.group,
            service_key=self.service or None,
            text=self.text,
            before_id=self.before,
            limit=PAGE + 1,
            most_urgent_first=self.group in {StatusGroup.OPEN, StatusGroup.OVERDUE},
            today=today,
        )


async def show_cases(visit: Visit) -> Response:
    """Show the cases this person may see; a whole reference leads straight to its case."""
    asked = _asked(visit)
    if reference := read_reference(asked.text):
        return RedirectResponse(case_address(reference), 303)
    async with visit.desk.database.reading() as session:
        found = await tracking.list_cases(session, asked.filter(visit.today))
        counts = await _counts(session, visit, asked)
    return visit.render(
        "cases.html",
        asked=asked,
        cases=found[:PAGE],
        older=_older(asked, found),
        counts=counts,
        groups=GROUPS,
        departments=_departments(visit),
        shelves=shelves(list(visit.desk.services.values())),
    )


async def _counts(session: AsyncSession, visit: Visit, asked: Asked) -> dict[str, int]:
    department = asked.department or None
    wanted = {
        group: CaseFilter(department, group, today=visit.today)
        for group in (StatusGroup.OPEN, StatusGroup.OVERDUE)
    }
    return {
        group: await tracking.count_cases(session, filtered) for group, filtered in wanted.items()
    }


def _older(asked: Asked, found: Sequence[Case]) -> str:
    """Return the address of the next page, or nothing on the last."""
    return asked.address(before=str(found[PAGE - 1].id)) if len(found) > PAGE else ""


def _asked(visit: Visit) -> Asked:
    given = visit.request.query_params
    group = given.get("group", "")
    service = given.get("service", "")
    return Asked(
        department=_department(visit, given.get("department", "")),
        group=group if group in GROUPS else StatusGroup.OPEN,
        service=service if service in visit.desk.services else "",
        text=given.get("text", "").strip()[:40],
        before=_id(given.get("before", "")),
    )


def _department(visit: Visit, wanted: str) -> str:
    """Return the department to list; those who may not see all are kept to their own."""
    if wanted and visit.may(READ, wanted):
        return wanted
    return "" if visit.may(READ, None) else visit.staff.department or ""


def _departments(visit: Visit) -> list[Department]:
    every = visit.desk.around.office.departments.values()
    return [department for department in every if visit.may(READ, department.key)]


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


routes: list[BaseRoute] = [opened(LIST, show_cases)]
