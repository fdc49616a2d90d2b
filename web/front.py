"""The front page of the office, and the pages for when something is not as expected."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.desk.subscribing.archive import published
from services.kit.text import Text, _
from web.api.problems import concerns_machines, explain_wrong_call, problem
from web.assets import assets
from web.manual import promises, shelves
from web.pages import desk_of, languages_of, reader_language, render
from web.security import is_sound

log = structlog.get_logger()

LATEST = 3
"""Announcements on the front page."""

ROBOTS = """User-agent: *
Disallow: /console
Disallow: /track/
Disallow: /papers/
Disallow: /chat/
Disallow: /my/
Disallow: /queue/ticket/
Disallow: /queue/door/
Disallow: /queue/kiosk/
Disallow: /fill/
Disallow: /rate/
Disallow: /news/
Disallow: /sent/
Disallow: /webhooks/
"""

EXPLANATIONS: Mapping[int, tuple[Text, Text]] = {
    401: (
        _("This conversation is not known any more"),
        _("Please load the page again and begin a new conversation."),
    ),
    404: (
        _("This page is not here"),
        _("The address may have a typing mistake, or the page has moved."),
    ),
    410: (
        _("This code is not in use any more"),
        _("Please scan the code that hangs at the office today, or ask at the desk."),
    ),
    413: (
        _("This is too large"),
        _("Please send a smaller file, at most 10 MB."),
    ),
    429: (
        _("A little too fast"),
        _("Please wait a moment, then try again. Nothing you sent before is lost."),
    ),
    503: (
        _("We cannot store anything just now"),
        _("Please try again in a few minutes. Nothing you sent before is lost."),
    ),
}
"""What each kind of answer says: a heading, and what to do next."""

OTHERWISE = (
    _("This did not work"),
    _("Please go back and try once more, or ask the office in the chat."),
)
BROKEN = (
    _("Something went wrong on our side"),
    _("Please try again in a few minutes. If it is urgent, come to the office or telephone."),
)


async def show_front(request: Request) -> Response:
    """Show what the office offers, what it announced lately and how to reach it."""
    desk = desk_of(request)
    async with desk.database.reading() as session:
        latest = await published(session, limit=LATEST)
    services = list(desk.offered.values())
    return render(
        request,
        "front.html",
        shelves=shelves(services),
        promises=promises(services, desk.around.office),
        compact=True,
        latest=latest,
    )


async def send_robots(_request: Request) -> Response:
    """Tell search engines to leave cases and conversations alone."""
    return PlainTextResponse(ROBOTS)


async def send_favicon(_request: Request) -> Response:
    """Send the mark of the desk for the browser's tab."""
    return Response(
        assets()["favicon.svg"].content,
        media_type="image/svg+xml",
        headers={"Cache-Control": "public, max-age=86400"},
    )


async def explain_refusal(request: Request, refusal: HTTPException) -> Response:
    """Answer an `HTTPException` in words: a page for people, JSON for the chat's script."""
    words = EXPLANATIONS.get(refusal.status_code, OTHERWISE)
    return _explain(request, refusal.status_code, words, dict(refusal.headers or {}))


class Unbroken:
    """Middleware: answers a bug with a page, and keeps its words out of every log.

    An address that cannot be one of ours goes no further.

    Starlette's own handler of exceptions raises them again, and the server then prints them whole:
    an error of the database quotes what a resident wrote.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not is_sound(scope):
            await _explain(Request(scope), 404, EXPLANATIONS[404], {})(scope, receive, send)
            return
        began = False

        async def send_on(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, send_on)
        except Exception:
            request = Request(scope)
            log.exception("page_failed", route=_route_of(request))
            if not began:
                await _explain(request, 500, BROKEN, {})(scope, receive, send)


def _explain(
    request: Request, status: int, words: tuple[Text, Text], headers: dict[str, str]
) -> Response:
    if concerns_machines(request):
        return problem(request, status, words, headers)
    title, advice = words
    if wants_data(request):
        language = languages_of(request)[reader_language(request)]
        return JSONResponse({"error": advice.render(language)}, status, headers)
    response = render(request, "refusal.html", status, title=title, advice=advice)
    response.headers.update(headers)
    return response


def wants_data(request: Request) -> bool:
    """Say whether a script asked, which cannot show a page."""
    return "text/html" not in request.headers.get("accept", "text/html")


def _route_of(request: Request) -> str:
    """Return the pattern of the address, never the address: it may name a case."""
    route = request.scope.get("route")
    return str(getattr(route, "path", "unknown"))


Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]

exception_handlers: dict[int | type[Exception], Handler] = {
    HTTPException: explain_refusal,
    RequestValidationError: explain_wrong_call,
}
"""Given to the application, which calls them with what went wrong."""

routes: list[BaseRoute] = [
    Route("/", show_front),
    Route("/robots.txt", send_robots),
    Route("/favicon.svg", send_favicon),
]
