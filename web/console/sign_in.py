"""Signing in with a one-time link, and signing out.

Opening the link only shows a button: chats and mail programs open links to draw a preview, and
must not use up the code. Pressing the button redeems it and begins a fresh session.
"""

import secrets
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.desk import Desk
from models.vocabulary import CodePurpose
from services.desk import audit, codes, sessions
from services.kit.errors import NotFound, ResidentError
from services.kit.text import _
from web import pages
from web.console.access import (
    COOKIE,
    COOKIE_PATH,
    SIGN_IN,
    Visit,
    pressed,
    private,
)
from web.console.forms import form_token, read_form
from web.pages import desk_of
from web.security import Pace, slow_down

BROWSER_COOKIE: Final = "sala_signing_in"
"""Binds the sign-in form to the browser that opened it, so that nobody can be signed in as
somebody else by a form on another page."""

FORM_SECONDS = 15 * 60
TRIES = Pace(at_once=20, seconds=10)
"""Per address, and a whole office that begins its day has one. A code has 31⁸ possibilities and
fifteen minutes: guessing is hopeless anyway."""


async def explain(request: Request) -> Response:
    """Say how to get a link; everybody who is not signed in is sent here."""
    return private(pages.render(request, "console/explain.html"))


async def ask(request: Request) -> Response:
    """Show one button. The code is neither looked up nor used."""
    browser = request.cookies.get(BROWSER_COOKIE) or secrets.token_urlsafe(24)
    token = _sign_in_token(request, browser)
    response = private(pages.render(request, "console/sign_in.html", form_token=token))
    _keep(response, desk_of(request), BROWSER_COOKIE, browser, FORM_SECONDS)
    return response


async def redeem(request: Request) -> Response:
    """Use the code up and begin a session, or say that the link does not work and nothing more."""
    try:
        token = await _redeemed(request)
    except ResidentError:
        await _record_refusal(request)
        return private(pages.render(request, "console/stale_link.html", 403))
    response = private(RedirectResponse("/console", 303))
    _keep(response, desk_of(request), COOKIE, token, int(sessions.LASTS.total_seconds()))
    response.delete_cookie(BROWSER_COOKIE, path=COOKIE_PATH)
    return response


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
    desk = desk_of(request)
    browser = request.cookies.get(BROWSER_COOKIE, "")
    await read_form(request, _sign_in_token(request, browser), desk.base_url)
    async with desk.work() as work:
        code = await codes.redeem(work, request.path_params["code"], CodePurpose.SIGN_IN)
        if code.staff_id is None:
            raise NotFound(_("This code belongs to nobody."))
        earlier = request.cookies.get(COOKIE)
        if earlier:
            await sessions.end_session(work, earlier)
        await audit.record(work, str(code.staff_id), "sign_in", "", audit.DONE, "console")
        return await sessions.start_session(work, code.staff_id)


async def _record_refusal(request: Request) -> None:
    """Note that a code did not work. Whose browser it was is not kept."""
    async with desk_of(request).work() as work:
        await audit.record(work, "nobody", "sign_in", "", audit.REFUSED, "console")


def _sign_in_token(request: Request, browser: str) -> str:
    bound_to = f"{browser}\n{request.path_params['code']}"
    return form_token(desk_of(request).secret_key, "sign-in", bound_to)


def _keep(response: Response, desk: Desk, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=COOKIE_PATH,
        secure=desk.base_url.startswith("https://"),
        httponly=True,
        samesite="lax",
    )


routes: list[BaseRoute] = [
    Route(SIGN_IN, explain, methods=["GET"]),
    Route(SIGN_IN + "/{code}", ask, methods=["GET"]),
    Route(SIGN_IN + "/{code}", redeem, methods=["POST"]),
    pressed("/console/sign-out", sign_out),
]
