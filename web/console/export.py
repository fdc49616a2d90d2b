"""The table of cases to take away: for whom, which cases, why, and in which form."""

from collections.abc import Mapping
from datetime import date

from starlette.responses import Response
from starlette.routing import BaseRoute

from services.desk import exporting
from services.desk.exporting import Wish
from services.desk.figures.periods import FIRST_YEAR, LAST_YEAR
from services.desk.permissions import EXPORT, PERSONAL_DATA
from services.desk.tracking import StatusGroup
from services.kit.errors import InvalidAnswer, ResidentError
from services.kit.text import _
from web.console.access import Visit, opened, pressed
from web.console.case_filters import GROUPS, LIST, read_asked
from web.console.cases import shelves_for
from web.console.forms import written
from web.pages import languages_of, reader_language
from web.security import Pace, slow_down
from web.tables import csv_response, xlsx_response

ADDRESS = f"{LIST}/export"
CSV, XLSX = "csv", "xlsx"

PACE = Pace(at_once=5, seconds=20)
"""Per person: a large table keeps a processor busy for a while."""

LEAST_REASON, MOST_REASON = 5, 300
_TYPED = ("service", "first", "last", "group", "reason")


async def show_form(visit: Visit) -> Response:
    """Ask which cases, and why; whoever comes from a list finds what it shows chosen already."""
    visit.require(EXPORT, visit.staff.department)
    given = visit.request.query_params
    listed = read_asked(visit, given)
    month = visit.today.replace(day=1).isoformat()
    asked = {
        "first": listed.first or month,
        "last": listed.last or visit.today.isoformat(),
        "group": listed.group if "group" in given else StatusGroup.ALL,
        "service": listed.service,
    }
    return _form(visit, asked)


async def send_table(visit: Visit) -> Response:
    """Record who takes what and why, then send the table while it is being read."""
    visit.require(EXPORT, visit.staff.department)
    slow_down(visit.request, "export", PACE, who=str(visit.staff.id))
    try:
        wish, reason = _wish(visit), _reason(visit)
    except InvalidAnswer as refusal:
        return _form(visit, {name: written(visit.form, name) for name in _TYPED}, refusal)
    form = XLSX if written(visit.form, "form") == XLSX else CSV
    async with visit.desk.work() as work:
        count = await exporting.count_wanted(work.session, wish)
        await exporting.record(work, visit.staff, wish, form, count, reason)
    return await _table(visit, wish, form)


async def _table(visit: Visit, wish: Wish, form: str) -> Response:
    around = visit.desk.around.of_any_day()
    language = languages_of(visit.request)[reader_language(visit.request)]
    headings = exporting.headings(wish, around)
    rows = exporting.rows(visit.desk.database.reading, wish, around)
    what = wish.service.key if wish.service else "cases"
    name = f"{what}-{wish.first}-{wish.last}"
    if form == XLSX:
        return await xlsx_response(name, headings, rows, language)
    return await csv_response(name, headings, rows, language)


def _form(visit: Visit, asked: Mapping[str, str], refusal: ResidentError | None = None) -> Response:
    return visit.render(
        "export.html",
        400 if refusal else 200,
        asked={**dict.fromkeys(_TYPED, ""), **asked},
        refusal=refusal.explanation if refusal else None,
        shelves=shelves_for(visit, EXPORT),
        groups=GROUPS,
        with_answers=_may_take_answers(visit),
        longest_reason=MOST_REASON,
    )


def _wish(visit: Visit) -> Wish:
    """Read the form. Those who may not take everything get the cases of their department."""
    first, last = _day(visit, "first"), _day(visit, "last")
    if first > last:
        raise InvalidAnswer(_("The first day is after the last day. Please change one of them."))
    group = written(visit.form, "group")
    return Wish(
        service=visit.desk.services.get(written(visit.form, "service")),
        first=first,
        last=last,
        group=group if group in GROUPS else StatusGroup.ALL,
        department=None if visit.may(EXPORT, None) else visit.staff.department,
        today=visit.today,
        services=visit.desk.services,
        with_answers=_may_take_answers(visit),
    )


def _may_take_answers(visit: Visit) -> bool:
    """Names and telephone numbers are for those who answer for residents' data."""
    return visit.may(PERSONAL_DATA, None if visit.may(EXPORT, None) else visit.staff.department)


def _day(visit: Visit, name: str) -> date:
    try:
        day = date.fromisoformat(written(visit.form, name))
    except ValueError:
        raise InvalidAnswer(_NO_DAY) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidAnswer(_NO_DAY)
    return day


def _reason(visit: Visit) -> str:
    reason = written(visit.form, "reason")
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        raise InvalidAnswer(_("Please write in a few words what the table is for."))
    return reason


_NO_DAY = _("Please choose the first and the last day.")

routes: list[BaseRoute] = [
    opened(ADDRESS, show_form, right=EXPORT),
    pressed(ADDRESS, send_table, right=EXPORT),
]
