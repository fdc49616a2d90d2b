"""Services on the console: who answers, within how many days, and a pause with its reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk.changing import setting
from services.desk.deadlines import department_of, promise_days
from services.desk.permissions import CHANGE_OFFICE, CHANGE_SERVICE, SEE_OFFICE
from services.kit.errors import InvalidAnswer, NotFound
from services.kit.hours import paused_on
from services.kit.office_told import told_by
from services.kit.service import Service
from services.kit.text import Rendered, _
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.office.sections import MOST_FIELDS, seen_by, seen_now

SERVICES = "/console/office/services"
ONE = SERVICES + "/{key}"


async def list_services(visit: Visit) -> Response:
    """List the services with what the office set of each."""
    await visit.desk.keep_up()
    office = visit.desk.around.office
    shown = [one for one in visit.desk.offered.values() if _sees(visit, one)]
    if not shown:
        visit.require(SEE_OFFICE, None)
    return visit.render(
        "office/services.html",
        services=[(one, promise_days(one, office), _handled(visit, one)) for one in shown],
        paused={one.key: paused_on(one.key, visit.today, office) for one in shown},
    )


async def show_service(visit: Visit) -> Response:
    """Show one service as the office set it."""
    return await _page(visit, _service(visit))


async def save(visit: Visit) -> Response:
    """Save what was set of one service: only what differs is a change."""
    service = _service(visit)
    visit.require(CHANGE_SERVICE, _handled(visit, service))
    await visit.desk.keep_up()
    try:
        values = _changed(visit, service)
        async with visit.desk.work() as work:
            if values:
                note = f"service:{service.key}"
                await setting.change(work, visit.staff, values, seen_by(visit), note)
    except InvalidAnswer as mistake:
        return await _page(visit, service, 400, mistake.explanation)
    return RedirectResponse(f"{SERVICES}/{service.key}?done=1", 303)


def _sees(visit: Visit, service: Service) -> bool:
    return visit.may(SEE_OFFICE, None) or visit.may(CHANGE_SERVICE, _handled(visit, service))


def _handled(visit: Visit, service: Service) -> str:
    return department_of(service, visit.desk.around.office)


def _service(visit: Visit) -> Service:
    service = visit.desk.services.get(visit.request.path_params["key"])
    if service is None or not _sees(visit, service):
        raise NotFound(_("There is no such page."))
    return service


def _changed(visit: Visit, service: Service) -> dict[str, Any]:
    told = told_by(visit.desk.around.office)
    after = {
        "promises": _with(told["promises"], service.key, _days(visit)),
        "handled_by": _with(told["handled_by"], service.key, _department(visit, service)),
        "switched_off": _with(told["switched_off"], service.key, _pause(visit)),
    }
    return {key: value for key, value in after.items() if value != told[key]}


def _with(section: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    rest = {name: one for name, one in section.items() if name != key}
    return rest if value is None else {**rest, key: value}


def _days(visit: Visit) -> int | None:
    typed = written(visit.form, "days")
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
        raise InvalidAnswer(_("Please write a number, without letters."))
    return int(typed) if typed else None


def _department(visit: Visit, service: Service) -> str | None:
    """Only who may change the whole office moves a service to another department."""
    standing = visit.desk.around.office.handled_by.get(service.key)
    if not visit.may(CHANGE_OFFICE, None):
        return standing
    chosen = written(visit.form, "department")
    return None if chosen == service.department and standing is None else chosen or standing


def _pause(visit: Visit) -> dict[str, str] | None:
    if not visit.form.get("paused"):
        return None
    until = written(visit.form, "until")
    try:
        end = {"until": date.fromisoformat(until).isoformat()} if until else {}
    except ValueError:
        raise InvalidAnswer(_("This day cannot be read.")) from None
    return {"th": written(visit.form, "th"), "en": written(visit.form, "en"), **end}


async def _page(
    visit: Visit, service: Service, status: int = 200, refusal: Rendered | None = None
) -> Response:
    await visit.desk.keep_up()
    office = visit.desk.around.office
    departments: Sequence[Any] = list(office.departments.values())
    return visit.render(
        "office/service.html",
        status,
        service=service,
        own_days=office.promises.get(service.key),
        pause=told_by(office)["switched_off"].get(service.key),
        handled=_handled(visit, service),
        departments=departments,
        moves=visit.may(CHANGE_OFFICE, None),
        changes=visit.may(CHANGE_SERVICE, _handled(visit, service)),
        seen=await seen_now(visit),
        refusal=refusal,
        typed=visit.form if refusal else {},
        done=visit.request.query_params.get("done", ""),
    )


routes: list[BaseRoute] = [
    opened(SERVICES, list_services, right=SEE_OFFICE),
    opened(ONE, show_service, right=SEE_OFFICE),
    pressed(ONE, save, MOST_FIELDS, right=CHANGE_SERVICE),
]
