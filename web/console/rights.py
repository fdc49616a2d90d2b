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
    """Show the table the desk itself asks; it cannot say anything else than what happens."""
    rows = [
        (right.meaning, [_REACH[right.roles.get(role)] for role in Role])
        for right in RIGHTS.values()
    ]
    return visit.render("rights.html", roles=list(Role), rows=rows)


routes: list[BaseRoute] = [opened(ADDRESS, show_rights, right=OWN_ACCOUNT)]
