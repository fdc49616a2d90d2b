"""What the address of the list of cases asks for, limited to what the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from models.vocabulary import CaseStatus, ChannelName
from services.desk.permissions import READ
from services.desk.tracking import CaseFilter, StatusGroup
from services.kit.text import BANGKOK, Text, _
from web.console.access import Visit

LIST: Final = "/console/cases"

PAGE: Final = 25
"""Cases on one page: about five screens of a small phone."""

MOST_TEXT: Final = 80

GROUPS: Mapping[str, Text] = {
    StatusGroup.OPEN: _("Open"),
    StatusGroup.OVERDUE: _("Late"),
    StatusGroup.CLOSED: _("Closed"),
    StatusGroup.ALL: _("All"),
}

ASSIGNEES: Mapping[str, Text] = {"me": _("I look after it"), "nobody": _("Nobody does yet")}

SORTS: Mapping[str, Text] = {
    "urgent": _("Most urgent first"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One list: every field is a parameter of its address, in the form in which it stands there."""

    department: str
    """Empty: all departments, for those who may see all."""
    group: str
    service: str
    status: str
    village: str
    assignee: str
    unread: str
    channel: str
    first: str
    last: str
    sort: str
    text: str

    def address(self, **changes: str) -> str:
        """Return the address of the same list with something changed, without what is empty."""
        return f"{LIST}?{urlencode(self._parameters() | _filled(changes))}"

    @property
    def query(self) -> str:
        """What is kept of a list under a name: everything but words that were looked for."""
        kept = {name: value for name, value in self._parameters().items() if name != "text"}
        return urlencode(kept)

    @property
    def narrowed(self) -> bool:
        """Whether more is asked than the words and the tab."""
        return any(
            (self.service, self.status, self.village, self.assignee, self.unread, self.channel)
        ) or bool(self.first or self.last or self.sort)

    def filter(self, visit: Visit, before: UUID | None = None) -> CaseFilter:
        """Open cases come with the most urgent first, others with the newest first."""
        urgent = self.sort == "urgent" or (not self.sort and self.group in _PRESSING)
        return CaseFilter(
            department=self.department or None,
            status_group=self.group,
            service_key=self.service or None,
            status=self.status or None,
            village=int(self.village) if self.village else None,
            assignee_id=visit.staff.id if self.assignee == "me" else None,
            nobodys=self.assignee == "nobody",
            unread=bool(self.unread),
            channel=self.channel or None,
            filed_from=_midnight(self.first),
            filed_before=_midnight(self.last, later=1),
            before_id=before,
            limit=PAGE + 1,
            most_urgent_first=urgent,
            oldest_first=self.sort == "oldest",
            today=visit.today,
        )

    def _parameters(self) -> dict[str, str]:
        return _filled({field.name: getattr(self, field.name) for field in fields(self)})


_PRESSING = {StatusGroup.OPEN.value, StatusGroup.OVERDUE.value}


def read_asked(visit: Visit, given: Mapping[str, str]) -> Asked:
    """Read the parameters; what is damaged or not theirs to see counts as not asked."""
    office, text = visit.desk.around.office, " ".join(given.get("text", "").split())[:MOST_TEXT]
    usual = StatusGroup.ALL if text else StatusGroup.OPEN
    return Asked(
        department=_department(visit, given.get("department", "")),
        group=_one_of(given, "group", GROUPS) or usual,
        service=_one_of(given, "service", visit.desk.services),
        status=_one_of(given, "status", list(CaseStatus)),
        village=_one_of(given, "village", [str(number) for number in office.villages]),
        assignee=_one_of(given, "assignee", ASSIGNEES),
        unread=_one_of(given, "unread", ("1",)),
        channel=_one_of(given, "channel", list(ChannelName)),
        first=_day(given.get("first", "")),
        last=_day(given.get("last", "")),
        sort=_one_of(given, "sort", SORTS),
        text=text,
    )


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value}


def _one_of(given: Mapping[str, str], name: str, known: object) -> str:
    value = given.get(name, "")
    return value if isinstance(known, Mapping | list | tuple) and value in known else ""


def _department(visit: Visit, wanted: str) -> str:
    """Return the department to list; those who may not see all are kept to their own."""
    if wanted and visit.may(READ, wanted):
        return wanted
    return "" if visit.may(READ, None) else visit.staff.department or ""


def _day(written: str) -> str:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def _midnight(day: str, later: int = 0) -> datetime | None:
    """Return the beginning of a day in Thailand; days at the end of time have no day after them."""
    if not day or date.fromisoformat(day).year not in range(2000, 2400):
        return None
    return datetime.combine(date.fromisoformat(day) + timedelta(days=later), time(), BANGKOK)
