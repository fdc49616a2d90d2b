"""Calls to Telegram: sending, fetching, asking for updates. Failures come out as ours.

https://core.telegram.org/bots/api#making-requests
"""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from functools import cache
from ssl import SSLContext
from typing import Any, cast

from aiohttp import ClientError, ClientSession, ClientTimeout
from httpx import create_ssl_context
from telegram import Bot, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels import DeliveryFailed, FetchFailed
from bot.channels.telegram_hearing import ALLOWED_UPDATES
from bot.channels.telegram_writing import Saying

SECONDS = 8.0
FETCHING = ClientTimeout(total=120, connect=5, sock_read=20)
PIECE_BYTES = 64 * 1024
AT_ONCE = 32

PICTURE_NAME = "sala.png"

Place = tuple[int, int | None]
"""A chat, and the topic in it."""

NOBODY_THERE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "message thread not found",
    "topic_deleted",
    "topic_closed",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "need administrator rights",
    "group chat was deactivated",
)
"""What a 400 says when nothing will arrive in this chat until somebody changes something there."""

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's coming way to give waits; the old warns


class RawBot(Bot):
    """The library's bot, which also gives updates as they came: its own reader refuses some."""

    async def raw_updates(self, offset: int, wait: int) -> list[dict[str, Any]]:
        """Wait up to `wait` seconds for updates from `offset` on."""
        asked = {"offset": offset, "timeout": wait, "allowed_updates": ALLOWED_UPDATES}
        told = await self._post("getUpdates", asked, read_timeout=wait + SECONDS)
        return cast("list[dict[str, Any]]", told)


class TelegramCalls:
    """The library's client, kept to one host and to short timeouts."""

    def __init__(self, token: str, api_url: str) -> None:
        _keep_token_out_of_logs()
        host = api_url.rstrip("/")
        self._requests = (_requests(2), _requests(AT_ONCE))
        self.bot = RawBot(
            token,
            base_url=f"{host}/bot",
            base_file_url=f"{host}/file/bot",
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )

    async def send(self, chat: str, saying: Saying) -> None:
        """Send one message to a chat, or to a topic behind its slash."""
        number, _slash, topic = chat.partition("/")
        place = (int(number), int(topic) if topic else None)
        try:
            await (self._send_picture if saying.picture else self._send_words)(place, saying)
        except TelegramError as answer:
            raise failure_of(answer, topic) from None

    async def acknowledge(self, query_id: str) -> None:
        """Stop the clock on a pressed button. Too late or in vain: nothing is lost."""
        with suppress(TelegramError):
            await self.bot.answer_callback_query(query_id)

    async def _send_words(self, place: Place, saying: Saying) -> None:
        await self.bot.send_message(
            place[0],
            saying.text,
            message_thread_id=place[1],
            reply_markup=saying.markup,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _send_picture(self, place: Place, saying: Saying) -> None:
        """Hand the picture over whole, so that Telegram need not reach the desk for it."""
        await self.bot.send_photo(
            place[0],
            saying.picture,
            caption=saying.text or None,
            message_thread_id=place[1],
            reply_markup=saying.markup,
            filename=PICTURE_NAME,
        )

    async def content(self, file_id: str) -> AsyncIterator[bytes]:
        """Read what somebody sent, piece by piece. Telegram lets bots read up to 20 MB."""
        address = await self._address(file_id)
        try:
            async with (
                ClientSession(timeout=FETCHING, trust_env=True) as session,
                session.get(address) as answer,
            ):
                if answer.status != 200:
                    reason = f"Telegram answered {answer.status}"
                    raise FetchFailed(reason, permanent=400 <= answer.status < 429)
                async for piece in answer.content.iter_chunked(PIECE_BYTES):
                    yield piece
        except (ClientError, OSError) as failure:
            raise FetchFailed(type(failure).__name__, permanent=False) from None

    async def close(self) -> None:
        for request in self._requests:
            await request.shutdown()

    async def _address(self, file_id: str) -> str:
        try:
            file = await self.bot.get_file(file_id)
        except (BadRequest, Forbidden) as refusal:
            raise FetchFailed(refusal.message, permanent=True) from None
        except TelegramError as failure:
            raise FetchFailed(type(failure).__name__, permanent=False) from None
        if not file.file_path:
            raise FetchFailed("Telegram names no path", permanent=True)
        return file.file_path


def _requests(at_once: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=at_once,
        connect_timeout=5.0,
        read_timeout=SECONDS,
        write_timeout=5.0,
        pool_timeout=SECONDS,
        httpx_kwargs={"verify": _certificates()},
    )


@cache
def _certificates() -> SSLContext:
    """Whom we trust, read once for all clients of this process: it takes 50 ms each time."""
    return create_ssl_context()


def _keep_token_out_of_logs() -> None:
    """httpx logs every address it calls, and in Telegram's addresses stands the token."""
    logging.getLogger("httpx").setLevel(logging.WARNING)


def failure_of(answer: TelegramError, topic: str = "") -> DeliveryFailed:
    """Return what an answer of Telegram means for us."""
    match answer:
        case RetryAfter():
            return DeliveryFailed("too fast", retry_after=_seconds(answer.retry_after))
        case ChatMigrated():
            moved_to = f"{answer.new_chat_id}/{topic}" if topic else str(answer.new_chat_id)
            return DeliveryFailed("the group has another id", moved_to=moved_to)
        case Forbidden():
            return DeliveryFailed(answer.message[:250], permanent=True, unreachable=True)
        case BadRequest():
            nobody = any(said in answer.message.lower() for said in NOBODY_THERE)
            return DeliveryFailed(answer.message[:250], permanent=True, unreachable=nobody)
        case InvalidToken():
            return DeliveryFailed("Telegram refuses the token", permanent=True)
    return DeliveryFailed(type(answer).__name__)


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
