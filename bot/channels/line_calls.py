"""Calls to LINE: sending, and reading what people sent. Every failure comes out as one of ours.

https://developers.line.biz/en/reference/messaging-api/#error-responses
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from aiohttp import ClientError, ClientResponse, ClientTimeout
from linebot.v3.messaging import (
    ApiException,
    AsyncApiClient,
    AsyncMessagingApi,
    AsyncMessagingApiBlob,
    BroadcastRequest,
    Configuration,
    Message,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
)

from bot.channels import DeliveryFailed, FetchFailed

SENDING = ClientTimeout(total=10, connect=5)
SENDING_TO_MANY = ClientTimeout(total=25, connect=5)
FETCHING = ClientTimeout(total=120, connect=5, sock_read=20)
PIECE_BYTES = 64 * 1024
AT_ONCE = 32
"""Connections to each host; the SDK's own choice goes by the number of processors."""

TOO_FAST_WAIT = 1.0
"""Seconds to wait after a 429, for which LINE names none: its limits are per second."""

UNLIMITED = "none"
"""The type of a plan without a limit."""

NOT_READY = 202
GONE = frozenset({403, 404, 410})


class LineCalls:
    """The SDK's clients for both hosts of LINE, opened at the first call inside a running loop."""

    def __init__(self, token: str, api_url: str, data_url: str) -> None:
        self._token = token
        self._api_url = api_url.rstrip("/")
        self._data_url = data_url.rstrip("/")
        self._clients: dict[str, AsyncApiClient] = {}

    @property
    def api(self) -> AsyncMessagingApi:
        return AsyncMessagingApi(self._client(self._api_url))

    @property
    def blob(self) -> AsyncMessagingApiBlob:
        """Pictures have a host of their own, which the SDK takes from its configuration only."""
        return AsyncMessagingApiBlob(self._client(self._data_url))

    async def reply(self, token: str, messages: Sequence[Message]) -> None:
        """Answer for free. Never with a retry key, which LINE refuses here."""
        request = ReplyMessageRequest(replyToken=token, messages=list(messages))
        await _attempt(lambda: self.api.reply_message(request, _request_timeout=SENDING))

    async def push(self, chat: str, messages: Sequence[Message], retry_key: UUID) -> None:
        """Send, counted by the month's quota; the same key for 24 hours sends it once."""
        request = PushMessageRequest(to=chat, messages=list(messages))
        await _attempt(
            lambda: self.api.push_message(
                request, x_line_retry_key=str(retry_key), _request_timeout=SENDING
            )
        )

    async def members(self, chat: str) -> int | None:
        """Count the people in a group or room; None when LINE does not say."""
        try:
            return await self.heads(chat)
        except DeliveryFailed:
            return None

    async def multicast(
        self, chats: Sequence[str], messages: Sequence[Message], retry_key: UUID
    ) -> None:
        """Send the same to up to 500 people with one call; the same key sends it once."""
        request = MulticastRequest(to=list(chats), messages=list(messages))
        await _attempt(
            lambda: self.api.multicast(
                request, x_line_retry_key=str(retry_key), _request_timeout=SENDING_TO_MANY
            )
        )

    async def broadcast(self, messages: Sequence[Message], retry_key: UUID) -> None:
        """Send to everybody who follows the account; the same key sends it once."""
        request = BroadcastRequest(messages=list(messages))
        await _attempt(
            lambda: self.api.broadcast(
                request, x_line_retry_key=str(retry_key), _request_timeout=SENDING_TO_MANY
            )
        )

    async def month(self) -> tuple[int, int | None]:
        """Return the messages used this month and the most there are; none without a limit."""
        plan = await _asked(lambda: self.api.get_message_quota(_request_timeout=SENDING))
        asked = self.api.get_message_quota_consumption
        used = await _asked(lambda: asked(_request_timeout=SENDING))
        return int(used.total_usage), None if plan.type == UNLIMITED else int(plan.value)

    async def heads(self, chat: str) -> int:
        """Count the members of a group (C…) or room (R…)."""
        group, room = self.api.get_group_member_count, self.api.get_room_member_count
        ask = room if chat.startswith("R") else group
        return int((await _asked(lambda: ask(chat, _request_timeout=SENDING))).count)

    async def content(self, message_id: str) -> AsyncIterator[bytes]:
        """Read what somebody sent, piece by piece; the SDK itself would hold it all in memory."""
        client = self._client(self._data_url)
        try:
            answer: ClientResponse = await client.rest_client.get_request(
                f"{self._data_url}/v2/bot/message/{message_id}/content",
                headers=dict(client.default_headers),
                _preload_content=False,
                _request_timeout=FETCHING,
            )
            async with answer:
                _check_content(answer.status)
                async for piece in answer.content.iter_chunked(PIECE_BYTES):
                    yield piece
        except (ClientError, OSError) as failure:
            raise FetchFailed(type(failure).__name__, permanent=False) from failure

    async def close(self) -> None:
        for client in self._clients.values():
            await client.close()
        self._clients.clear()

    def _client(self, host: str) -> AsyncApiClient:
        if host not in self._clients:
            settings = Configuration(host=host, access_token=self._token)
            settings.connection_pool_maxsize = AT_ONCE
            self._clients[host] = AsyncApiClient(settings)
        return self._clients[host]


def _check_content(status: int) -> None:
    if status in GONE:
        raise FetchFailed(f"LINE answered {status}", permanent=True)
    if status != 200:
        reason = "not ready yet" if status == NOT_READY else f"LINE answered {status}"
        raise FetchFailed(reason, permanent=False)


async def _asked(call: Callable[[], Awaitable[Any]]) -> Any:
    """Ask for something that changes nothing."""
    try:
        return await call()
    except ApiException as answer:
        raise failure_of(answer) from None
    except (ClientError, OSError) as failure:
        raise DeliveryFailed(type(failure).__name__) from None


async def _attempt(call: Callable[[], Awaitable[Any]]) -> None:
    try:
        await call()
    except ApiException as answer:
        if answer.status != 409:  # the same retry key was accepted before: it is done
            raise failure_of(answer) from None
    except (ClientError, OSError) as failure:
        raise DeliveryFailed(type(failure).__name__) from None


def failure_of(answer: ApiException) -> DeliveryFailed:
    """Return what an answer of LINE means for us: try again, push instead, wait or give up."""
    status, said = int(answer.status or 0), _message(answer.body)
    reason = f"LINE answered {status}: {said}"[:250]
    if status == 429:
        if "monthly limit" in said:
            return DeliveryFailed(reason, quota=True)
        return DeliveryFailed(reason, retry_after=_asked_wait(answer.headers))
    if status >= 500 or status == 408:
        return DeliveryFailed(reason)
    if said == "Invalid reply token":
        return DeliveryFailed(reason, token_refused=True)
    return DeliveryFailed(reason, permanent=True, unreachable=_nobody_there(status, said))


def _nobody_there(status: int, said: str) -> bool:
    """LINE answers 400 for an id it does not know; somebody who blocked us is silently 200."""
    return status == 404 or (
        status == 400 and (said == "Failed to send messages" or "'to'" in said)
    )


def _asked_wait(headers: Any) -> float:
    asked = str((headers or {}).get("Retry-After", ""))
    return float(asked) if asked.isdigit() else TOO_FAST_WAIT


def _message(body: str | bytes | None) -> str:
    """Return LINE's own sentence, without the details, which may quote what we sent."""
    try:
        return str(json.loads(body or "")["message"])
    except (ValueError, TypeError, KeyError):
        return ""
