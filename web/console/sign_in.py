"""Signing in with a one-time link, and signing out.

Opening the link only shows a button: chats and mail programs open links to draw a preview, and
must not use up the code. Pressing the button redeems it and begins a fresh session.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.vocabulary import ChannelName, CodePurpose
from services.desk import audit, codes, sessions
from services.desk.permissions import OWN_ACCOUNT
from services.desk.signing_in.passkeys import party_of
from services.kit.errors import NotFound, ResidentError
from services.kit.text import Rendered, _
from web import pages
from web.console.access import COOKIE, COOKIE_PATH, SIGN_IN, Visit, pressed, private, status_of
from web.console.entering import (
    browser_of,
    enter,
    keep_browser,
    read_entry,
    record_refusal,
    token_for,
    welcome,
)
from web.pages import desk_of
from web.security import Pace, slow_down

TRIES = Pace(at_once=20, seconds=10)
"""Per address, and a whole office that begins its day has one. A code has 31⁸ possibilities and
fifteen minutes: guessing is hopeless anyway."""

WAYS: Final = "ways"
"""What the forms of the page with all ways are bound to."""


async def explain(request: Request) -> Response:
    """Show the ways to get in; everybody who is not signed in is sent here."""
    return show_ways(request)


def show_ways(
    request: Request, refusal: ResidentError | None = None, typed_name: str = ""
) -> Response:
    """Show the ways to get in, also after one of them did not work."""
    desk, browser = desk_of(request), browser_of(request)
    page = pages.render(
        request,
        "console/explain.html",
        status_of(refusal) if refusal else 200,
        form_token=token_for(request, WAYS, browser),
        refusal=refusal.explanation if refusal else None,
        typed_name=typed_name,
        passkeys=party_of(desk.base_url, "") is not None,
        messengers=_messengers(desk),
    )
    return private(keep_browser(request, page, browser))


async def ask(request: Request) -> Response:
    """Show one button. The code is neither looked up nor used."""
    browser = browser_of(request)
    token = token_for(request, request.path_params["code"], browser)
    page = pages.render(request, "console/sign_in.html", form_token=token)
    return private(keep_browser(request, page, browser))


async def redeem(request: Request) -> Response:
    """Use the code up and begin a session, or say that the link does not work and nothing more."""
    try:
        token = await _redeemed(request)
    except ResidentError:
        await record_refusal(request, "link")
        return private(pages.render(request, "console/stale_link.html", 403))
    return welcome(request, token)


async def sign_out(visit: Visit) -> Response:
    """End the session here and in the database."""
    async with visit.desk.work() as work:
        await sessions.end_session(work, visit.token)
        await audit.record(work, str(visit.staff.id), "sign_out", "", audit.DONE, "console")
    response = RedirectResponse(SIGN_IN, 303)
    response.delete_cookie(COOKIE, path=COOKIE_PATH)
    return response


async def _redeemed(request: Request) -> str:
    slow_down(request, "console sign-in", TRIES)
    await read_entry(request, request.path_params["code"])
    async with desk_of(request).work() as work:
        code = await codes.redeem(work, request.path_params["code"], CodePurpose.SIGN_IN)
        if code.staff_id is None:
            raise NotFound(_("This code belongs to nobody."))
        return await enter(request, work, code.staff_id, "link")


def _messengers(desk: Desk) -> Rendered:
    """Name the messengers of this office, for whoever asks there for a link."""
    names = {ChannelName.LINE: _("LINE"), ChannelName.TELEGRAM: _("Telegram")}
    here = [name for channel, name in names.items() if channel in desk.channels]
    if len(here) > 1:
        return _("{first} or {second}", first=here[0], second=here[1])
    return here[0] if here else _("the messenger of the office")


routes: list[BaseRoute] = [
    Route(SIGN_IN, explain, methods=["GET"]),
    Route(SIGN_IN + "/{code}", ask, methods=["GET"]),
    Route(SIGN_IN + "/{code}", redeem, methods=["POST"]),
    pressed("/console/sign-out", sign_out, right=OWN_ACCOUNT),
]
