"""The sections of the console: one line each, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.desk.permissions import PREPARE_TEXTS, SEE_PROBLEMS
from services.kit.text import Text, _

if TYPE_CHECKING:
    from web.console.access import Visit


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the menu: where it leads, and who sees it."""

    name: Text
    address: str
    seen_by: Callable[[Visit], bool]
    also: tuple[str, ...] = ()
    """Beginnings of other addresses that belong to it."""

    def holds(self, path: str) -> bool:
        """Say whether a page of the console belongs to this section."""
        return path == self.address or path.startswith((*self._beginnings, *self.also))

    @property
    def _beginnings(self) -> tuple[str, ...]:
        """The address of the console itself begins every other one."""
        return () if self.address == "/console" else (self.address,)


def everybody(visit: Visit) -> bool:
    """The condition of a section that all staff see."""
    return visit is not None


SECTIONS: tuple[Section, ...] = (
    Section(_("Today"), "/console", everybody, also=("/console/today",)),
    Section(_("Cases"), "/console/cases", everybody, also=("/console/nobodys",)),
    Section(_("Queue"), "/console/queue", lambda visit: bool(visit.desk.around.office.queues)),
    Section(_("File for a resident"), "/console/file", lambda visit: visit.files_for_others),
    Section(
        _("Payments"),
        "/console/payments",
        lambda visit: visit.sees_money,
        also=("/console/assessments",),
    ),
    Section(_("Loans"), "/console/loans", lambda visit: bool(visit.desk.around.office.property)),
    Section(_("Rounds"), "/console/rounds", lambda visit: visit.sees_rounds),
    Section(_("Announcements"), "/console/announcements", lambda visit: visit.announces),
    Section(_("Residents"), "/console/residents", lambda visit: visit.answers_for_data),
    Section(
        _("Prepared texts"),
        "/console/templates",
        lambda visit: visit.may(PREPARE_TEXTS, visit.staff.department),
    ),
    Section(_("Own services"), "/console/services", lambda visit: visit.composes),
    Section(
        _("Desk"),
        "/console/desk",
        lambda visit: visit.sees_desk,
        also=("/console/office", "/console/wording"),
    ),
    Section(_("Message budget"), "/console/budget", lambda visit: visit.may(SEE_PROBLEMS, None)),
    Section(_("Problems"), "/console/problems", lambda visit: visit.sees_problems),
    Section(_("Audit log"), "/console/log", lambda visit: visit.sees_log),
    Section(_("Department chats"), "/console/department-chat", lambda visit: visit.links_chats),
    Section(_("Staff"), "/console/staff", lambda visit: visit.sees_staff),
    Section(_("Account"), "/console/account", everybody),
)


IN_FRONT = 4
"""Sections that stand open besides the one that is shown; on a small phone each row counts."""


@dataclass(frozen=True, slots=True)
class Menu:
    """What stands open, and what opens with one press."""

    front: list[Section]
    more: list[Section]


def menu_for(visit: Visit) -> Menu:
    """Return what this person may open; the section that is shown always stands open."""
    path = visit.request.url.path
    seen = [section for section in SECTIONS if section.seen_by(visit)]
    here = [section for section in seen[IN_FRONT:] if section.holds(path)]
    front = [*seen[:IN_FRONT], *here]
    return Menu(front, [section for section in seen if section not in front])
