"""Coming in: what all ways to sign in share. Each begins a session nobody knew before."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.desk import audit, sessions
from services.desk.work import Work
from services.kit.devices import device_name
from web.console.access import COOKIE, COOKIE_PATH, private
from web.console.forms import Form, form_token, read_form
from web.pages import desk_of

BROWSER_COOKIE: Final = "sala_signing_in"
"""Binds the sign-in form to the browser that opened it, so that nobody can be signed in as
somebody else by a form on another page."""

FORM_SECONDS = 15 * 60

KNOWN_COOKIE: Final = "sala_known_browser"
KNOWN_FOR = timedelta(days=180)
"""Says that somebody came in with this browser before, and lets nobody in."""


def browser_of(request: Request) -> str:
    """Return what binds forms to this browser, new for one that is new."""
    return request.cookies.get(BROWSER_COOKIE) or secrets.token_urlsafe(24)


def token_for(request: Request, what: str, browser: str) -> str:
    """Return the token of a form that signs in."""
    return form_token(desk_of(request).secret_key, "sign-in", f"{browser}\n{what}")


def keep_browser(request: Request, response: Response, browser: str) -> Response:
    """Let the browser remember what its forms are bound to."""
    _keep(request, response, BROWSER_COOKIE, browser, FORM_SECONDS)
    return response


async def read_entry(request: Request, what: str) -> Form:
    """Read a form that signs in. Raises `NotAllowed` for one this browser did not open."""
    browser = request.cookies.get(BROWSER_COOKIE, "")
    return await read_form(request, token_for(request, what, browser), desk_of(request).base_url)


async def enter(request: Request, work: Work, staff_id: UUID, way: str) -> str:
    """Begin a session and return its token; one that was open in this browser ends."""
    earlier = request.cookies.get(COOKIE)
    if earlier:
        await sessions.end_session(work, earlier)
    await audit.record(work, str(staff_id), "sign_in", way, audit.DONE, "console")
    return await sessions.start_session(work, staff_id, device_of(request))


def device_of(request: Request) -> str:
    """Name the kind of browser."""
    return device_name(request.headers.get("user-agent", ""))


def welcome(request: Request, token: str) -> Response:
    """Lead whoever came in to the console."""
    response = private(RedirectResponse("/console", 303))
    _keep(request, response, COOKIE, token, int(sessions.LASTS.total_seconds()))
    response.delete_cookie(BROWSER_COOKIE, path=COOKIE_PATH)
    return response


def keep_known(request: Request, response: Response, mark: Sequence[str]) -> Response:
    """Let the browser remember whose it is, so that wrong tries of strangers do not shut it out."""
    desk = desk_of(request)
    token = desk.links.token(KNOWN_COOKIE, mark, desk.clock() + KNOWN_FOR)
    _keep(request, response, KNOWN_COOKIE, token, int(KNOWN_FOR.total_seconds()))
    return response


def known_as(request: Request) -> list[str] | None:
    """Return whose browser this is; none for a strange one."""
    desk = desk_of(request)
    return desk.links.read(KNOWN_COOKIE, request.cookies.get(KNOWN_COOKIE, ""), desk.clock())


async def record_refusal(request: Request, way: str) -> None:
    """Note that a try did not work. Whose browser it was is not kept."""
    async with desk_of(request).work() as work:
        await audit.record(work, "nobody", "sign_in", way, audit.REFUSED, "console")


def _keep(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=COOKIE_PATH,
        secure=desk_of(request).base_url.startswith("https://"),
        httponly=True,
        samesite="lax",
    )
