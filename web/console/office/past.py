"""What was changed of the office: who, when, from what; undone or approved from here."""

import json
from typing import Any
from uuid import UUID

from sqlmodel import select
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from models.staff import Staff
from services.desk.changing import setting
from services.desk.changing.setting import may_decide, require_changing
from services.desk.changing.settings import earlier_value, history, holding_now
from services.desk.permissions import APPROVE_PAYEE, CHANGE_OFFICE, SEE_OFFICE
from services.kit.errors import NotFound
from services.kit.text import Rendered, _, plain
from web.console.access import Visit, opened, pressed
from web.console.forms import written
from web.console.office.sheets import SHEETS

HISTORY = "/console/office/history"
UNDO, DECIDE = "/console/office/undo", "/console/office/decide"
LONGEST = 1500

OTHERS = {
    "promises": _("Promised days"),
    "handled_by": _("Who answers"),
    "switched_off": _("Paused services"),
}


async def show(visit: Visit) -> Response:
    """List the changes, the newest first."""
    visit.require(SEE_OFFICE, None)
    async with visit.desk.database.reading() as session:
        rows = await history(session)
        holding = {row.id for row in (await holding_now(session)).values()}
        before = {row.id: await earlier_value(session, row) for row in rows if row.id in holding}
        people = {one.id: one.name for one in await session.exec(select(Staff))}
    return visit.render(
        "office/history.html",
        rows=[(row, section_name(row.key), shown(row.value)) for row in rows],
        before={key: shown(value) for key, value in before.items()},
        holding=holding,
        people=people,
        deciding={row.id for row in rows if may_decide(visit.staff, row)},
        changes=visit.may(CHANGE_OFFICE, None),
        done=visit.request.query_params.get("done", ""),
    )


async def undo(visit: Visit) -> Response:
    """Let hold again what held before a change."""
    require_changing(visit.staff)
    await visit.desk.keep_up()
    async with visit.desk.work() as work:
        await setting.undo(work, visit.staff, visit.desk.files.around.office, _id(visit))
    return RedirectResponse(f"{HISTORY}?done=1", 303)


async def decide(visit: Visit) -> Response:
    """Approve what somebody else proposed, or refuse it."""
    accept = written(visit.form, "step") == "accept"
    async with visit.desk.work() as work:
        await setting.decide(work, visit.staff, _id(visit), accept=accept)
    return RedirectResponse(f"{HISTORY}?done=1", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload of the last page back to the list."""
    return RedirectResponse(HISTORY, 303)


def section_name(key: str) -> Rendered:
    """Name a section; a table by its own name."""
    if key in SHEETS:
        return SHEETS[key].title
    return OTHERS.get(key) or plain(key.partition(":")[2] or key)


def shown(value: Any) -> str:
    """Write a value so that it can be looked at; empty for what the file says."""
    return "" if value is None else json.dumps(value, ensure_ascii=False, indent=1)[:LONGEST]


def _id(visit: Visit) -> UUID:
    try:
        return UUID(written(visit.form, "id"))
    except ValueError:
        raise NotFound(_("There is no such change.")) from None


routes: list[BaseRoute] = [
    opened(HISTORY, show, right=SEE_OFFICE),
    pressed(UNDO, undo, right=CHANGE_OFFICE),
    opened(UNDO, back, right=SEE_OFFICE),
    pressed(DECIDE, decide, right=APPROVE_PAYEE),
    opened(DECIDE, back, right=SEE_OFFICE),
]
