"""One section of the office on the console: its rows, a form each, checked before it holds."""

from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.vocabulary import SettingState
from services.desk.changing import departments, setting
from services.desk.changing.setting import UNCHANGED, may_decide, require_changing
from services.desk.changing.settings import holding_now, proposed
from services.desk.permissions import CHANGE_OFFICE, SEE_OFFICE
from services.kit.calendar import public_holidays
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.office_told import told_by
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.office.sheets import DAYS, SHEETS, Sheet

SECTION = "/console/office/section/{section}"
CLOSE = "/console/office/close-department"
MOST_FIELDS = 30


async def show(visit: Visit) -> Response:
    """Show a section as it is now."""
    visit.require(SEE_OFFICE, None)
    return await _page(visit, _sheet(visit))


async def save(visit: Visit) -> Response:
    """Save one row, or take it away."""
    require_changing(visit.staff)
    sheet = _sheet(visit)
    await visit.desk.keep_up()
    rows = sheet.rows(told_by(visit.desk.around.office)[sheet.section])
    at = _at(visit, len(rows))
    try:
        value = _value(visit, sheet, rows, at)
        async with visit.desk.work() as work:
            await setting.change(work, visit.staff, {sheet.section: value}, seen_by(visit))
    except InvalidAnswer as mistake:
        return await _page(visit, sheet, 400, mistake.explanation, at)
    return RedirectResponse(f"/console/office/section/{sheet.section}?done=1", 303)


async def close_department(visit: Visit) -> Response:
    """Close a department; another one takes over everything."""
    require_changing(visit.staff)
    await visit.desk.keep_up()
    key, to = written(visit.form, "department"), written(visit.form, "to")
    async with visit.desk.work() as work:
        await departments.close(work, visit.staff, key, to, seen_by(visit))
    return RedirectResponse("/console/office/section/department?done=1", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload of the last page back to the section."""
    return RedirectResponse("/console/office/section/department", 303)


def seen_by(visit: Visit) -> dict[str, str]:
    """Return which changes a form was made from, by section."""
    return {
        name.removeprefix("seen-"): value
        for name, value in visit.form.items()
        if name.startswith("seen-")
    }


async def seen_now(visit: Visit) -> dict[str, str]:
    """Return what a form is made from, by section, for its hidden inputs."""
    async with visit.desk.database.reading() as session:
        holding = await holding_now(session)
    keys = (*SHEETS, "handled_by", "promises", "switched_off")
    return {key: str(holding[key].id) if key in holding else UNCHANGED for key in keys}


def _sheet(visit: Visit) -> Sheet:
    sheet = SHEETS.get(visit.request.path_params["section"])
    if sheet is None:
        raise NotFound(_("There is no such page."))
    return sheet


def _at(visit: Visit, count: int) -> int | None:
    """Return which row was sent; none for a new one."""
    typed = written(visit.form, "row")
    return int(typed) if typed.isascii() and typed.isdecimal() and int(typed) < count else None


def _value(visit: Visit, sheet: Sheet, rows: list[dict[str, Any]], at: int | None) -> Any:
    if written(visit.form, "step") != "remove":
        return sheet.saved(rows, at, visit.form)
    if sheet.section == "payee":
        return {}
    if at is None or not sheet.many or sheet.section == "department":
        raise NotFound(_("There is no such page."))
    return sheet.removed(rows, at)


async def _page(
    visit: Visit,
    sheet: Sheet,
    status: int = 200,
    refusal: Rendered | None = None,
    at: int | None = None,
) -> Response:
    await visit.desk.keep_up()
    office = visit.desk.around.office
    async with visit.desk.database.reading() as session:
        waiting = [row for row in await proposed(session) if row.key == sheet.section]
    typed = {**visit.form, "_row": "new" if at is None else str(at)} if refusal else {}
    return visit.render(
        "office/section.html",
        status,
        sheet=sheet,
        rows=sheet.rows(told_by(office)[sheet.section]),
        typed=typed,
        refusal=refusal,
        seen=await seen_now(visit),
        waiting=[(row, may_decide(visit.staff, row)) for row in waiting],
        changes=visit.may(CHANGE_OFFICE, None),
        departments=list(office.departments.values()),
        weekdays=DAYS,
        public=_public_days(visit) if sheet.section == "holidays" else [],
        done=visit.request.query_params.get("done", ""),
        proposed_state=SettingState.PROPOSED,
    )


def _public_days(visit: Visit) -> list[Any]:
    year = visit.today.year
    return sorted(
        day for wanted in (year, year + 1) for day in public_holidays(wanted) if day >= visit.today
    )


routes: list[BaseRoute] = [
    opened(SECTION, show, right=SEE_OFFICE),
    pressed(SECTION, save, MOST_FIELDS, right=CHANGE_OFFICE),
    pressed(CLOSE, close_department, right=CHANGE_OFFICE),
    opened(CLOSE, back, right=SEE_OFFICE),
]
