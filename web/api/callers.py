"""For whom a program acts: read from its token, never from a cookie."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from models.staff import Staff
from services.desk import api_tokens, audit
from services.kit.errors import NotAllowed, ResidentError
from services.kit.text import _
from web.api.problems import problem
from web.console.access import Visit, status_of
from web.pages import desk_of
from web.security import Pace, slow_down

PACE = Pace(at_once=60, seconds=0.5)
KNOCKING = Pace(at_once=10, seconds=6)
"""Of one address with tokens that are none."""

NO_TOKEN = (
    _("A token is missing, or it is over"),
    _("Whoever works here makes one on the console, under “My account”."),
)

_MOST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Call:
    """One request of a program, as the console knows a visit of its owner."""

    visit: Visit
    digest: str

    @property
    def staff(self) -> Staff:
        return self.visit.staff


async def call_of(request: Request) -> Call | None:
    """Find out who is asking; None without a token that is good, and ever more slowly."""
    desk = desk_of(request)
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    found = None
    if scheme.lower() == "bearer" and 0 < len(token) <= _MOST_TOKEN:
        async with desk.database.reading() as session:
            found = await api_tokens.find_token(session, token, desk.clock())
    if found is None:
        slow_down(request, "api-tokens", KNOCKING)
        return None
    staff, kept = found
    slow_down(request, "api-staff", PACE, kept.digest)
    async with desk.work() as work:
        await api_tokens.note_used(work, kept)
    return Call(Visit(request, staff, "", {}), kept.digest)


async def answered(request: Request, answer: Callable[[Call], Awaitable[Response]]) -> Response:
    """Answer a program, or explain in problem details why not; what was not allowed is recorded."""
    call = await call_of(request)
    if call is None:
        return problem(request, 401, NO_TOKEN, {"WWW-Authenticate": 'Bearer realm="sala"'})
    try:
        response = await answer(call)
    except ResidentError as refusal:
        if isinstance(refusal, NotAllowed):
            await _record(call)
        return _refused(request, refusal)
    response.headers["Cache-Control"] = "no-store"
    return response


async def _record(call: Call) -> None:
    asked: dict[str, Any] = call.visit.request.path_params
    async with call.visit.desk.work() as work:
        await audit.record(
            work,
            str(call.staff.id),
            asked.get("action", "read"),
            asked.get("reference", ""),
            audit.REFUSED,
            "api",
        )


def _refused(request: Request, refusal: ResidentError) -> Response:
    words = (_("This was not done"), refusal.explanation)
    return problem(request, status_of(refusal), words, {"Cache-Control": "no-store"})
