"""The sections of the console: one line each, in the order of the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.desk.permissions import SEE_PROBLEMS
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
        return path.startswith((self.address, *self.also))


def everybody(visit: Visit) -> bool:
    """The condition of a section that all staff see."""
    return visit is not None


SECTIONS: tuple[Section, ...] = (
    Section(_("Cases"), "/console/cases", everybody),
    Section(_("Queue"), "/console/queue", lambda visit: bool(visit.desk.around.office.queues)),
    Section(_("File for a resident"), "/console/file", lambda visit: visit.files_for_others),
    Section(
        _("Payments"),
        "/console/payments",
        lambda visit: visit.looks_after_money,
        also=("/console/assessments",),
    ),
    Section(_("Loans"), "/console/loans", lambda visit: bool(visit.desk.around.office.property)),
    Section(_("Rounds"), "/console/rounds", lambda visit: visit.sees_rounds),
    Section(_("Announcements"), "/console/announcements", lambda visit: visit.announces),
    Section(_("Problems"), "/console/problems", lambda visit: visit.sees_problems),
    Section(_("Messages"), "/console/budget", lambda visit: visit.may(SEE_PROBLEMS, None)),
    Section(_("Chats"), "/console/department-chat", lambda visit: visit.links_chats),
    Section(_("Account"), "/console/account", everybody),
)


def sections_for(visit: Visit) -> list[Section]:
    """Return the sections this person may open, in the order of the menu."""
    return [section for section in SECTIONS if section.seen_by(visit)]
