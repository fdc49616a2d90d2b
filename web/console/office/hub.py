"""The desk's own page: everything the office can set and bring in, with one sentence each."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from services.desk.paying.rights import may_confirm
from services.desk.permissions import CHANGE_SERVICE, REWORD, SEE_OFFICE
from services.kit.office_told import as_toml, told_by
from services.kit.text import Text, _
from web.console.access import Visit, opened
from web.console.office.sheets import SHEETS

EXPORT = "/console/office/export"


@dataclass(frozen=True, slots=True)
class Way:
    """One page the hub leads to."""

    name: Text
    about: Text
    address: str
    seen_by: Callable[[Visit], bool]


def _sees_office(visit: Visit) -> bool:
    return visit.may(SEE_OFFICE, None)


def _money(visit: Visit) -> bool:
    return may_confirm(visit.desk.around.office, visit.staff)


def _services(visit: Visit) -> bool:
    return _sees_office(visit) or visit.may(CHANGE_SERVICE, visit.staff.department)


OFFICE: tuple[Way, ...] = (
    *(
        Way(one.title, one.about, f"/console/office/section/{one.section}", _sees_office)
        for one in SHEETS.values()
    ),
    Way(
        _("Services"),
        _("Within how many days each is answered and by whom; pause one for a while."),
        "/console/office/services",
        _services,
    ),
    Way(
        _("Rates and dates"),
        _("What the law and the office set, since when, and what is still to be confirmed."),
        "/console/office/tables",
        _sees_office,
    ),
    Way(
        _("Wording"),
        _("Every sentence residents read, in the office's own words."),
        "/console/wording",
        lambda visit: visit.may(REWORD, None),
    ),
    Way(
        _("What was changed"),
        _("Who changed what and when, and the way back."),
        "/console/office/history",
        _sees_office,
    ),
    Way(
        _("The office as a file"),
        _("Everything above as one office file, to keep or for another desk."),
        EXPORT,
        _sees_office,
    ),
)

FILES: tuple[Way, ...] = (
    Way(
        _("Lists of what is due"),
        _("Bring in the assessments of a tax year."),
        "/console/assessments",
        _money,
    ),
    Way(
        _("Bank files"),
        _("Bring in what the bank says was paid."),
        "/console/payments",
        _money,
    ),
    Way(
        _("Loans"),
        _("What is lent, promised and to come back."),
        "/console/loans",
        lambda visit: bool(visit.desk.around.office.property),
    ),
)


async def show_desk(visit: Visit) -> Response:
    """Link everything that can be set or brought in."""
    return _hub(visit, [*OFFICE, *FILES], _("Desk"))


async def show_office(visit: Visit) -> Response:
    """Link everything the office sets about itself."""
    visit.require(SEE_OFFICE, None)
    return _hub(visit, list(OFFICE), _("The office"))


def _hub(visit: Visit, ways: list[Way], title: Text) -> Response:
    shown = [way for way in ways if way.seen_by(visit)]
    return visit.render("office/hub.html", ways=shown, title=title)


async def export(visit: Visit) -> Response:
    """Give an office file that describes the office as it is now."""
    visit.require(SEE_OFFICE, None)
    await visit.desk.keep_up()
    words = as_toml(told_by(visit.desk.around.office))
    disposition = {"Content-Disposition": 'attachment; filename="office.toml"'}
    return PlainTextResponse(words, headers=disposition)


routes: list[BaseRoute] = [
    opened("/console/desk", show_desk),
    opened("/console/office", show_office, right=SEE_OFFICE),
    opened(EXPORT, export, right=SEE_OFFICE),
]
