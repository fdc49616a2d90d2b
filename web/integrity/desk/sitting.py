"""Who sits at a page of the recipients: their cookie, the mark in their forms, and the way out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from urllib.parse import urlencode

from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.integrity.sittings import Seated, seated
from web.integrity.channel import Channel
from web.integrity.forms import read_form
from web.integrity.pages import channel_of, render

COOKIE = "sala_integrity"
DESK = "/integrity/desk"
"""Also the path of the cookie: no reporter's page ever gets one."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in, within one transaction."""

    request: Request
    channel: Channel
    session: AsyncSession
    who: Seated
    form: dict[str, str]

    def page(self, template: str, **values: object) -> Response:
        """Fill a page of theirs."""
        shared = {"who": self.who, "today": self.channel.today}
        return render(self.request, template, 200, **shared, **values)

    def back(self, place: str = "", **query: str) -> Response:
        """Lead on after something was done."""
        if language := self.request.query_params.get("lang"):
            query["lang"] = language
        asked = f"?{urlencode(query)}" if query else ""
        return RedirectResponse(f"{DESK}{place}{asked}", 303)


Handler = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def for_the_seated(handler: Handler) -> Endpoint:
    """Let a page be asked for only by whoever signed in; for everybody else it is not there.

    Who sat here until now is led to signing in again.
    """

    async def answer(request: Request) -> Response:
        channel, token = channel_of(request), request.cookies.get(COOKIE, "")
        if not token:
            raise HTTPException(404)
        form = (await read_form(request))[0] if request.method == "POST" else {}
        async with channel.database.writing() as session:
            who = await seated(session, token, channel.clock())
            if who is None:
                return without_cookie(RedirectResponse(f"{DESK}?rested=1", 303), channel)
            if request.method == "POST" and not _is_marked(form, who):
                raise HTTPException(404)
            return await handler(Visit(request, channel, session, who, form))

    return answer


def _is_marked(form: dict[str, str], who: Seated) -> bool:
    """Say whether a form came from a page of this sitting, and from no other site."""
    sent = form.get("mark", "").encode("utf-8", "surrogatepass")
    return compare_digest(sent, who.mark.encode())


def with_cookie(response: Response, channel: Channel, token: str) -> Response:
    """Give the browser the secret of a sitting; it is gone with the window."""
    response.set_cookie(
        COOKIE, token, path=DESK, httponly=True, samesite="strict", secure=channel.secure
    )
    return response


def without_cookie(response: Response, channel: Channel) -> Response:
    """Let the browser forget the sitting."""
    response.delete_cookie(
        COOKIE, path=DESK, httponly=True, samesite="strict", secure=channel.secure
    )
    return response
