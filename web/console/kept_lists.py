"""Keeping a list of cases under a name, and forgetting it."""

from urllib.parse import parse_qsl

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk import saved_filters
from services.desk.permissions import READ
from services.desk.saved_filters import LONGEST_QUERY
from web.console.access import Visit, opened, pressed
from web.console.case_filters import LIST, read_asked
from web.console.forms import written

KEPT = f"{LIST}/lists"


async def keep(visit: Visit) -> Response:
    """Keep the list that is shown; only what a list can ask for is kept of its address."""
    given = dict(parse_qsl(written(visit.form, "query")[:LONGEST_QUERY]))
    asked = read_asked(visit, given)
    async with visit.desk.work() as work:
        await saved_filters.save(
            work,
            visit.staff,
            written(visit.form, "name"),
            asked.query,
            shared=bool(written(visit.form, "shared")) and visit.staff.department is not None,
            opens_first=bool(written(visit.form, "first")),
        )
    return RedirectResponse(asked.address(text=""), 303)


async def forget(visit: Visit) -> Response:
    """Forget a list; the cases on it stay as they are."""
    async with visit.desk.work() as work:
        await saved_filters.remove(work, visit.staff, visit.request.path_params["list"])
    return RedirectResponse(f"{LIST}?group=open", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload after a refusal back to the list."""
    return RedirectResponse(f"{LIST}?group=open", 303)


routes: list[BaseRoute] = [
    pressed(KEPT, keep, right=READ),
    opened(KEPT, back, right=READ),
    pressed(KEPT + "/{list:uuid}/forget", forget, right=READ),
    opened(KEPT + "/{list:uuid}/forget", back, right=READ),
]
