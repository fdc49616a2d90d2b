"""The door of the confidential channel: before every layer of the desk, which never hears of it.

No log line of a request, no figure, no session: what comes here is answered here.
"""

import structlog
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.integrity.channel import Channel
from web.integrity.desk.routes import ROUTES as DESK_ROUTES
from web.integrity.pages import HEADERS
from web.integrity.reporting import ROUTES, refuse
from web.security import is_sound

PREFIX = "/integrity"

BROKEN = (
    "ขออภัย ระบบขัดข้อง ยังไม่มีการรับเรื่อง โปรดลองใหม่อีกครั้ง หรือโทร ป.ป.ช. 1205\n"
    "Something went wrong on our side. Please try again, or telephone the NACC: 1205.\n"
    "With a receipt code you can see at /integrity/code whether a report is there.\n"
)
"""Both languages at once: nothing of the request is looked at any more."""

log = structlog.get_logger()


class ConfidentialDoor:
    """Answers everything below `/integrity` and passes every other request on."""

    def __init__(self, app: ASGIApp, channel: Channel) -> None:
        self.app = app
        pages = Starlette(
            routes=[*ROUTES, *DESK_ROUTES], exception_handlers={HTTPException: refuse}
        )
        pages.router.redirect_slashes = False
        pages.state.channel = channel
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_ours(scope["path"]):
            await self._answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = False

        async def send_protected(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        try:
            if is_sound(scope):
                await self._pages(scope, receive, send_protected)
            else:
                await PlainTextResponse(status_code=404)(scope, receive, send_protected)
        except Exception as failure:  # a bug must not be printed with what it holds
            log.error("integrity_failed", error=type(failure).__name__)
            if not began:
                await PlainTextResponse(BROKEN, 500)(scope, receive, send_protected)


def _is_ours(path: str) -> bool:
    return path == PREFIX or path.startswith(f"{PREFIX}/")
