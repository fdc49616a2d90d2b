"""Webhooks: the door LINE and Telegram knock at. Plain ASGI, before every other layer.

The request is checked, what it says is committed, and only then it is answered 200. A messenger
that got no 200 tells us again, and the event's id keeps that from doing anything twice.
"""

import orjson
import structlog
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels import Channel, ForgedRequest
from bot.desk import Desk
from bot.intake import DatabaseUnavailable, Intake
from bot.messages import Heard
from web.security import read_body

MOST_BYTES = 2 * 1024 * 1024
"""LINE sends up to 100 events of a few kilobytes in one request; Telegram one update."""

PATIENCE = 1.8
"""Seconds after which we answer 503 instead: LINE counts anything after 2 s as a failure anyway.
What was heard stays in line for its commit all the same."""

PREFIX = "/webhooks/"

REFUSED = (HTTPException, ClientDisconnect, ForgedRequest, TimeoutError, DatabaseUnavailable)
"""What is answered with a status, and with one line in the log: strangers knock here too."""

_TAKEN = Response(status_code=200)

log = structlog.get_logger()


class WebhookDoor:
    """Answers `/webhooks/{channel}` itself and passes every other request on."""

    def __init__(self, app: ASGIApp, desk: Desk, intake: Intake) -> None:
        self.app = app
        self._desk = desk
        self._intake = intake

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(PREFIX):
            response = await self._answer(scope, receive)
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        channel = self._desk.channels.get(scope["path"].removeprefix(PREFIX))
        if channel is None:
            return Response(status_code=404)
        if scope["method"] != "POST":
            return Response(status_code=405, headers={"Allow": "POST"})
        try:
            body = await read_body(Request(scope, receive), MOST_BYTES)
            heard = channel.hear(Headers(scope=scope), body, self._desk.clock())
            await self._intake.take(heard, patience=PATIENCE)
        except REFUSED as failure:
            return self._refuse(channel, failure)
        return _acknowledge(channel, heard)

    def _refuse(self, channel: Channel, failure: Exception) -> Response:
        status = _status(failure)
        self._desk.measures.events.labels(channel.name, f"answered {status}").inc()
        log.warning("webhook_refused", channel=channel.name, status=status)
        return Response(status_code=status)


def _status(failure: Exception) -> int:
    if isinstance(failure, HTTPException):
        return failure.status_code
    return 401 if isinstance(failure, ForgedRequest) else 503


def _acknowledge(channel: Channel, heard: list[Heard]) -> Response:
    """Answer 200; where the messenger takes a call as the answer, stop the button's spinner."""
    acknowledge = getattr(channel, "acknowledge_body", None)
    body = acknowledge(heard[0]) if acknowledge and heard else None
    if body is None:
        return _TAKEN
    return Response(orjson.dumps(body), media_type="application/json")
