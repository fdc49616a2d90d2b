"""Who may do what, shown as it is decided: every right beside every role."""

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import BaseRoute

from models.vocabulary import Role
from services.desk.permissions import OWN_ACCOUNT, RIGHTS, Reach
from services.kit.text import Rendered, _, plain
from web.console.access import Visit, opened

ADDRESS = "/console/rights"

_REACH: Mapping[Reach | None, Rendered] = {
    Reach.OWN: _("own department"),
    Reach.ALL: _("whole office"),
    None: plain("–"),
}


async def show_rights(visit: Visit) -> Response:
    """Show the table the desk itself asks; it cannot say anything else than what happens.

    The reader's own role comes first: a phone shows one or two columns.
    """
    roles = sorted(Role, key=lambda role: role != visit.staff.role)
    rows = [
        (right.meaning, [_REACH[right.roles.get(role)] for role in roles])
        for right in RIGHTS.values()
    ]
    return visit.render("rights.html", roles=roles, rows=rows)


routes: list[BaseRoute] = [opened(ADDRESS, show_rights, right=OWN_ACCOUNT)]
