"""Where somebody is signed in, and ending that: a phone that was left behind."""

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from services.desk import audit, sessions
from services.desk.permissions import OWN_ACCOUNT
from services.desk.work import Work
from web.console.access import SIGN_IN, Visit, opened, pressed
from web.console.forms import written

SESSIONS = "/console/account/sessions"


async def end_one(visit: Visit) -> Response:
    """End one session, perhaps this one."""
    handle = written(visit.form, "session")
    async with visit.desk.work() as work:
        await sessions.end_one(work, visit.staff.id, handle)
        await _record(visit, work)
    here = sessions.digest_of(visit.token).startswith(handle) and bool(handle)
    return RedirectResponse(SIGN_IN if here else "/console/account#sessions-title", 303)


async def end_others(visit: Visit) -> Response:
    """End every session but this one."""
    async with visit.desk.work() as work:
        await sessions.end_all(work, visit.staff.id, but=visit.token)
        await _record(visit, work)
    return RedirectResponse("/console/account#sessions-title", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload back to the account."""
    return RedirectResponse("/console/account", 303)


async def _record(visit: Visit, work: Work) -> None:
    await audit.record(work, str(visit.staff.id), "end_session", "", audit.DONE, "console")


routes: list[BaseRoute] = [
    pressed(SESSIONS, end_one, right=OWN_ACCOUNT),
    opened(SESSIONS, back, right=OWN_ACCOUNT),
    pressed(SESSIONS + "/others", end_others, right=OWN_ACCOUNT),
    opened(SESSIONS + "/others", back, right=OWN_ACCOUNT),
]
