"""LINE: https://developers.line.biz/en/reference/messaging-api/

The SDK takes a second and 70 MB to import, so it is imported when the channel is built.
"""

import base64
import hmac
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from bot.channels import DeliveryFailed, FetchFailed, ForgedRequest, Pace, Parcel
from bot.channels.line_hearing import hear_delivery
from bot.messages import Heard
from services.kit.message import Written

if TYPE_CHECKING:
    from linebot.v3.messaging import Message

MOST_AT_ONCE = 5
"""Messages of one reply or push."""


class Line:
    """The office's LINE account."""

    name = "line"
    pace = Pace(per_second=2000, at_once=32)
    """https://developers.line.biz/en/reference/messaging-api/#rate-limits: 2,000 a second."""

    def __init__(
        self,
        secret: str,
        token: str,
        api_url: str,
        data_url: str,
        base_url: str = "",
        liff_id: str = "",
    ) -> None:
        """With `liff_id`, pages of `base_url` open inside LINE."""
        from bot.channels.line_calls import LineCalls
        from bot.channels.line_writing import InsidePages, write_messages

        self._secret = secret.encode()
        self._calls = LineCalls(token, api_url, data_url)
        self._write = partial(write_messages, pages=InsidePages(base_url.rstrip("/"), liff_id))

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Heard]:
        """Read a webhook request. Raises `ForgedRequest` before anything of it is parsed."""
        signature = base64.b64encode(hmac.digest(self._secret, body, "sha256"))
        if not hmac.compare_digest(signature, headers.get("x-line-signature", "").encode()):
            raise ForgedRequest
        return hear_delivery(body, now)

    async def say(self, parcel: Parcel) -> None:
        """Deliver, or raise `DeliveryFailed`. Reply when there is a token, else push.

        More than LINE takes at once is pushed in several calls, each with a retry key of its own
        made from the parcel's: trying again then repeats nothing.
        """
        messages = self._write(parcel.messages, private=not self.is_group(parcel.chat))
        if parcel.reply_token and 0 < len(messages) <= MOST_AT_ONCE:
            await self._calls.reply(parcel.reply_token, messages)
            return
        for number, batch in enumerate(_batches(messages)):
            await self._calls.push(parcel.chat, batch, _key(parcel.retry_key, number))

    async def say_to_many(
        self, chats: Sequence[str], messages: Sequence[Written], retry_key: UUID
    ) -> None:
        """Say the same to up to 500 people, never groups, or raise `DeliveryFailed`."""
        await self._calls.multicast(chats, self._for_many(messages), retry_key)

    async def say_to_all(self, messages: Sequence[Written], retry_key: UUID) -> None:
        """Say something to everybody who follows the account, or raise `DeliveryFailed`."""
        await self._calls.broadcast(self._for_many(messages), retry_key)

    def _for_many(self, messages: Sequence[Written]) -> "list[Message]":
        """One call is one retry key, so all must fit into it; the words are checked before."""
        written = self._write(messages, private=True)
        if len(written) > MOST_AT_ONCE:
            raise DeliveryFailed("more messages than LINE takes at once", permanent=True)
        return written

    async def month(self) -> tuple[int, int | None]:
        """Return the messages of this month that are used, and how many there are in all."""
        return await self._calls.month()

    async def heads(self, chat: str) -> int:
        """Return the members of a group or room: each counts as a message."""
        return await self._calls.heads(chat)

    async def fetch(self, source: Mapping[str, object]) -> AsyncIterator[bytes]:
        """Read a file that lies with LINE; an address of the sender's choice is never visited."""
        if source.get("provider") != "line":
            raise FetchFailed("the file does not lie with LINE", permanent=True)
        async for piece in self._calls.content(str(source.get("message_id"))):
            yield piece

    def is_group(self, chat: str) -> bool:
        """Ids of groups begin with C, of rooms with R, of people with U."""
        return chat[:1] in {"C", "R"}

    async def members(self, chat: str) -> int | None:
        """Count whom a push to a group or room reaches: LINE counts one message for each."""
        return await self._calls.members(chat) if self.is_group(chat) else 1

    async def close(self) -> None:
        await self._calls.close()


def _batches(messages: Sequence["Message"]) -> list[Sequence["Message"]]:
    return [messages[at : at + MOST_AT_ONCE] for at in range(0, len(messages), MOST_AT_ONCE)]


def _key(retry_key: UUID, number: int) -> UUID:
    return uuid5(retry_key, str(number)) if number else retry_key
