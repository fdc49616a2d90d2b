"""Tokens of programs on the page of one's own account: made, shown once, ended."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk import api_tokens
from services.desk.permissions import OWN_ACCOUNT
from services.desk.sessions import HANDLE
from web.console.access import Visit, opened, pressed
from web.console.forms import written

TOKENS = "/console/account/tokens"


async def show_tokens(visit: Visit) -> Response:
    """Show which programs may act for this person."""
    return await _page(visit)


async def make(visit: Visit) -> Response:
    """Make a token and show it, for the only time."""
    name, days = written(visit.form, "name"), written(visit.form, "days")
    async with visit.desk.work() as work:
        chosen = int(days) if days in {str(one) for one in api_tokens.DAYS} else 0
        token = await api_tokens.make_token(work, visit.staff, name, chosen)
    return await _page(visit, token)


async def end(visit: Visit) -> Response:
    """End a token."""
    async with visit.desk.work() as work:
        await api_tokens.end_token(work, visit.staff, written(visit.form, "token"))
    return RedirectResponse(TOKENS, 303)


async def _page(visit: Visit, token: str = "") -> Response:
    async with visit.desk.database.reading() as session:
        now = visit.desk.clock()
        tokens = await api_tokens.good_tokens(session, visit.staff.id, now)
    return visit.render(
        "tokens.html",
        tokens=tokens,
        made=token,
        days=api_tokens.DAYS,
        handle=lambda one: one.digest[:HANDLE],
    )


routes: list[BaseRoute] = [
    opened(TOKENS, show_tokens, right=OWN_ACCOUNT),
    pressed(TOKENS, make, right=OWN_ACCOUNT),
    pressed(TOKENS + "/end", end, right=OWN_ACCOUNT),
]
