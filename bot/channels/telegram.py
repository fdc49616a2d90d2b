"""Telegram: https://core.telegram.org/bots/api

The library is imported when the channel is built, like that of every messenger.
"""

import hmac
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.channels import ForgedRequest, Pace, Parcel
from bot.channels.json_bodies import read_json
from bot.channels.telegram_hearing import acknowledge_body, hear_update
from bot.messages import Heard

MOST_UNFINISHED = 10_000
"""Parcels whose progress is kept in memory; far more than can be under way."""


class Telegram:
    """The office's Telegram bot."""

    name = "telegram"
    pace = Pace(per_second=30, group_per_minute=20, at_once=16)
    """https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""

    def __init__(self, token: str, secret_token: str, api_url: str) -> None:
        from bot.channels.telegram_calls import TelegramCalls
        from bot.channels.telegram_writing import write_messages

        self._secret = secret_token.encode()
        self._calls = TelegramCalls(token, api_url)
        self._write = write_messages
        self._said: dict[UUID, int] = {}

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Heard]:
        """Read a webhook request. Raises `ForgedRequest` before anything of it is parsed.

        Without a secret token nothing is believed: anybody could post to the address.
        """
        told = headers.get("x-telegram-bot-api-secret-token", "").encode()
        if not self._secret or not hmac.compare_digest(self._secret, told):
            raise ForgedRequest
        heard = hear_update(read_json(body), now)
        return [heard] if heard else []

    async def say(self, parcel: Parcel) -> None:
        """Deliver, or raise `DeliveryFailed`.

        Telegram takes one message at a time and knows no retry key, so how far a parcel came is
        remembered here: the next attempt goes on where this one stopped.
        """
        sayings = self._write(parcel.messages, private=not self.is_group(parcel.chat))
        done = self._said.pop(parcel.retry_key, 0)
        for number, saying in enumerate(sayings[done:], start=done):
            self._remember(parcel.retry_key, number)
            await self._calls.send(parcel.chat, saying)
        self._said.pop(parcel.retry_key, None)

    async def fetch(self, source: Mapping[str, object]) -> AsyncIterator[bytes]:
        """Read the bytes of a file somebody sent, piece by piece. Raises `FetchFailed`."""
        async for piece in self._calls.content(str(source.get("file_id", ""))):
            yield piece

    def is_group(self, chat: str) -> bool:
        """Ids of groups are negative; a topic stands behind a slash."""
        return chat.startswith("-")

    def acknowledge_body(self, heard: Heard) -> dict[str, str] | None:
        """Return the answer to the webhook that acknowledges a press, if this was one."""
        return acknowledge_body(heard)

    async def acknowledge(self, query_id: str) -> None:
        """Acknowledge a press where there is no webhook to answer. Never raises."""
        await self._calls.acknowledge(query_id)

    async def updates(self, offset: int, wait: int) -> list[dict[str, Any]]:
        """Wait up to `wait` seconds for updates from `offset` on; raises the library's errors."""
        return await self._calls.bot.raw_updates(offset, wait)

    async def forget_webhook(self) -> None:
        """While a webhook is set, Telegram gives updates to nobody who asks."""
        await self._calls.bot.delete_webhook()

    async def close(self) -> None:
        await self._calls.close()

    def _remember(self, retry_key: UUID, number: int) -> None:
        """Keep how many messages of a parcel were said before the one being tried."""
        if number:
            self._said[retry_key] = number
        while len(self._said) > MOST_UNFINISHED:
            del self._said[next(iter(self._said))]
