"""Signing in with a passkey, and making and forgetting one under the own account."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from services.desk import audit
from services.desk.permissions import OWN_ACCOUNT
from services.desk.signing_in import passkeys
from services.desk.signing_in.passkeys import Party, party_of
from services.kit.errors import NotAllowed, NotFound, ResidentError
from services.kit.text import _
from web.console.access import SIGN_IN, Visit, opened, pressed, private
from web.console.entering import device_of, enter, read_entry, record_refusal, welcome
from web.console.forms import written
from web.console.sign_in import WAYS, show_ways
from web.pages import desk_of
from web.security import Pace, slow_down

SIGN_IN_WITH = f"{SIGN_IN}/passkey"
PASSKEYS = "/console/account/passkeys"
TRIES = Pace(at_once=20, seconds=10)


async def options_to_sign_in(request: Request) -> Response:
    """Hand the browser what it needs to ask for a finger or a face."""
    slow_down(request, "console passkey", TRIES)
    try:
        await read_entry(request, WAYS)
    except NotAllowed:
        return private(_json("{}", 403))
    async with desk_of(request).work() as work:
        return private(_json(await passkeys.options_to_use(work, _party(request))))


async def sign_in(request: Request) -> Response:
    """Let in whoever holds a passkey of this desk."""
    slow_down(request, "console passkey", TRIES)
    try:
        form = await read_entry(request, WAYS)
        async with desk_of(request).work() as work:
            answer = form.get("answer", "")
            staff_id = await passkeys.use_passkey(work, _party(request), answer)
            token = await enter(request, work, staff_id, "passkey")
    except NotFound:
        await record_refusal(request, "passkey")
        return show_ways(request, NotAllowed(passkeys.does_not_fit()))
    except ResidentError as refusal:
        await record_refusal(request, "passkey")
        return show_ways(request, refusal)
    return welcome(request, token)


async def to_the_ways(_request: Request) -> Response:
    """Lead a reload back to the page with all ways."""
    return RedirectResponse(SIGN_IN, 303)


async def options_to_make(visit: Visit) -> Response:
    """Hand the browser what it needs to make a passkey."""
    async with visit.desk.work() as work:
        return _json(await passkeys.options_to_make(work, visit.staff, _party(visit.request)))


async def make(visit: Visit) -> Response:
    """Keep the passkey this browser just made."""
    async with visit.desk.work() as work:
        answer, device = visit.form.get("answer", ""), device_of(visit.request)
        await passkeys.make_passkey(work, visit.staff, _party(visit.request), answer, device)
    return RedirectResponse("/console/account", 303)


async def forget(visit: Visit) -> Response:
    """Forget one of the own passkeys."""
    async with visit.desk.work() as work:
        digest = written(visit.form, "passkey") or "none"
        await passkeys.forget_passkeys(work, visit.staff.id, digest)
        actor = str(visit.staff.id)
        await audit.record(work, actor, "forget_passkey", "", audit.DONE, "console")
    return RedirectResponse("/console/account", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload back to the account."""
    return RedirectResponse("/console/account", 303)


def _party(request: Request) -> Party:
    desk = desk_of(request)
    party = party_of(desk.base_url, desk.around.office.name.render())
    if party is None:
        raise NotFound(_("Passkeys need the https address of the desk."))
    return party


def _json(words: str, status: int = 200) -> Response:
    return Response(words, status, media_type="application/json")


routes: list[BaseRoute] = [
    Route(SIGN_IN_WITH + "/options", options_to_sign_in, methods=["POST"]),
    Route(SIGN_IN_WITH, sign_in, methods=["POST"]),
    Route(SIGN_IN_WITH, to_the_ways, methods=["GET"]),
    pressed(PASSKEYS + "/options", options_to_make, right=OWN_ACCOUNT),
    pressed(PASSKEYS, make, right=OWN_ACCOUNT),
    opened(PASSKEYS, back, right=OWN_ACCOUNT),
    pressed(PASSKEYS + "/forget", forget, right=OWN_ACCOUNT),
    opened(PASSKEYS + "/forget", back, right=OWN_ACCOUNT),
]
