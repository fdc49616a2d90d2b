"""Pages that keep themselves fresh: a mark says whether anything has changed since last time.

The script asks for the same page again every few seconds. No connection stays open, so any number
of processes may serve; without scripts the browser loads the page again by itself.
"""

from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from web.pages import reader_language


def mark_of(request: Request, *shown: object) -> str:
    """Return a mark for what a page shows, in the language it is shown in."""
    told = repr((reader_language(request), shown))
    return f'"{sha256(told.encode()).hexdigest()[:20]}"'


def unchanged(request: Request, mark: str) -> Response | None:
    """Return the short answer for a page that still shows what is so."""
    if request.headers.get("if-none-match") != mark:
        return None
    return Response(status_code=304, headers={"ETag": mark, "Cache-Control": "no-store"})


def marked(response: Response, mark: str) -> Response:
    """Give a page the mark that its script sends back."""
    response.headers["ETag"] = mark
    return response
